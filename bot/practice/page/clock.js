// What day is it: the practice date moves forwards, and the bot follows within two seconds.
import { dayAndTime, dayOf, longDay, morning, shortDay, time } from "./dates.js";
import { html, useState } from "./html.js";
import { t } from "./i18n.js";
import { Sheet } from "./sheet.js";
import { set, state } from "./state.js";
import { act, look, lookAtStory } from "./wire.js";

export async function move(deed, given = {}) {
  const done = await act(deed, given);
  if (deed === "clock" && !done.ok) return set({ said: t("wrong.past") });
  await look();
  await lookAtStory();
  if (done.ok) set({ said: t("moved", { when: dayAndTime(done.now) }) });
}

export const nextDay = () => move("clock", { to: morning(dayOf(state.sees.now + 86400)) });
export const nextThing = () => move("next_due");

export function Clock() {
  const { now } = state.sees;
  const due = state.story.next_due;
  const [day, setDay] = useState("");
  const button = html`<span class="name"><small>${t("today")}</small> ${shortDay(now)}</span> ▾`;
  return html`<${Sheet} name="clock" title=${t("clock")} button=${button}>
    <p class="about"><b>${longDay(now)} ${time(now)}</b><br />${t("clock.about")}</p>
    <div class="moves">
      <button type="button" class="button" onClick=${nextDay}>${t("next.day")}</button>
      <button type="button" class="button primary" onClick=${nextThing}>${t("next.thing")}${due > now && html` <small>${dayAndTime(due)}</small>`}</button>
      <form onSubmit=${(event) => { event.preventDefault(); if (day) move("clock", { to: morning(day) }); }}>
        <label for="day">${t("go.to.day")}</label>
        <input id="day" type="date" min=${dayOf(now)} value=${day || dayOf(now)} onInput=${(event) => setDay(event.target.value)} />
        <button class="button">${t("go")}</button>
      </form>
    </div>
  <//>`;
}
