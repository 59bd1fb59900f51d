// Times as the workspace's zone and the reader's language have them. Instants are seconds since 1970.
import { lang } from "./i18n.js";
import { state } from "./state.js";

const zone = () => state.cast.workspace.zone;
const locale = () => (lang() === "ko" ? "ko-KR" : "en-GB");
const shown = (at, options) => new Intl.DateTimeFormat(locale(), { timeZone: zone(), ...options }).format(at * 1000);

export const time = (at) => shown(at, { hour: "numeric", minute: "2-digit", hour12: lang() === "ko" });
export const longDay = (at) => shown(at, { dateStyle: "full" });
export const shortDay = (at) => shown(at, { month: "short", day: "numeric", weekday: "short" });
export const monthAndDay = (at) => shown(at, { month: "long", day: "numeric" });
export const dayAndTime = (at) => `${shown(at, { year: "numeric", month: "short", day: "numeric", weekday: "short" })} ${time(at)}`;

function wall(at) {
  const options = { timeZone: zone(), hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit" };
  const parts = new Intl.DateTimeFormat("en-CA", options).formatToParts(at * 1000);
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}

export function dayOf(at) {
  const { year, month, day } = wall(at);
  return `${year}-${month}-${day}`;
}

// Nine in the morning of that day, in the workspace's zone.
export function morning(day) {
  const guess = Date.parse(`${day}T09:00:00Z`) / 1000;
  const { year, month, day: there, hour, minute } = wall(guess);
  return 2 * guess - Date.parse(`${year}-${month}-${there}T${hour}:${minute}:00Z`) / 1000;
}

// <!date^at^format^link|fallback>: docs.slack.dev/messaging/formatting-message-text#date-formatting
const FORMATS = {
  date_num: (at) => dayOf(at),
  date: (at) => shown(at, { dateStyle: "long" }),
  date_pretty: (at) => shown(at, { dateStyle: "long" }),
  date_short: (at) => shown(at, { dateStyle: "medium" }),
  date_short_pretty: (at) => shown(at, { dateStyle: "medium" }),
  date_long: longDay,
  date_long_pretty: longDay,
  time,
  time_secs: (at) => shown(at, { timeStyle: "medium" }),
};

export const dateToken = (at, format) => format.replace(/\{(\w+)\}/g, (whole, name) => FORMATS[name]?.(at) ?? whole);
