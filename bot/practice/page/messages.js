// The open conversation: its messages by day, the newest in sight, what is new marked.
import { Composer } from "./composer.js";
import { dayOf, longDay } from "./dates.js";
import { Home } from "./home.js";
import { Fragment, html, useEffect, useLayoutEffect, useRef, useState } from "./html.js";
import { t } from "./i18n.js";
import { Message } from "./message.js";
import { nameOf } from "./people.js";
import { to } from "./route.js";
import { isPhone, openPlace, state } from "./state.js";
import { act } from "./wire.js";

export const titleOf = (place) => (place.is_im ? nameOf(state.cast.bot.id) : `# ${place.name}`);
export const isTop = (message) => !message.thread_ts || message.thread_ts === message.ts;
export const repliesTo = (place, ts) => place.messages.filter((each) => each.thread_ts === ts && each.ts !== ts);

// Down at the newest, unless somebody has scrolled up to read, or came by a link to one message.
export function useNewestInSight(box, what, count) {
  const isDown = useRef(true);
  const onScroll = () => { isDown.current = box.current.scrollHeight - box.current.scrollTop - box.current.clientHeight < 80; };
  useLayoutEffect(() => { isDown.current = true; }, [what]);
  useLayoutEffect(() => { if (box.current && isDown.current) box.current.scrollTop = box.current.scrollHeight; }, [what, count]);
  return onScroll;
}

function List({ place }) {
  const top = place.messages.filter(isTop);
  const box = useRef();
  const onScroll = useNewestInSight(box, `${state.me}/${place.id}/${state.pane}`, JSON.stringify(place.messages).length);
  const newest = place.messages.at(-1)?.ts;
  const [[since, until], setNew] = useState([place.read, newest]); // what was unread when I came, not what comes meanwhile
  const isSeen = !document.hidden && (state.pane === "place" || !isPhone());
  useEffect(() => setNew([place.read, newest]), [state.me, place.id]);
  useEffect(() => {
    if (newest && isSeen && Number(newest) > Number(place.read)) act("mark_read", { channel: place.id, ts: newest });
  }, [newest, place.id, place.read, isSeen, state.me]);
  useEffect(() => { document.getElementById(`message-${state.at}`)?.scrollIntoView({ block: "center" }); }, [state.at, place.id]);

  const isNew = (message) => message.user !== state.me && Number(message.ts) > Number(since) && Number(message.ts) <= Number(until);
  const firstNew = since !== "0" && top.find(isNew);
  return html`<div class="messages" ref=${box} role="log" aria-label=${titleOf(place)} tabindex="0" onScroll=${onScroll}>
    ${!top.length && html`<p class="none">${t("nothing.here")}</p>`}
    ${top.map((message, number) => html`<${Fragment} key=${message.ts + (message.only || "")}>
      ${(!number || dayOf(top[number - 1].ts) !== dayOf(message.ts)) && html`<h3 class="day"><span>${longDay(message.ts)}</span></h3>`}
      ${message === firstNew && html`<p class="new"><span>${t("new")}</span></p>`}
      <${Message} message=${message} replies=${repliesTo(place, message.ts)} />
    <//>`)}
  </div>`;
}

function Tabs({ place }) {
  const tab = (isHere, href, text) => html`<a href=${href} aria-current=${isHere ? "page" : undefined}>${text}</a>`;
  return html`<nav class="tabs" aria-label=${t("tabs")}>
    ${tab(state.at === "home", to.place(place.id, "home"), t("home"))}
    ${tab(state.at !== "home", to.place(place.id), t("messages"))}
  </nav>`;
}

export function Place() {
  const place = openPlace();
  const isHome = place.is_im && state.at === "home" && state.sees.home;
  useEffect(() => { if (place.is_im) act("open_home"); }, [state.me, place.id]);
  return html`<main id="place" aria-label=${titleOf(place)}>
    <header><a class="back" href=${to.list()} aria-label=${t("back")}>‹</a><h2 tabindex="-1">${titleOf(place)}</h2>
      ${!place.is_im && html`<small class="count">${t("members", { count: place.members.length })}</small>`}</header>
    ${place.is_im && state.sees.home && html`<${Tabs} place=${place} />`}
    ${isHome ? html`<${Home} view=${state.sees.home} />` : html`<${List} place=${place} /><${Composer} key=${`${state.me}/${place.id}`} place=${place} />`}
  </main>`;
}
