// A small menu that opens from a button: arrow keys, Enter and Escape, as the ARIA practices have it.
import { html, useLayoutEffect, useRef, useState } from "./html.js";
import { towards } from "./opening.js";

export function Menu({ label, items, children, className = "" }) {
  const [isOpen, setOpen] = useState(false);
  const [side, setSide] = useState("");
  const box = useRef();
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    box.current.querySelector("[role=menuitem]")?.focus();
    const outside = (event) => box.current?.contains(event.target) || setOpen(false);
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [isOpen]);

  const toggle = (event) => {
    setSide(towards(event.currentTarget));
    setOpen(!isOpen);
  };
  const close = () => { setOpen(false); box.current.querySelector("button").focus(); };
  const onKeyDown = (event) => {
    if (!isOpen) return;
    const every = [...box.current.querySelectorAll("[role=menuitem]")];
    const at = every.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: every.length - 1 }[event.key];
    if (step) { event.preventDefault(); every[(at + step) % every.length].focus(); }
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); }
    if (event.key === "Tab") setOpen(false);
  };
  return html`<div class=${`menu ${className}`} ref=${box} onKeyDown=${onKeyDown}>
    <button type="button" class="opener" aria-haspopup="menu" aria-expanded=${isOpen} aria-label=${label} title=${label} onClick=${toggle}>${children}</button>
    ${isOpen && html`<div role="menu" aria-label=${label} class=${side}>
      ${items.map((item) => html`<button type="button" role="menuitem" tabindex="-1" class=${item.danger ? "danger" : ""}
        onClick=${() => { close(); item.choose(); }}>${item.text}</button>`)}
    </div>`}
  </div>`;
}
