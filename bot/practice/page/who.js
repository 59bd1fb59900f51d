// Who am I: the cast by role. Everything on the page is then what that person sees.
import { html } from "./html.js";
import { t } from "./i18n.js";
import { Avatar, nameOf, roleOf } from "./people.js";
import { Sheet } from "./sheet.js";
import { state } from "./state.js";
import { become } from "./wire.js";

export function Who() {
  const cast = state.cast.people.filter((each) => !each.deleted);
  const button = html`<${Avatar} id=${state.me} small /><span class="name"><small>${t("i.am")}</small> ${nameOf(state.me)}</span> ▾`;
  return html`<${Sheet} name="who" title=${t("who.am.i")} button=${button}>
    <p class="about">${t("who.about")}</p>
    <ul class="cast">${cast.map((each) => html`<li key=${each.id}>
      <button type="button" aria-current=${each.id === state.me ? "true" : undefined} onClick=${() => become(each.id)}>
        <${Avatar} id=${each.id} /><span><b>${each.name}</b>
        <small>${[roleOf(each.id), t(each.locale.startsWith("ko") ? "reads.ko" : "reads.en")].filter(Boolean).join(" · ")}</small></span>
        ${each.id === state.me && html`<span aria-hidden="true">✓</span>`}</button></li>`)}</ul>
  <//>`;
}
