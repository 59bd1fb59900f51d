// A rich_text block: sections, lists, quotes and code with styled pieces.
// docs.slack.dev/reference/block-kit/blocks/rich-text-block
import { dateToken } from "./dates.js";
import { glyph } from "./emoji.js";
import { html } from "./html.js";
import { Channel, Link, Person } from "./mrkdwn.js";

const PIECES = {
  text: (piece) => piece.text,
  link: (piece) => html`<${Link} url=${piece.url}>${piece.text || piece.url}<//>`,
  emoji: (piece) => glyph(piece.name + (piece.skin_tone ? `::skin-tone-${piece.skin_tone}` : "")) || `:${piece.name}:`,
  user: (piece) => html`<${Person} id=${piece.user_id} />`,
  channel: (piece) => html`<${Channel} id=${piece.channel_id} />`,
  usergroup: (piece) => html`<span class="mention">@${piece.usergroup_id}</span>`,
  broadcast: (piece) => html`<span class="mention">@${piece.range}</span>`,
  date: (piece) => html`<time>${dateToken(piece.timestamp, piece.format)}</time>`,
  color: (piece) => html`<code>${piece.value}</code>`,
};

function Piece({ piece }) {
  let shown = PIECES[piece.type]?.(piece);
  if (shown === undefined) return html`<span class="unsupported">${piece.type}</span>`;
  const style = piece.style || {};
  if (style.code) shown = html`<code>${shown}</code>`;
  if (style.bold) shown = html`<strong>${shown}</strong>`;
  if (style.italic) shown = html`<em>${shown}</em>`;
  if (style.strike) shown = html`<s>${shown}</s>`;
  return shown;
}

const pieces = (element) => element.elements.map((piece) => html`<${Piece} piece=${piece} />`);

const LINES = {
  rich_text_section: (element) => html`<div>${pieces(element)}</div>`,
  rich_text_preformatted: (element) => html`<pre>${pieces(element)}</pre>`,
  rich_text_quote: (element) => html`<blockquote>${pieces(element)}</blockquote>`,
  rich_text_list: (element) => {
    const items = element.elements.map((item) => html`<li>${pieces(item)}</li>`);
    const indent = `indent-${Math.min(element.indent || 0, 8)}`;
    if (element.style !== "ordered") return html`<ul class=${indent}>${items}</ul>`;
    return html`<ol class=${indent} start=${(element.offset || 0) + 1}>${items}</ol>`;
  },
};

export function RichText({ block }) {
  const shown = block.elements.map((element) => LINES[element.type]?.(element) || html`<div class="unsupported">${element.type}</div>`);
  return html`<div class="words">${shown}</div>`;
}
