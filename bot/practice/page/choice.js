// A list to choose from by typing: one or several, its options known or asked for. The combobox of the ARIA practices.
import { html, useEffect, useRef, useState } from "./html.js";
import { t } from "./i18n.js";
import { plain } from "./mrkdwn.js";

let numbered = 0;
const WAIT_MS = 150;

export function Choice({ id, options, search, chosen, several, tell, placeholder, ...named }) {
  const [list] = useState(() => `list-${(numbered += 1)}`);
  const [typed, setTyped] = useState(null); // null while closed
  const [offered, setOffered] = useState([]);
  const [at, setAt] = useState(0);
  const input = useRef();
  const isOpen = typed !== null;

  useEffect(() => {
    if (!isOpen) return undefined;
    let isWanted = true;
    const take = (found) => { if (isWanted) { setOffered(found); setAt(0); } };
    const held = (option) => several && chosen.some((each) => each.value === option.value);
    const alike = (option) => plain(option.text).toLowerCase().includes(typed.toLowerCase());
    if (options) { take(options.filter((option) => alike(option) && !held(option))); return () => { isWanted = false; }; }
    const waiting = setTimeout(async () => take((await search(typed)).filter((option) => !held(option))), WAIT_MS);
    return () => { isWanted = false; clearTimeout(waiting); };
  }, [typed, chosen.length]);

  const close = () => setTyped(null);
  const choose = (option) => {
    tell(several ? [...chosen, option] : [option]);
    if (several) setTyped(""); else close();
    input.current.focus();
  };
  const drop = (option) => { tell(chosen.filter((each) => each.value !== option.value)); input.current.focus(); };
  const onKeyDown = (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) setTyped("");
      else setAt((at + (event.key === "ArrowDown" ? 1 : offered.length - 1)) % Math.max(offered.length, 1));
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      if (offered[at]) choose(offered[at]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Backspace" && !typed && chosen.length) drop(chosen.at(-1));
  };

  const said = !isOpen && !several && chosen[0] ? plain(chosen[0].text) : typed ?? "";
  return html`<div class="choice">
    ${several && html`<span class="chips">${chosen.map((option) => html`<button type="button" class="chip" key=${option.value}
      aria-label=${t("remove", { name: plain(option.text) })} onClick=${() => drop(option)}>${plain(option.text)} ✕</button>`)}</span>`}
    <input ref=${input} id=${id} ...${named} role="combobox" aria-expanded=${isOpen} aria-controls=${list} aria-autocomplete="list"
      aria-activedescendant=${isOpen && offered[at] ? `${list}-${at}` : undefined} autocomplete="off"
      placeholder=${placeholder || t("search")} value=${said} onKeyDown=${onKeyDown}
      onInput=${(event) => setTyped(event.target.value)} onClick=${() => isOpen || setTyped("")} onBlur=${close} />
    ${!several && chosen[0] && !isOpen && html`<button type="button" class="clear" aria-label=${t("remove", { name: said })}
      onClick=${() => drop(chosen[0])}>✕</button>`}
    ${isOpen && html`<ul id=${list} role="listbox" class="options">
      ${offered.map((option, place) => html`<li id=${`${list}-${place}`} key=${option.value} role="option" aria-selected=${place === at}
        onMouseDown=${(event) => { event.preventDefault(); choose(option); }}>${plain(option.text)}</li>`)}
      ${!offered.length && html`<li class="none">${t("nothing.found")}</li>`}
    </ul>`}
  </div>`;
}
