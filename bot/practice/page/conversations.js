// The list on the left: channels, and the app; what is unread stands out.
import { html } from "./html.js";
import { t } from "./i18n.js";
import { Avatar, nameOf } from "./people.js";
import { to } from "./route.js";
import { openPlace, set, state } from "./state.js";
import { inspect } from "./wire.js";

export const unread = (place) => place.messages.filter((each) => Number(each.ts) > Number(place.read) && each.user !== state.me).length;

function Entry({ place }) {
  const count = unread(place);
  const isOpen = place.id === openPlace().id;
  const name = place.is_im ? nameOf(state.cast.bot.id) : place.name;
  return html`<a class=${count ? "entry unread" : "entry"} href=${to.place(place.id)} aria-current=${isOpen ? "page" : undefined}>
    ${place.is_im ? html`<${Avatar} id=${state.cast.bot.id} small />` : html`<span class="hash" aria-hidden="true">#</span>`}
    <span class="name">${name}</span>
    ${count > 0 && html`<span class="badge" aria-label=${t("unread", { count })}>${count}</span>`}</a>`;
}

export function Conversations() {
  const places = state.sees.conversations;
  const group = (heading, isHere) => html`<h2>${heading}</h2>${places.filter(isHere).map((place) => html`<${Entry} key=${place.id} place=${place} />`)}`;
  const turn = () => { set({ inspecting: !state.inspecting }); inspect(); };
  return html`<nav id="list" aria-label=${t("conversations")}>
    <p class="city">${state.cast.workspace.name} <small>${t("practice")}</small></p>
    <div class="entries">
      ${group(t("channels"), (place) => !place.is_im)}
      ${group(t("apps"), (place) => place.is_im)}
    </div>
    <p class="below">${t("only.here")}<br /><button type="button" class="plainly" aria-expanded=${state.inspecting} onClick=${turn}>${t("inspector")}</button></p>
  </nav>`;
}
