// Names, roles and pictures of who is here.
import { html } from "./html.js";
import { t } from "./i18n.js";
import { state } from "./state.js";

export const person = (id) => state.cast.people.find((each) => each.id === id);
export const isBot = (id) => id === state.cast.bot.id;
export const nameOf = (id) => person(id)?.name || (isBot(id) ? state.cast.bot.name : id);
export const channelName = (id) => state.cast.channels.find((each) => each.id === id)?.name;

// What somebody is in the city, where their name does not say it already in my language.
export function roleOf(id) {
  const role = person(id)?.role;
  const said = role ? t(`role.${role}`, {}, "") : "";
  return said === nameOf(id) ? "" : said;
}

const HUES = [265, 205, 25, 330, 95, 180, 45, 0];

export function Avatar({ id, small }) {
  if (isBot(id)) return html`<span class=${`avatar bot ${small ? "small" : ""}`} aria-hidden="true">🌱</span>`;
  const place = state.cast.people.findIndex((each) => each.id === id);
  const hue = { background: `hsl(${HUES[place % HUES.length] ?? 210} 45% 34%)` };
  return html`<span class=${`avatar ${small ? "small" : ""}`} style=${hue} aria-hidden="true">${[...nameOf(id)][0]}</span>`;
}
