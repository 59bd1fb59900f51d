// What every part of the page uses. Text is set as text, never as HTML.
export const names = {};
export const channels = {};

export const node = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

export async function act(deed, given) {
  const answer = await fetch(`/practice/do/${deed}`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(given),
  });
  return answer.json();
}

const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

// mrkdwn as nodes: mentions, links, bold, code; all else as it stands.
export function rich(text) {
  const made = document.createDocumentFragment();
  for (const part of text.split(/(<[^>\n]+>|\*[^*\n]+\*|`[^`\n]+`)/)) {
    if (part.startsWith("<") && part.endsWith(">")) made.append(reference(part.slice(1, -1)));
    else if (/^\*[^*]+\*$/.test(part)) made.append(node("strong", "", unescape(part.slice(1, -1))));
    else if (/^`[^`]+`$/.test(part)) made.append(node("code", "", unescape(part.slice(1, -1))));
    else made.append(unescape(part));
  }
  return made;
}

function reference(inner) {
  const [target, label] = inner.split("|");
  if (target.startsWith("@")) return node("span", "mention", "@" + (names[target.slice(1)] || target.slice(1)));
  if (target.startsWith("#")) return node("span", "mention", "#" + (channels[target.slice(1)] || label || target.slice(1)));
  if (target.startsWith("!")) return node("span", "mention", label || target);
  const link = node("a", "", unescape(label || target));
  const archive = target.match(/\/archives\/([A-Z0-9]+)\/p(\d+)(\d{6})$/);
  if (archive) link.href = `#${archive[1]}/${archive[2]}.${archive[3]}`;
  else if (/^https?:/.test(target)) { link.href = target; link.rel = "noreferrer"; }
  return link;
}

