// The page talks only to the practice Slack's control interface.
import { act, channels, names, node, rich } from "./common.js";
import { drawModal } from "./modal.js";

const $ = (id) => document.getElementById(id);
const state = { me: localStorage.me || "", place: localStorage.place || "", seen: null };

function pressed(element, message) {
  const sure = element.confirm;
  if (sure && !confirm(sure.text.text)) return;
  act("click", { user: state.me, channel: message.channel, ts: message.ts, action_id: element.action_id, value: element.value || "" });
}

function textShown(object, className) {
  const shown = node("div", className);
  if (object.type === "mrkdwn") shown.append(rich(object.text));
  else shown.textContent = object.text;
  return shown;
}

function blockShown(block, message) {
  const shown = node("div", `block ${block.type}`);
  if (block.text) shown.append(textShown(block.text));
  for (const element of block.elements || []) {
    if (element.type !== "button") { shown.append(textShown(element)); continue; }
    const button = node("button", "", element.text.text);
    button.onclick = () => pressed(element, message);
    shown.append(button);
  }
  return shown;
}

function messageShown(message) {
  const shown = node("article", message.is_ephemeral ? "ephemeral" : "");
  shown.id = `${message.channel}/${message.ts}`;
  shown.append(node("b", "", names[message.user] || message.user));
  shown.append(node("small", "", new Date(message.ts * 1000).toLocaleString("ko-KR", { timeZone: "Asia/Seoul" })));
  if (message.is_ephemeral) shown.append(node("small", "", " · 나에게만 보임"));
  if (message.blocks?.length) shown.append(...message.blocks.map((block) => blockShown(block, message)));
  else { const text = node("div", "text"); text.append(rich(message.text)); shown.append(text); }
  return shown;
}

function draw() {
  const places = state.seen.conversations;
  if (!places.some((place) => place.id === state.place)) state.place = places[0]?.id || "";
  $("conversations").replaceChildren(...places.map((place) => {
    const button = node("button", "", place.is_im ? "탄소중립 봇" : "# " + place.name);
    button.setAttribute("aria-current", place.id === state.place);
    button.onclick = () => go(place.id);
    return button;
  }));
  const here = places.find((place) => place.id === state.place);
  $("messages").replaceChildren(...(here?.messages || []).map(messageShown));
  $("messages").lastElementChild?.scrollIntoView();
  drawModal($("modal"), state.seen.views.at(-1), state.me);
}

function go(place) {
  state.place = localStorage.place = place;
  draw();
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

window.onhashchange = () => {
  const [place] = decodeURIComponent(location.hash.slice(1)).split("/");
  if (state.seen.conversations.some((each) => each.id === place)) {
    go(place);
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }
};

const cast = await (await fetch("/practice/people")).json();
for (const channel of cast.channels) channels[channel.id] = channel.name;
for (const person of [...cast.people, cast.bot]) names[person.id] = person.name;
$("me").replaceChildren(...cast.people.map((person) => {
  const option = node("option", "", person.name);
  option.value = person.id;
  return option;
}));
state.me = cast.people.some((person) => person.id === state.me) ? state.me : cast.people[0].id;
$("me").value = state.me;
await look();
new EventSource("/practice/changes").onmessage = look;
