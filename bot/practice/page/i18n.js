// The page's own words, in the language that was chosen, or else in that of the person I am.
import { state } from "./state.js";
import { EN } from "./words.en.js";
import { KO } from "./words.ko.js";

const WORDS = { ko: KO, en: EN };

export function lang() {
  if (state.language) return state.language;
  const me = state.cast?.people.find((each) => each.id === state.me);
  return !me || me.locale.startsWith("ko") ? "ko" : "en";
}

// `otherwise` is another key, or "" for nothing, where the first is none of ours.
export function t(key, values = {}, otherwise) {
  const words = WORDS[lang()];
  const said = words[key] ?? (otherwise === undefined ? key : words[otherwise] ?? "");
  return said.replace(/\{(\w+)(?::([^}/]+)\/([^}]+))?\}/g, (_, name, after, otherwise) => withParticle(values[name], after, otherwise));
}

// 현장이, 채널로: the particle follows the last syllable's final consonant; 로 follows ㄹ too.
function withParticle(value, afterConsonant, afterVowel) {
  const said = String(value ?? "");
  if (!afterConsonant) return said;
  const last = said.charCodeAt(said.length - 1) - 0xac00;
  const final = last >= 0 && last < 11172 ? last % 28 : 0;
  return said + (final && !(afterConsonant === "으로" && final === 8) ? afterConsonant : afterVowel);
}
