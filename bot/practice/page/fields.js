// An input block: label, field, hint, and what is wrong with what was entered.
import { Element } from "./elements.js";
import { html } from "./html.js";
import { t } from "./i18n.js";
import { plain } from "./mrkdwn.js";

const GROUPED = ["checkboxes", "radio_buttons"];

export function FieldBlock({ block, host }) {
  const id = `field-${block.block_id}`;
  const wrong = host.wrong?.(block);
  const label = html`${plain(block.label)} ${block.optional && html`<span class="optional">${t("optional")}</span>`}`;
  const about = html`
    ${block.hint && html`<p class="hint">${plain(block.hint)}</p>`}
    ${wrong && html`<p class="wrong" id=${`wrong-${id}`} role="alert">${wrong}</p>`}`;
  const field = html`<${Element} element=${block.element} block=${block} host=${host} id=${id} optional=${block.optional}
    label=${plain(block.label)} wrong=${wrong && `wrong-${id}`} />`;
  if (GROUPED.includes(block.element.type)) {
    return html`<fieldset class="field"><legend>${label}</legend>${field}${about}</fieldset>`;
  }
  return html`<div class="field"><label for=${id}>${label}</label>${field}${about}</div>`;
}
