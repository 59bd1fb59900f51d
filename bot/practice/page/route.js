// Where I am is the part of the address after #, so that the browser's back and reload work.
import { set, state } from "./state.js";

export const to = {
  list: () => "#/",
  story: () => "#/story",
  place: (id, ts) => `#/${id}${ts ? `/${ts}` : ""}`,
  thread: (id, ts) => `#/${id}/${ts}/thread`,
};

// At once: what is done next is done there.
export function go(path) {
  location.hash = path;
  readRoute();
}

// docs.slack.dev/reference/methods/chat.getPermalink: …/archives/C123/p1700000000000001?thread_ts=…
export function insideOf(link) {
  const archive = link.match(/^https:\/\/([\w-]+)\.slack\.com\/archives\/([A-Z0-9]+)(?:\/p(\d+)(\d{6}))?/);
  if (!archive || archive[1] !== state.cast.workspace.domain) return "";
  const ts = archive[3] ? `${archive[3]}.${archive[4]}` : "";
  const thread = new URL(link).searchParams.get("thread_ts");
  return thread ? to.thread(archive[2], thread) : to.place(archive[2], ts);
}

export function readRoute() {
  const [place, at = "", rest = ""] = decodeURIComponent(location.hash).replace(/^#\/?/, "").split("/");
  if (place === "story") return set({ pane: "side", thread: "", at: "" });
  if (!place) return set({ pane: "list", thread: "", at: "" });
  localStorage.place = place;
  const thread = rest === "thread" ? at : "";
  set({ place, thread, at: thread ? "" : at, pane: thread ? "side" : "place" });
}
