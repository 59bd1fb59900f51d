// The page talks only to the practice Slack's control interface, the same that the tests use.
import { t } from "./i18n.js";
import { set, state } from "./state.js";

const asked = async (path, init) => (await fetch(path, init)).json();

export async function act(deed, given = {}) {
  return told(asked(`/practice/do/${deed}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user: state.me, ...given }),
  }));
}

export async function upload(files, given = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ user: state.me, ...given })) form.append(name, value);
  for (const file of files) form.append("files", file, file.name);
  return told(asked("/practice/upload", { method: "POST", body: form }));
}

// What went wrong is said in words, whatever it was.
async function told(answer) {
  try {
    const done = await answer;
    if (!done.ok) set({ said: t(`wrong.${done.error}`, {}, "wrong.else") });
    return done;
  } catch {
    set({ offline: true });
    return { ok: false, error: "offline" };
  }
}

const seen = (person) => asked(`/practice/sees?as=${encodeURIComponent(person)}`);

let looking = null;
let again = false;

// What I see now, once it is here; whoever asks meanwhile waits for a look that began after they asked.
export function look() {
  again = true;
  looking ??= lookUntilDone().finally(() => { looking = null; });
  return looking;
}

async function lookUntilDone() {
  try {
    while (again) {
      again = false;
      const me = state.me;
      const sees = await seen(me);
      if (me === state.me) set({ sees, offline: false });
    }
  } catch {
    set({ offline: true });
  }
}

export async function lookAtStory() {
  try { set({ story: await asked("/practice/story") }); } catch { set({ offline: true }); }
}

export async function inspect() {
  if (!state.inspecting) return;
  const last = state.rows.at(-1)?.number || 0;
  const { rows } = await asked(`/practice/inspect?since=${last}`);
  const new_ones = rows.filter((row) => row.number > (state.rows.at(-1)?.number || 0));
  if (new_ones.length) set({ rows: [...state.rows, ...new_ones].slice(-300) });
}

export async function begin() {
  set({ cast: await asked("/practice/people") });
  if (!state.cast.people.some((each) => each.id === state.me)) state.me = state.cast.people[0].id;
  await look();
  await lookAtStory();
  let later;
  const changes = new EventSource("/practice/changes");
  changes.onmessage = () => {
    look();
    inspect();
    clearTimeout(later); // the database follows what is seen by a moment
    later = setTimeout(lookAtStory, 400);
  };
  changes.onerror = () => set({ offline: true });
  changes.onopen = () => look();
  setInterval(() => document.hidden || lookAtStory(), 4000);
}

// Who I am and what I see change together. Meanwhile the page takes nothing: it would be done as who I was, where I was.
export async function become(person) {
  if (person === state.me) return set({ sheet: "" });
  set({ moving: true });
  try {
    const sees = await seen(person);
    sessionStorage.me = localStorage.me = person;
    set({ me: person, sees, sheet: "", thread: "" });
  } catch {
    set({ offline: true });
  } finally {
    set({ moving: false });
  }
  look();
}
