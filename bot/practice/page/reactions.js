// Reactions under a message, and the picker: what the bot takes for an answer first.
import { EVERY, FIRST, glyph } from "./emoji.js";
import { html, useLayoutEffect, useRef, useState } from "./html.js";
import { t } from "./i18n.js";
import { Icon } from "./icons.js";
import { towards } from "./opening.js";
import { nameOf } from "./people.js";
import { state } from "./state.js";
import { act } from "./wire.js";

const mine = (reaction) => reaction.users.includes(state.me);

function turn(message, name) {
  const there = message.reactions?.find((each) => each.name === name);
  const deed = there && mine(there) ? "unreact" : "react";
  return act(deed, { channel: message.channel, ts: message.ts, name });
}

export function Reactions({ message }) {
  if (!message.reactions?.length) return null;
  return html`<div class="reactions">
    ${message.reactions.map((reaction) => {
      const names = reaction.users.map(nameOf).join(", ");
      return html`<button type="button" key=${reaction.name} class="reaction" aria-pressed=${mine(reaction)} title=${names}
        aria-label=${t("reaction.by", { name: reaction.name, names })} onClick=${() => turn(message, reaction.name)}>
        ${glyph(reaction.name) || `:${reaction.name}:`} ${reaction.count}</button>`;
    })}
    <${Picker} message=${message} />
  </div>`;
}

export function Picker({ message }) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [side, setSide] = useState("");
  const box = useRef();
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    box.current.querySelector(".emoji")?.focus();
    const outside = (event) => box.current?.contains(event.target) || setOpen(false);
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [isOpen]);
  const close = () => { setOpen(false); setTyped(""); box.current.querySelector("button").focus(); };
  const toggle = (event) => {
    setSide(towards(event.currentTarget));
    setOpen(!isOpen);
  };
  const shown = typed ? EVERY.filter((name) => name.includes(typed.toLowerCase())) : [...FIRST, ...EVERY.filter((name) => !FIRST.includes(name))];
  const onKeyDown = (event) => { if (event.key === "Escape" && isOpen) { event.stopPropagation(); close(); } };
  return html`<div class="picker" ref=${box} onKeyDown=${onKeyDown}>
    <button type="button" class="opener" aria-haspopup="dialog" aria-expanded=${isOpen} aria-label=${t("react")} title=${t("react")} onClick=${toggle}><${Icon} name="react" /></button>
    ${isOpen && html`<div role="dialog" aria-label=${t("react")} class=${side}>
      <div class="emojis">${shown.map((name) => html`<button type="button" class="emoji" key=${name} aria-label=${name} title=${`:${name}:`}
        onClick=${() => { close(); turn(message, name); }}>${glyph(name)}</button>`)}</div>
      <input type="search" aria-label=${t("emoji.search")} placeholder=${t("emoji.search")} value=${typed} onInput=${(event) => setTyped(event.target.value)} />
    </div>`}
  </div>`;
}
