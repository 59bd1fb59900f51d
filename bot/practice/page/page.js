// The page talks only to the practice Slack's control interface.
import { blockShown } from "./blocks.js";
import { act, channels, names, node, rich } from "./common.js";
import { drawModal } from "./modal.js";
import { reactionsShown } from "./reactions.js";

const $ = (id) => document.getElementById(id);
const state = { me: localStorage.me || "", place: localStorage.place || "", seen: null };

function messageShown(message) {
  const shown = node("article", message.is_ephemeral ? "ephemeral" : "");
  shown.id = `${message.channel}/${message.ts}`;
  shown.append(node("b", "", names[message.user] || message.user));
  shown.append(node("small", "", new Date(message.ts * 1000).toLocaleString("ko-KR", { timeZone: "Asia/Seoul" })));
  if (message.is_ephemeral) shown.append(node("small", "", " · 나에게만 보임"));
  if (message.blocks?.length) shown.append(...message.blocks.map((block) => blockShown(block, message, state.me)));
  else { const text = node("div", "text"); text.append(rich(message.text)); shown.append(text); }
  shown.append(reactionsShown(message, state.me));
  return shown;
}

// Seen messages by person and conversation, so that what is new is marked; kept by the browser.
const seen = JSON.parse(localStorage.seen || "{}");
const newest = (place) => Number(place.messages.at(-1)?.ts || 0);
const unread = (place) => newest(place) > (seen[`${state.me}/${place.id}`] || 0);

let drawn = "";

function draw() {
  const places = state.seen.conversations;
  if (!places.some((place) => place.id === state.place)) state.place = places[0]?.id || "";
  const open = places.find((place) => place.id === state.place);
  if (open) { seen[`${state.me}/${open.id}`] = newest(open); localStorage.seen = JSON.stringify(seen); }
  $("conversations").replaceChildren(...places.map((place) => {
    const button = node("button", "", place.is_im ? "탄소중립 봇" : "# " + place.name);
    button.setAttribute("aria-current", place.id === state.place);
    if (unread(place)) { button.className = "unread"; button.append(node("span", "dot", "●")); }
    button.onclick = () => go(place.id);
    return button;
  }));
  const shown = `${state.me}/${state.place}/` + JSON.stringify(open?.messages);
  if (shown !== drawn) { // a picker or menu that is open stays open while nothing here changes
    drawn = shown;
    $("messages").replaceChildren(...(open?.messages || []).map(messageShown));
    $("messages").lastElementChild?.scrollIntoView();
  }
  drawModal($("modal"), state.seen.views.at(-1), state.me);
}

function go(place) {
  state.place = localStorage.place = place;
  draw();
}

// The practice date: forwards only; the bot follows within two seconds.
const KST = 9 * 3600;
const morning = (day) => Date.parse(`${day}T09:00:00+09:00`) / 1000;
const dayOf = (at) => new Date((at + KST) * 1000).toISOString().slice(0, 10);
const clockShown = () => {
  $("now").textContent = new Date(state.seen.now * 1000).toLocaleString("ko-KR", {
    timeZone: "Asia/Seoul", dateStyle: "full", timeStyle: "short" });
  $("day").min = dayOf(state.seen.now);
};
async function move(deed, given) {
  const answer = await act(deed, given);
  $("clock-said").textContent = answer.ok ? "" : "앞으로 예정된 일이 없거나 지난 날입니다 · nothing to come, or past";
  await look();
}
$("next-day").onclick = () => move("clock", { to: morning(dayOf(state.seen.now + 86400)) });
$("next-due").onclick = () => move("next_due", {});
$("day").onchange = () => $("day").value && $("day").value !== dayOf(state.seen.now) && move("clock", { to: morning($("day").value) });

async function look() {
  state.seen = await (await fetch(`/practice/sees?as=${encodeURIComponent(state.me)}`)).json();
  clockShown();
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
