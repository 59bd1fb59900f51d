// What can be chosen while one types: the app's commands after /, people after @.
import { html } from "./html.js";
import { t } from "./i18n.js";
import { nameOf, roleOf } from "./people.js";
import { state } from "./state.js";

const AT_NAME = /(^|\s)@([^\s@]*)$/;

export function offers(text, thread) {
  if (!thread && /^\/\S*$/.test(text)) {
    const commands = state.cast.commands.filter(([command]) => command.startsWith(text) && command !== text);
    const exact = state.cast.commands.filter(([command]) => command === text);
    return [...exact, ...commands].map(([command, hint]) => ({ id: command, name: command, about: hint, makes: () => `${command} ` }));
  }
  const mention = text.match(AT_NAME);
  if (!mention) return [];
  return state.cast.people
    .filter((each) => !each.deleted && each.name.toLowerCase().includes(mention[2].toLowerCase()))
    .map((each) => ({ id: each.id, name: `@${each.name}`, about: roleOf(each.id), makes: () => text.replace(AT_NAME, `$1@${each.name} `) }));
}

export function Suggestions({ offered, at, take }) {
  if (!offered.length) return null;
  return html`<ul id="suggestions" class="options above" role="listbox" aria-label=${t("suggestions")}>
    ${offered.map((offer, place) => html`<li id=${`suggestion-${place}`} key=${offer.id} role="option" aria-selected=${place === at}
      onMouseDown=${(event) => { event.preventDefault(); take(offer); }}>
      <b>${offer.name}</b> <span>${offer.about}</span>${offer.name.startsWith("/") && html`<small>${nameOf(state.cast.bot.id)}</small>`}</li>`)}
  </ul>`;
}
