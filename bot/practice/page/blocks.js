// Block Kit as Slack shows it: every block and element that the bot uses.
import { act, node, rich } from "./common.js";

const doing = (message, me, element, value) =>
  act("click", { user: me, channel: message.channel, ts: message.ts, action_id: element.action_id, value });

export function textShown(object, className) {
  const shown = node("div", className);
  if (object.type === "mrkdwn") shown.append(rich(object.text));
  else shown.textContent = object.text;
  return shown;
}

export function blockShown(block, message, me) {
  const shown = node("div", `block ${block.type}`);
  if (block.type === "divider") return node("hr");
  if (block.text) shown.append(textShown(block.text, "words"));
  for (const field of block.fields || []) shown.append(textShown(field, "words"));
  if (block.accessory) shown.append(elementShown(block.accessory, message, me));
  for (const element of block.elements || []) {
    shown.append(element.text?.text !== undefined || element.options ? elementShown(element, message, me) : textShown(element, "words"));
  }
  return shown;
}

function elementShown(element, message, me) {
  if (element.type === "button") {
    const button = node("button", element.style === "primary" ? "primary" : "", element.text.text);
    button.onclick = () => {
      const sure = element.confirm;
      if (!sure || confirm(sure.text.text)) doing(message, me, element, element.value || "");
    };
    return button;
  }
  if (element.type === "overflow") return menu(element, message, me);
  return node("div", "unsupported", `unsupported: ${element.type}`);
}

function menu(element, message, me) {
  const shown = node("details", "menu");
  const opener = node("summary", "", "⋯");
  opener.setAttribute("aria-label", "더 보기 · More");
  shown.append(opener);
  for (const option of element.options) {
    const choice = node("button", "", option.text.text);
    choice.onclick = () => { shown.open = false; doing(message, me, element, option.value); };
    shown.append(choice);
  }
  return shown;
}
