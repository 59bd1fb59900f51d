// What the page shows, in one place. Whoever changes it calls set(), and the page is drawn again.
export const state = {
  cast: null, // who and what there is in the workspace
  sees: null, // what I see of it now
  story: { steps: [], next_due: null },
  me: sessionStorage.me || localStorage.me || "",
  language: localStorage.language || "", // "" for the language of the person I am
  place: localStorage.place || "", // the open conversation
  at: "", // the message in it that a link led to, or "home"
  thread: "", // the message whose thread is open
  pane: "list", // which pane a phone shows: list, place, side
  moving: false, // while another person is fetched
  filling: null, // what the story types for me, and where: the texts one after another
  sheet: "", // which of who and clock is open
  sure: null, // the question that waits for an answer
  inspecting: false,
  rows: [],
  said: "",
  offline: false,
};

export const isPhone = () => matchMedia("(max-width: 719px)").matches;

const watching = new Set();

export function set(change) {
  Object.assign(state, change);
  for (const each of watching) each();
}

export function watch(whenChanged) {
  watching.add(whenChanged);
  return () => watching.delete(whenChanged);
}

export const conversation = (id) => state.sees?.conversations.find((each) => each.id === id);
export const direct = () => state.sees?.conversations.find((each) => each.is_im);

// Where another person does not come, their own place of that kind: everybody's messages from the bot are their own.
export const openPlace = () => conversation(state.place) || (state.place.startsWith("D") ? direct() : state.sees?.conversations[0]);
