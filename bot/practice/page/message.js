// One message: who, when, what, its reactions and replies, and what can be done with it.
import { Blocks } from "./blocks.js";
import { dayAndTime, time } from "./dates.js";
import { useMessageHost } from "./host.js";
import { html, useEffect, useRef, useState } from "./html.js";
import { t } from "./i18n.js";
import { Icon } from "./icons.js";
import { Menu } from "./menu.js";
import { Mrkdwn } from "./mrkdwn.js";
import { Avatar, isBot, nameOf, roleOf } from "./people.js";
import { Files } from "./pictures.js";
import { Picker, Reactions } from "./reactions.js";
import { go, to } from "./route.js";
import { isPhone, state } from "./state.js";
import { sure } from "./sure.js";
import { typedOf } from "./typing.js";
import { act } from "./wire.js";

const isMine = (message) => message.user === state.me && !message.subtype?.startsWith("tombstone");

function Edit({ message, done }) {
  const [text, setText] = useState(typedOf(message.text));
  const input = useRef();
  useEffect(() => input.current.focus(), []);
  const save = async (event) => {
    event.preventDefault();
    if (text.trim()) await act("edit", { channel: message.channel, ts: message.ts, text: text.trim() });
    done();
  };
  return html`<form class="editing" onSubmit=${save} onKeyDown=${(event) => event.key === "Escape" && done()}>
    <textarea ref=${input} aria-label=${t("edit")} rows="2" value=${text} onInput=${(event) => setText(event.target.value)}></textarea>
    <button type="button" class="button" onClick=${done}>${t("cancel")}</button><button class="button primary">${t("save")}</button>
  </form>`;
}

async function remove(message) {
  const words = (name) => ({ type: "plain_text", text: t(name) });
  const question = { title: words("delete"), text: words("delete.sure"), confirm: words("delete"), style: "danger" };
  if (await sure(question)) act("delete", { channel: message.channel, ts: message.ts });
}

function Deeds({ message, edit, inThread }) {
  if (message.is_ephemeral || message.subtype === "tombstone") return null;
  const where = { channel: message.channel, ts: message.ts };
  const own = isMine(message)
    ? [{ text: t("edit"), choose: edit }, { text: t("delete"), danger: true, choose: () => remove(message) }]
    : [];
  const shortcuts = state.cast.shortcuts.filter(([kind]) => kind === "message").map(([, name, text]) => (
    { text: `${text} · ${nameOf(state.cast.bot.id)}`, choose: () => act("message_shortcut", { ...where, callback_id: name }) }));
  const reply = { text: t("reply"), choose: () => go(to.thread(message.channel, message.thread_ts || message.ts)) };
  const asks = inThread ? [] : [reply]; // a button on a desk, the menu's first entry on a phone
  const items = [...(isPhone() ? asks : []), ...shortcuts, ...own];
  return html`<div class="deeds">
    <${Picker} message=${message} />
    ${!isPhone() && asks.map(({ text, choose }) => html`<button type="button" class="opener" aria-label=${text} title=${text}
      onClick=${choose}><${Icon} name="reply" /></button>`)}
    ${items.length > 0 && html`<${Menu} label=${t("more")} items=${items}>⋯<//>`}
  </div>`;
}

function Replies({ message, replies }) {
  if (!replies.length) return null;
  return html`<a class="replies" href=${to.thread(message.channel, message.ts)}>
    ${[...new Set(replies.map((each) => each.user))].slice(0, 3).map((id) => html`<${Avatar} id=${id} small key=${id} />`)}
    ${t("replies", { count: replies.length })} <small>${time(replies.at(-1).ts)}</small></a>`;
}

export function Message({ message, replies = [], inThread }) {
  const host = useMessageHost(message);
  const [isEdited, setEdited] = useState(false);
  const role = roleOf(message.user);
  const classes = ["message", message.is_ephemeral && "ephemeral", state.at === message.ts && "led-to"];
  const said = message.blocks?.length ? html`<${Blocks} blocks=${message.blocks} host=${host} />` : message.text && html`<${Mrkdwn} text=${message.text} />`;
  return html`<article class=${classes.filter(Boolean).join(" ")} id=${`${inThread ? "reply" : "message"}-${message.ts}`}
      aria-label=${`${nameOf(message.user)}, ${time(message.ts)}`}>
    <${Avatar} id=${message.user} />
    <div class="said">
      ${message.is_ephemeral && html`<p class="only-you"><${Icon} name="eye" /> ${t("only.you")}</p>`}
      <p class="by"><b>${nameOf(message.user)}</b>${isBot(message.user) && html`<span class="app">${t("app")}</span>`}
        ${role && html`<span class="role">${role}</span>`}
        <time title=${dayAndTime(message.ts)}>${time(message.ts)}</time></p>
      ${message.subtype === "tombstone" ? html`<p class="gone">${t("deleted")}</p>`
        : isEdited ? html`<${Edit} message=${message} done=${() => setEdited(false)} />` : said}
      ${message.edited && message.user === message.edited.user && !isBot(message.user) && html`<small class="edited">${t("edited")}</small>`}
      ${message.files?.length > 0 && html`<${Files} files=${message.files} />`}
      <${Reactions} message=${message} />
      <${Replies} message=${message} replies=${replies} />
    </div>
    <${Deeds} message=${message} edit=${() => setEdited(true)} inThread=${inThread} />
  </article>`;
}
