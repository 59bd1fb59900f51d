// A modal as Slack shows one: fields that keep what was entered, what is wrong with it, submit and close.
import { Blocks } from "./blocks.js";
import { isNothing } from "./holding.js";
import { html, useEffect, useRef, useState } from "./html.js";
import { t } from "./i18n.js";
import { plain } from "./mrkdwn.js";
import { viewHost } from "./host.js";
import { act } from "./wire.js";

// What the fields of a view hold, by block and action: kept while another view lies on top of it.
const entered = {};

export function Modal({ view }) {
  const dialog = useRef();
  const [, redraw] = useState(0);
  const [missing, setMissing] = useState({});
  const [failed, setFailed] = useState("");
  const [busy, setBusy] = useState(false);
  const wrong = { ...view.errors, ...missing };

  useEffect(() => {
    dialog.current.showModal();
    const first = dialog.current.querySelector(".inside :is(input, textarea, select, button)");
    (first || dialog.current.querySelector("footer button:last-child")).focus();
  }, []);
  useEffect(() => setMissing({}), [view.hash]);
  useEffect(() => dialog.current.querySelector("[aria-invalid=true], .field:has(.wrong) input")?.focus(), [JSON.stringify(wrong)]);

  const host = viewHost(view, (entered[view.id] ??= {}), () => redraw((times) => times + 1), (block) => wrong[block.block_id]);
  const close = () => act("close_view", { view_id: view.id });
  const submit = async (event) => {
    event.preventDefault();
    const inputs = view.blocks.filter((block) => block.type === "input");
    const empty = inputs.filter((block) => !block.optional && isNothing(host.value(block, block.element)));
    setMissing(Object.fromEntries(empty.map((block) => [block.block_id, t("required")])));
    setFailed("");
    if (empty.length) return;
    setBusy(true);
    const done = await act("submit", { view_id: view.id, values: host.values() });
    setBusy(false);
    if (!done.ok) setFailed(t("wrong.form"));
  };

  return html`<dialog ref=${dialog} class="modal" aria-labelledby="modal-title" onCancel=${(event) => { event.preventDefault(); close(); }}>
    <form onSubmit=${submit} novalidate>
      <header><h2 id="modal-title">${plain(view.title)}</h2>
        <button type="button" class="quiet" aria-label=${t("close")} onClick=${close}>✕</button></header>
      <div class="inside">
        <${Blocks} blocks=${view.blocks} host=${host} />
        ${failed && html`<p class="wrong" role="alert">${failed}</p>`}
      </div>
      <footer>
        <button type="button" class="button" onClick=${close}>${view.close ? plain(view.close) : t("cancel")}</button>
        ${view.submit && html`<button class="button primary" disabled=${busy}>${plain(view.submit)}</button>`}
      </footer>
    </form>
  </dialog>`;
}
