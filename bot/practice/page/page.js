// The page talks only to the practice Slack's control interface; everything it shows is set as text, never as HTML.
const $ = (id) => document.getElementById(id);
const state = { me: localStorage.me || "", place: localStorage.place || "", names: {}, seen: null };

const node = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

async function act(deed, given) {
  const answer = await fetch(`/practice/do/${deed}`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(given),
  });
  return answer.json();
}

const plain = (text) => text
  .replace(/<@([A-Z0-9]+)>/g, (_, id) => "@" + (state.names[id] || id))
  .replace(/<([^|>]+)\|([^>]+)>/g, (_, _link, words) => words)
  .replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
const words = (object) => object.type === "mrkdwn" ? plain(object.text) : object.text;

function blockShown(block, message) {
  const shown = node("div", `block ${block.type}`);
  if (block.text) shown.textContent = words(block.text);
  for (const element of block.elements || []) {
    if (element.type === "button") {
      const button = node("button", "", element.text.text);
      button.onclick = () => act("click", { user: state.me, channel: message.channel, ts: message.ts, action_id: element.action_id });
      shown.append(button);
    } else shown.append(node("div", "", words(element)));
  }
  return shown;
}

function messageShown(message) {
  const shown = node("article", message.is_ephemeral ? "ephemeral" : "");
  shown.append(node("b", "", state.names[message.user] || message.user));
  const time = node("small", "", new Date(message.ts * 1000).toLocaleString("ko-KR", { timeZone: "Asia/Seoul" }));
  shown.append(time);
  if (message.is_ephemeral) shown.append(node("small", "", " · 나에게만 보임"));
  if (message.blocks?.length) for (const block of message.blocks) shown.append(blockShown(block, message));
  else shown.append(node("div", "text", plain(message.text)));
  return shown;
}

function draw() {
  const places = state.seen.conversations;
  if (!places.some((place) => place.id === state.place)) state.place = places[0]?.id || "";
  $("conversations").replaceChildren(...places.map((place) => {
    const button = node("button", "", place.is_im ? "탄소중립 봇" : "# " + place.name);
    button.setAttribute("aria-current", place.id === state.place);
    button.onclick = () => { state.place = localStorage.place = place.id; draw(); };
    return button;
  }));
  const here = places.find((place) => place.id === state.place);
  $("messages").replaceChildren(...(here?.messages || []).map(messageShown));
  $("messages").lastElementChild?.scrollIntoView();
}

async function look() {
  state.seen = await (await fetch(`/practice/sees?as=${encodeURIComponent(state.me)}`)).json();
  draw();
}

$("composer").onsubmit = async (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  $("text").value = "";
  const command = text.match(/^(\/\S+)\s*([\s\S]*)$/);
  const where = { user: state.me, channel: state.place };
  if (command) await act("command", { ...where, command: command[1], text: command[2] });
  else await act("message", { ...where, text });
};

$("me").onchange = () => { state.me = localStorage.me = $("me").value; look(); };

const cast = await (await fetch("/practice/people")).json();
for (const person of [...cast.people, { ...cast.bot, role: "" }]) state.names[person.id] = person.name;
$("me").replaceChildren(...cast.people.map((person) => {
  const option = node("option", "", person.name);
  option.value = person.id;
  return option;
}));
state.me = cast.people.some((person) => person.id === state.me) ? state.me : cast.people[0].id;
$("me").value = state.me;
await look();
new EventSource("/practice/changes").onmessage = look;
