// A file_input: files are kept as soon as they are picked, and the form carries their entries.
import { html } from "./html.js";
import { t } from "./i18n.js";
import { Icon } from "./icons.js";
import { Files } from "./pictures.js";
import { upload } from "./wire.js";

export function FileField({ element, id, value, change, wrong }) {
  const most = element.max_files || 10;
  const pick = async (event) => {
    const picked = [...event.target.files].slice(0, most - value.length);
    event.target.value = "";
    if (!picked.length) return;
    const done = await upload(picked);
    if (done.ok) change([...value, ...done.files]);
  };
  const drop = (file) => change(value.filter((each) => each.id !== file.id));
  const accepted = (element.filetypes || []).map((type) => `.${type}`).join(",");
  return html`<div class="filefield">
    ${value.map((file) => html`<div class="picked" key=${file.id}><${Files} files=${[file]} />
      <button type="button" class="quiet" aria-label=${t("remove", { name: file.name })} onClick=${() => drop(file)}>✕</button></div>`)}
    ${value.length < most && html`<label class="button"><${Icon} name="photo" /> ${t("choose.files")}
      <input id=${id} class="hidden" type="file" multiple=${most > 1} accept=${accepted} aria-describedby=${wrong} onChange=${pick} /></label>`}
  </div>`;
}
