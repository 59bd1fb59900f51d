// Slack's mrkdwn as nodes. Text is always text: nothing of it becomes HTML.
// docs.slack.dev/messaging/formatting-message-text
import { dateToken } from "./dates.js";
import { glyph } from "./emoji.js";
import { html } from "./html.js";
import { channelName, nameOf } from "./people.js";
import { insideOf, to } from "./route.js";
import { conversation } from "./state.js";

const decoded = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

// A pair stands at the edge of words, as in Slack: *굵게* is bold, *굵게*는 is not.
const pair = (mark) => `(?<![\\p{L}\\p{N}${mark}])${mark}(?=[^\\s${mark}])([^${mark}\\n]*[^\\s${mark}])${mark}(?![\\p{L}\\p{N}${mark}])`;
const INLINE = new RegExp(
  ["`([^`\\n]+)`", "<([^<>\\n]+)>", "(:[a-z0-9_+'-]+:(?::skin-tone-[2-6]:)?)", pair("\\*"), pair("_"), pair("~")].join("|"), "gu",
);

export function inline(text) {
  const shown = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    if (found.index > from) shown.push(decoded(text.slice(from, found.index)));
    shown.push(piece(found));
    from = found.index + found[0].length;
  }
  if (from < text.length) shown.push(decoded(text.slice(from)));
  return shown;
}

function piece([whole, code, reference, emoji, bold, italic, strike]) {
  if (code) return html`<code>${decoded(code)}</code>`;
  if (reference) return referenceShown(reference);
  if (emoji) return glyph(emoji.slice(1, -1)) || whole;
  if (bold) return html`<strong>${inline(bold)}</strong>`;
  if (italic) return html`<em>${inline(italic)}</em>`;
  return html`<s>${inline(strike)}</s>`;
}

function referenceShown(reference) {
  const [target, label] = reference.split(/\|(.*)/s);
  if (target.startsWith("@")) return html`<${Person} id=${target.slice(1)} />`;
  if (target.startsWith("#")) return html`<${Channel} id=${target.slice(1)} label=${label} />`;
  if (target.startsWith("!date^")) return dateShown(target.split("^"), label);
  if (target.startsWith("!")) return html`<span class="mention">${decoded(label || `@${target.slice(1)}`)}</span>`;
  return html`<${Link} url=${decoded(target)}>${decoded(label || target)}<//>`;
}

function dateShown([, at, format, link], fallback) {
  const said = Number(at) ? dateToken(Number(at), decoded(format || "")) : decoded(fallback || "");
  return link ? html`<${Link} url=${decoded(link)}>${said}<//>` : html`<time>${said}</time>`;
}

export const Person = ({ id }) => html`<span class="mention">@${nameOf(id)}</span>`;

export function Channel({ id, label }) {
  const said = `#${channelName(id) || label || id}`;
  return conversation(id) ? html`<a class="mention" href=${to.place(id)}>${said}</a>` : html`<span class="mention">${said}</span>`;
}

export function Link({ url, children }) {
  const inside = insideOf(url);
  if (inside) return html`<a href=${inside}>${children}</a>`;
  if (!/^(https?|mailto|tel):/i.test(url)) return html`<span>${children}</span>`;
  return html`<a href=${url} target="_blank" rel="noreferrer noopener">${children}</a>`;
}

const QUOTE = /^(?:&gt;|>) ?/;
const BULLET = /^\s*[•◦▪] /;

// Lines of one kind together: code between fences, quotes, lists, and the rest.
function groups(text) {
  const made = [];
  for (const [place, part] of text.split(/```\n?([\s\S]+?)\n?```/).entries()) {
    if (place % 2) made.push({ kind: "code", lines: [part] });
    else for (const line of part.replace(/^\n|\n$/g, "").split("\n")) addLine(made, line, part === "");
  }
  return made;
}

function addLine(made, line, isNothing) {
  if (isNothing) return;
  const last = made.at(-1);
  const kind = last?.endless || QUOTE.test(line) ? "quote" : BULLET.test(line) ? "bullets" : "text";
  const endless = last?.endless || /^(&gt;){3}|^>>>/.test(line);
  const kept = kind === "quote" ? line.replace(/^(?:(?:&gt;){3}|>>>) ?/, "").replace(QUOTE, "") : line;
  if (last?.kind === kind) last.lines.push(kept);
  else made.push({ kind, lines: [kept] });
  if (endless) made.at(-1).endless = true;
}

const KINDS = {
  code: ([code]) => html`<pre>${decoded(code)}</pre>`,
  quote: (lines) => html`<blockquote>${inline(lines.join("\n"))}</blockquote>`,
  bullets: (lines) => html`<ul>${lines.map((line) => html`<li>${inline(line.replace(BULLET, ""))}</li>`)}</ul>`,
  text: (lines) => html`<div>${inline(lines.join("\n"))}</div>`,
};

export const Mrkdwn = ({ text }) => html`<div class="words">${groups(text).map(({ kind, lines }) => KINDS[kind](lines))}</div>`;

// A text object of Block Kit; plain text is shown as it is, but for emoji where they are asked for.
export function Text({ text }) {
  if (text.type === "mrkdwn") return html`<${Mrkdwn} text=${text.text} />`;
  return html`<div class="words plain">${plain(text)}</div>`;
}

export const plain = (text) =>
  text.emoji === false ? text.text : text.text.replace(/:([a-z0-9_+'-]+):/g, (whole, name) => glyph(name) || whole);
