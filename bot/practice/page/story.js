// The story to follow: what to do, as whom, where; each step ticks itself off when it is in the city's database.
import { move, nextThing } from "./clock.js";
import { monthAndDay } from "./dates.js";
import { html, useEffect } from "./html.js";
import { lang, t } from "./i18n.js";
import { Mrkdwn } from "./mrkdwn.js";
import { channelName, nameOf, roleOf } from "./people.js";
import { go, to } from "./route.js";
import { direct, isPhone, openPlace, set, state } from "./state.js";
import { become } from "./wire.js";

const beenAt = new Set(JSON.parse(sessionStorage.beenAt || "[]"));

function noteBeen(step) {
  beenAt.add(step.id);
  sessionStorage.beenAt = JSON.stringify([...beenAt]);
}

async function goThere(step) {
  noteBeen(step);
  await become(step.who);
  if (state.me !== step.who) return;
  go(to.place(step.place || direct().id, step.at));
  requestAnimationFrame(() => document.getElementById(`message-${step.at}`)?.scrollIntoView({ block: "center" })); // once more, who has gone on from there
}

const fill = async (step) => {
  await goThere(step);
  if (state.me === step.who) set({ filling: { place: step.place || direct().id, texts: step.type } });
};

const placeName = (step) => (step.place ? `#${channelName(step.place)}` : nameOf(state.cast.bot.id));

const DAY_S = 86400;

function ClockDeed({ step }) {
  const { now } = state.sees;
  if (!step.day || step.done || (step.day <= now && now < step.day + DAY_S)) return null;
  if (step.day <= now) return html`<button type="button" class="button" onClick=${nextThing}>${t("next.thing")}</button>`;
  return html`<button type="button" class="button" onClick=${() => move("clock", { to: step.day })}>${t("go.to.step", { day: monthAndDay(step.day) })}</button>`;
}

function Deeds({ step }) {
  const role = lang() === "en" && roleOf(step.who);
  const where = { name: role ? `the ${role} (${nameOf(step.who)})` : nameOf(step.who), place: placeName(step) };
  return html`<p class="deeds">
    <${ClockDeed} step=${step} />
    <button type="button" class="button" onClick=${() => goThere(step)}>${t(state.me === step.who ? "go.to.place" : "be.and.go", where)}</button>
    ${step.type.length > 0 && html`<button type="button" class="button" onClick=${() => fill(step)}>${t("fill")}</button>`}
  </p>`;
}

function Step({ step, number, isNext }) {
  return html`<li class=${`${step.done ? "done" : ""} ${isNext ? "next" : ""}`} aria-current=${isNext ? "step" : undefined}>
    <details open=${isNext}><summary><span class="tick" role="img" aria-label=${t(step.done ? "is.done" : "is.open")}>${step.done ? "✓" : number}</span>
      <span>${step.title[lang()]}</span>${step.parts && html`<small class="count">${step.parts.done}/${step.parts.all}</small>`}</summary>
      <${Mrkdwn} text=${step.todo[lang()]} /><${Deeds} step=${step} /></details></li>`;
}

// What the bot has done meanwhile is still to be seen: a step is behind us once we went there by its button, or are
// there as its person, or once a later one is done.
function isBehind(step) {
  const here = openPlace();
  const isSeen = state.pane === "place" || !isPhone();
  if (isSeen && step.who === state.me && (step.place ? step.place === here.id : here.is_im)) noteBeen(step);
  return beenAt.has(step.id);
}

export function Story() {
  const { steps } = state.story;
  const last = steps.findLastIndex((step) => step.done);
  const next = steps.findIndex((step, place) => !step.done || (place === last && !isBehind(step)));
  const done = steps.filter((step) => step.done).length;
  useEffect(() => document.querySelector(".story li.next")?.scrollIntoView({ block: "nearest" }), [next, state.pane]);
  return html`<aside id="side" class="story" aria-label=${t("story")}>
    <header><a class="back" href=${to.list()} aria-label=${t("back")}>‹</a><h2 tabindex="-1">${t("story")}</h2>
      ${steps.length > 0 && html`<small class="count">${done}/${steps.length}</small>`}</header>
    <div class="messages" tabindex="0" role="region" aria-label=${t("story")}>
      <p class="about">${t("story.about")}</p>
      <ol>${steps.map((step, place) => html`<${Step} key=${`${step.id}${step.done}${place === next}`} step=${step} number=${place + 1} isNext=${place === next} />`)}</ol>
      <p role="status">${steps.length > 0 && done === steps.length && html`<b>${t("story.done")}</b>`}</p>
    </div>
  </aside>`;
}
