// The page: a bar with who and when, the list, the open conversation, and at the side a thread or the story.
import { Clock, nextDay, nextThing } from "./clock.js";
import { Conversations, unread } from "./conversations.js";
import { html, render, useEffect, useState } from "./html.js";
import { lang, t } from "./i18n.js";
import { Icon } from "./icons.js";
import { Inspector } from "./inspector.js";
import { listenToKeys } from "./keys.js";
import { Place } from "./messages.js";
import { Modal } from "./modal.js";
import { readRoute, to } from "./route.js";
import { set, state, watch } from "./state.js";
import { Story } from "./story.js";
import { Sure } from "./sure.js";
import { Thread } from "./thread.js";
import { Who } from "./who.js";
import { begin } from "./wire.js";

const SAID_FOR_MS = 4000;

function Language() {
  const other = lang() === "ko" ? "en" : "ko";
  const turn = () => { localStorage.language = other; set({ language: other }); };
  return html`<button type="button" class="chip-button" lang=${other} onClick=${turn}>${other === "en" ? "English" : "한국어"}</button>`;
}

const Bar = () => html`<header id="bar" aria-label=${t("practice.bar")}>
  <h1 class="hidden">${state.cast.workspace.name} · ${t("practice")}</h1>
  <${Who} /><${Clock} />
  <div class="quick"><button type="button" class="chip-button" onClick=${nextDay}>${t("next.day")}</button>
    <button type="button" class="chip-button" onClick=${nextThing}>${t("next.thing")}</button></div>
  <${Language} />
</header>`;

const Tabs = () => html`<nav id="tabs" aria-label=${t("panes")}>
  <a href=${to.list()} aria-current=${state.pane !== "side" || state.thread ? "page" : undefined}><${Icon} name="chat" /> ${t("conversations")}
    ${state.sees.conversations.some(unread) && html`<span class="dot" role="img" aria-label=${t("new")}></span>`}</a>
  <a href=${to.story()} aria-current=${state.pane === "side" && !state.thread ? "page" : undefined}><${Icon} name="story" /> ${t("story")}</a>
</nav>`;

function Said() {
  useEffect(() => {
    const ends = state.said && setTimeout(() => set({ said: "" }), SAID_FOR_MS);
    return () => clearTimeout(ends);
  }, [state.said]);
  return html`<p id="said" role="status" class=${state.said || state.offline ? "" : "silent"}>${state.offline ? t("offline") : state.said}</p>`;
}

function App() {
  const [, redraw] = useState(0);
  useEffect(() => watch(() => redraw((times) => times + 1)), []);
  useEffect(() => {
    document.documentElement.lang = lang();
    document.title = `${t("practice")} · ${state.cast.workspace.name}`;
  });
  const view = state.sees.views.at(-1);
  return html`<div id="app" data-pane=${state.pane} data-at=${state.thread ? "thread" : "story"} inert=${state.moving}>
    <${Bar} /><${Conversations} /><${Place} />${state.thread ? html`<${Thread} />` : html`<${Story} />`}<${Tabs} />
    ${state.inspecting && html`<${Inspector} />`}
    <${Said} />
    ${view && html`<${Modal} key=${view.id} view=${view} />`}
    ${state.sure && html`<${Sure} />`}
  </div>`;
}

await begin();
if (location.hash) readRoute();
else set({ pane: "side" }); // who comes for the first time begins with the story
addEventListener("hashchange", readRoute);
listenToKeys();
render(html`<${App} />`, document.getElementById("root"));
