// For developers: envelopes and their acks, Web API calls and answers, as they happen, with timing and errors.
import { html, useEffect, useRef } from "./html.js";
import { t } from "./i18n.js";
import { useNewestInSight } from "./messages.js";
import { set, state } from "./state.js";
import { inspect } from "./wire.js";

const clockTime = (at) => new Date(at * 1000).toISOString().slice(11, 23);

const Row = ({ row }) => html`<details class=${row.error ? "wire wrong" : "wire"}>
  <summary><time>${clockTime(row.at)}</time> <span class="kind">${t(`wire.${row.kind}`)}</span> <b>${row.name}</b>
    <span class="ms">${row.ms} ms</span> <span class="result">${row.error || "ok"}</span></summary>
  <h4>${t("wire.sent")}</h4><pre tabindex="0">${row.sent}</pre><h4>${t("wire.got")}</h4><pre tabindex="0">${row.got}</pre>
</details>`;

export function Inspector() {
  const box = useRef();
  useEffect(() => { inspect(); }, []);
  const onScroll = useNewestInSight(box, "", state.rows.length);
  return html`<section id="inspector" aria-label=${t("inspector")}>
    <header><h2>${t("inspector")}</h2><small>${t("inspector.about")}</small>
      <button type="button" class="button" onClick=${() => set({ inspecting: false })}>${t("close")}</button></header>
    <div class="wires" ref=${box} tabindex="0" onScroll=${onScroll} role="log" aria-label=${t("inspector")}>
      ${state.rows.map((row) => html`<${Row} key=${row.number} row=${row} />`)}</div>
  </section>`;
}
