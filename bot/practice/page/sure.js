// A question of our own before something is done: an element's `confirm`, or deleting a message.
import { html, useEffect, useRef } from "./html.js";
import { t } from "./i18n.js";
import { Text, plain } from "./mrkdwn.js";
import { set, state } from "./state.js";

export function sure(question) {
  if (!question) return Promise.resolve(true);
  return new Promise((answer) => set({ sure: { question, answer } }));
}

export function Sure() {
  const dialog = useRef();
  const { question, answer } = state.sure;
  useEffect(() => dialog.current.showModal(), []);
  const say = (yes) => { set({ sure: null }); answer(yes); };
  return html`<dialog ref=${dialog} class="sure" aria-labelledby="sure-title" onCancel=${(event) => { event.preventDefault(); say(false); }}>
    <h2 id="sure-title">${question.title ? plain(question.title) : t("sure")}</h2>
    <${Text} text=${question.text} />
    <footer>
      <button type="button" class="button" onClick=${() => say(false)}>${question.deny ? plain(question.deny) : t("cancel")}</button>
      <button type="button" class=${`button ${question.style || "primary"}`} onClick=${() => say(true)}>${question.confirm ? plain(question.confirm) : t("yes")}</button>
    </footer>
  </dialog>`;
}
