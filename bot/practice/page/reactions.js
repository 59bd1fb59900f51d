// Reactions under a message: what stands there, and a picker of what the bot understands.
import { act, names, node } from "./common.js";

const EMOJI = {
  white_check_mark: "✅", x: "❌", raising_hand: "🙋", eyes: "👀", zzz: "💤", sos: "🆘", "+1": "👍",
  heavy_check_mark: "✔️", ballot_box_with_check: "☑️", negative_squared_cross_mark: "❎",
};
const TONES = { 2: "🏻", 3: "🏼", 4: "🏽", 5: "🏾", 6: "🏿" };

export function glyph(name) {
  const [base, tone] = name.split("::skin-tone-");
  return (EMOJI[base] || `:${base}:`) + (TONES[tone] || "");
}

export function reactionsShown(message, me) {
  const shown = node("div", "reactions");
  if (message.is_ephemeral) return shown;
  const where = { user: me, channel: message.channel, ts: message.ts };
  for (const reaction of message.reactions || []) {
    const mine = reaction.users.includes(me);
    const chip = node("button", mine ? "chip mine" : "chip", `${glyph(reaction.name)} ${reaction.count}`);
    chip.title = reaction.users.map((user) => names[user] || user).join(", ");
    chip.setAttribute("aria-pressed", mine);
    chip.onclick = () => act(mine ? "unreact" : "react", { ...where, name: reaction.name });
    shown.append(chip);
  }
  const picker = node("details", "picker");
  const opener = node("summary", "", "☺+");
  opener.setAttribute("aria-label", "이모지로 답하기 · Add reaction");
  picker.append(opener);
  for (const name of Object.keys(EMOJI).slice(0, 7)) {
    const choice = node("button", "", EMOJI[name]);
    choice.setAttribute("aria-label", name);
    choice.onclick = () => { picker.open = false; act("react", { ...where, name }); };
    picker.append(choice);
  }
  shown.append(picker);
  return shown;
}
