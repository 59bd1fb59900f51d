// Pictures in blocks, files under messages.
import { html } from "./html.js";
import { t } from "./i18n.js";
import { Icon } from "./icons.js";
import { Link } from "./mrkdwn.js";

// A picture from another host is named and linked: the page loads nothing from elsewhere.
export function Picture({ picture, small }) {
  const url = picture.image_url || picture.slack_file?.url || "";
  const here = url.startsWith("data:image/") || url.startsWith(`${location.origin}/`);
  if (here) return html`<img class=${small ? "tiny" : ""} src=${url} alt=${picture.alt_text} loading="lazy" />`;
  return html`<${Link} url=${url}><${Icon} name="photo" /> ${picture.alt_text}<//>`;
}

// What is kept is found after a start at another port too.
const path = (url) => new URL(url).pathname;

const size = (bytes) => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);
const SHOWN = ["image/png", "image/jpeg", "image/gif", "image/webp"];

function File({ file }) {
  if (SHOWN.includes(file.mimetype)) {
    return html`<a class="photo" href=${path(file.url_private)} target="_blank" rel="noopener" aria-label=${t("file.open", { name: file.name })}>
      <img src=${path(file.url_private)} alt=${file.name} loading="lazy" /></a>`;
  }
  return html`<a class="file" href=${path(file.url_private_download)} download=${file.name}><${Icon} name="file" /> ${file.title || file.name} <small>${size(file.size)}</small></a>`;
}

export const Files = ({ files }) => html`<div class="files">${files.map((file) => html`<${File} key=${file.id} file=${file} />`)}</div>`;
