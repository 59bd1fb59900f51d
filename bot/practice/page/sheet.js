// Something that opens from the bar at the top: beside its button on a desk, over the whole width on a phone.
import { html, useLayoutEffect, useRef } from "./html.js";
import { t } from "./i18n.js";
import { set, state } from "./state.js";

export function Sheet({ name, title, button, children }) {
  const box = useRef();
  const isOpen = state.sheet === name;
  const shut = () => set({ sheet: "" });
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    const opener = box.current.querySelector(".chip-button");
    (box.current.querySelector("[aria-current=true]") || box.current.querySelector(".sheet button"))?.focus();
    const outside = (event) => box.current?.contains(event.target) || shut();
    document.addEventListener("pointerdown", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      if (box.current?.contains(document.activeElement) || document.activeElement === document.body) opener.focus();
    };
  }, [isOpen]);
  return html`<div class="holds-sheet" ref=${box} onKeyDown=${(event) => event.key === "Escape" && isOpen && shut()}>
    <button type="button" class="chip-button" id=${name} aria-haspopup="dialog" aria-expanded=${isOpen} onClick=${() => set({ sheet: isOpen ? "" : name })}>${button}</button>
    ${isOpen && html`<div class="sheet" role="dialog" aria-label=${title}>
      <div class="head"><h2>${title}</h2><button type="button" class="quiet" aria-label=${t("close")} onClick=${shut}>✕</button></div>
      ${children}</div>`}
  </div>`;
}
