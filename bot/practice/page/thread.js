// A thread: the message it began with, its replies, and a composer of its own.
import { Composer } from "./composer.js";
import { html, useRef } from "./html.js";
import { t } from "./i18n.js";
import { Message } from "./message.js";
import { repliesTo, titleOf, useNewestInSight } from "./messages.js";
import { to } from "./route.js";
import { openPlace, state } from "./state.js";

export function Thread() {
  const place = openPlace();
  const began = place.messages.find((message) => message.ts === state.thread);
  const replies = repliesTo(place, state.thread);
  const box = useRef();
  const onScroll = useNewestInSight(box, state.thread, replies.length);
  return html`<aside id="side" class="thread" aria-label=${t("thread")}>
    <header><a class="back" href=${to.place(place.id)} aria-label=${t("back")}>‹</a><h2 tabindex="-1">${t("thread")} <small>${titleOf(place)}</small></h2>
      <a class="shut" href=${to.place(place.id)} aria-label=${t("close")}>✕</a></header>
    <div class="messages" ref=${box} role="log" aria-label=${t("thread")} tabindex="0" onScroll=${onScroll}>
      ${began ? html`<${Message} message=${began} inThread />` : html`<p class="none">${t("deleted")}</p>`}
      <h3 class="day"><span>${t("replies", { count: replies.length })}</span></h3>
      ${replies.map((message) => html`<${Message} key=${message.ts} message=${message} inThread />`)}
    </div>
    <${Composer} key=${`${state.me}/${state.thread}`} place=${place} thread=${state.thread} />
  </aside>`;
}
