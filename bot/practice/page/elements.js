// What can be pressed and chosen in a block. `host` is where the block stands: a message, a modal, the App Home.
import { CONTROLS } from "./controls.js";
import { html, useState } from "./html.js";
import { holds } from "./holding.js";
import { t } from "./i18n.js";
import { Menu } from "./menu.js";
import { plain } from "./mrkdwn.js";
import { Picture } from "./pictures.js";
import { sure } from "./sure.js";

function Button({ element, block, host }) {
  const [busy, setBusy] = useState(false);
  const press = async () => {
    if (!(await sure(element.confirm))) return;
    setBusy(true);
    await host.press(block, element, element.value || "");
    setBusy(false);
  };
  const label = element.accessibility_label;
  if (element.url) {
    return html`<a class=${`button ${element.style || ""}`} href=${element.url} target="_blank" rel="noreferrer noopener"
      aria-label=${label} onClick=${press}>${plain(element.text)}</a>`;
  }
  return html`<button type="button" class=${`button ${element.style || ""}`} disabled=${busy} aria-label=${label}
    onClick=${press}>${plain(element.text)}</button>`;
}

function Overflow({ element, block, host }) {
  const items = element.options.map((option) => ({
    text: plain(option.text),
    choose: async () => (await sure(element.confirm)) && host.press(block, element, option.value),
  }));
  return html`<${Menu} label=${t("more")} items=${items}>⋯<//>`;
}

function Chosen({ element, block, host, ...given }) {
  const Control = CONTROLS[element.type];
  const change = async (value, done = true) => {
    if (done && !(await sure(element.confirm))) return;
    host.change(block, element, value, done);
  };
  return html`<${Control} element=${element} value=${host.value(block, element)} change=${change}
    label=${given.label || element.placeholder?.text || t("choose")} search=${(typed) => host.suggest(element, typed)} ...${given} />`;
}

export function Element(given) {
  const { type } = given.element;
  if (type === "button") return html`<${Button} ...${given} />`;
  if (type === "overflow") return html`<${Overflow} ...${given} />`;
  if (type === "image") return html`<${Picture} picture=${given.element} small />`;
  if (holds(given.element) && CONTROLS[type]) return html`<${Chosen} ...${given} />`;
  return html`<span class="unsupported">${t("unsupported", { type })}</span>`;
}
