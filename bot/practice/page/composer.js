// Where messages are written: the / menu with the app's commands, @ for people, photos, and the app's shortcuts.
import { html, useLayoutEffect, useRef, useState } from "./html.js";
import { t } from "./i18n.js";
import { Icon } from "./icons.js";
import { Menu } from "./menu.js";
import { titleOf } from "./messages.js";
import { Photos, PhotoButton } from "./photos.js";
import { set, state } from "./state.js";
import { offers, Suggestions } from "./suggestions.js";
import { sentOf } from "./typing.js";
import { act, upload } from "./wire.js";

const drafts = {}, chosen = {}, rest = {}; // what was begun stays while one looks elsewhere: words, photos, what the story types next
const isThumb = () => matchMedia("(pointer: coarse)").matches;

export function Composer({ place, thread = "" }) {
  const name = `${state.me}/${place.id}/${thread}`;
  const [text, setText] = useState(drafts[name] || "");
  const [photos, setPhotos] = useState(chosen[name] || []);
  const [at, setAt] = useState(0);
  const [isShut, setShut] = useState(false);
  const input = useRef();
  const offered = isShut ? [] : offers(text, thread);
  const write = (typed) => { drafts[name] = typed; setText(typed); setAt(0); setShut(false); };
  const keep = (photos) => { chosen[name] = photos; setPhotos(photos); };

  useLayoutEffect(() => {
    input.current.style.height = "auto";
    input.current.style.height = `${Math.min(input.current.scrollHeight, 200)}px`;
  }, [text]);
  useLayoutEffect(() => { if (!isThumb()) input.current.focus(); }, []);
  useLayoutEffect(() => {
    if (thread || state.filling?.place !== place.id) return;
    const [first, ...then] = state.filling.texts;
    write(first);
    input.current.focus();
    rest[name] = then;
    set({ filling: null });
  }, [state.filling]);

  const take = (offer) => { write(offer.makes(text)); input.current.focus(); };
  const send = async () => {
    const typed = text.trim();
    if (!typed && !photos.length) return;
    const command = typed.match(/^(\/\S+)\s*([\s\S]*)$/);
    if (command && thread) return set({ said: t("wrong.command_in_thread") });
    if (command && !state.cast.commands.some(([known]) => known === command[1])) return set({ said: t("wrong.no_command", { command: command[1] }) });
    write(rest[name]?.shift() || "");
    keep([]);
    const where = { channel: place.id };
    if (command) return act("command", { ...where, command: command[1], text: sentOf(command[2]) });
    const words = { ...where, text: sentOf(typed), thread_ts: thread };
    const done = await (photos.length ? upload(photos, words) : act("message", words));
    if (done.ok || drafts[name] || chosen[name].length) return;
    write(text); // what did not go out is not lost
    keep(photos);
  };
  const onKeyDown = (event) => {
    if (event.isComposing) return; // Enter that ends a Korean syllable sends nothing
    const step = { ArrowDown: 1, ArrowUp: offered.length - 1 }[event.key];
    if (offered.length && step) { event.preventDefault(); setAt((at + step) % offered.length); }
    else if (offered.length && (event.key === "Tab" || event.key === "Enter") && !event.shiftKey) { event.preventDefault(); take(offered[at]); }
    else if (offered.length && event.key === "Escape") setShut(true);
    else if (event.key === "Enter" && !event.shiftKey && !isThumb()) { event.preventDefault(); send(); }
  };
  const label = thread ? t("reply.here") : t("write.to", { place: titleOf(place).replace("# ", "#") });
  const shortcuts = state.cast.shortcuts.filter(([kind]) => kind === "global").map(([, id, words]) => (
    { text: words, choose: () => act("shortcut", { callback_id: id }) }));

  return html`<form class="composer" onSubmit=${(event) => { event.preventDefault(); send(); }}>
    <${Suggestions} offered=${offered} at=${at} take=${take} />
    <${Photos} photos=${photos} setPhotos=${keep} />
    <textarea ref=${input} rows="1" aria-label=${label} placeholder=${label} value=${text} onKeyDown=${onKeyDown}
      aria-autocomplete="list" aria-haspopup="listbox" aria-controls=${offered.length ? "suggestions" : undefined} aria-activedescendant=${offered.length ? `suggestion-${at}` : undefined}
      onInput=${(event) => write(event.target.value)}></textarea>
    <div class="tools">
      <${PhotoButton} add=${(more) => keep([...photos, ...more].slice(0, 10))} />
      ${!thread && html`<button type="button" class="opener" aria-label=${t("commands")} title=${t("commands")} onClick=${() => { write("/"); input.current.focus(); }}>/</button>`}
      ${shortcuts.length > 0 && html`<${Menu} label=${t("shortcuts")} items=${shortcuts}><${Icon} name="bolt" /><//>`}
      <button class="button primary send" disabled=${!text.trim() && !photos.length}>${t("send")}</button>
    </div>
  </form>`;
}
