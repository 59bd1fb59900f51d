// Between what a person types and what is sent: @name of somebody who is here becomes a mention.
import { nameOf } from "./people.js";
import { state } from "./state.js";

export function sentOf(text) {
  const longestFirst = [...state.cast.people].sort((one, other) => other.name.length - one.name.length);
  return longestFirst.reduce((sent, { id, name }) => sent.replaceAll(`@${name}`, `@${id}`), text);
}

export const typedOf = (text) => text
  .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, id) => `@${nameOf(id)}`)
  .replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
