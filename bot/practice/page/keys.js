// Keys as in Slack: F6 goes from pane to pane, Alt with an arrow to the next conversation.
import { go, to } from "./route.js";
import { openPlace, state } from "./state.js";

const PANES = ["#list a[aria-current]", "#place .messages", "#place textarea", "#side .messages", "#bar button"];

function nextPane(step) {
  const there = PANES.map((each) => document.querySelector(each)).filter((each) => each?.offsetParent);
  const at = there.findLastIndex((each) => each.parentElement.contains(document.activeElement));
  there[(at + step + there.length) % there.length]?.focus();
}

function nextConversation(step) {
  const places = state.sees.conversations;
  const at = places.findIndex((each) => each.id === openPlace().id);
  const next = places[(at + step + places.length) % places.length];
  go(to.place(next.id));
}

export function listenToKeys() {
  addEventListener("keydown", (event) => {
    if (event.key === "F6") { event.preventDefault(); nextPane(event.shiftKey ? -1 : 1); }
    const step = event.altKey && { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); nextConversation(step); }
  });
}
