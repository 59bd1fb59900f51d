// Photos and files that wait to be sent.
import { html, useEffect, useRef, useState } from "./html.js";
import { t } from "./i18n.js";
import { Icon } from "./icons.js";

function Waiting({ photo, drop }) {
  const [shown, setShown] = useState("");
  useEffect(() => {
    if (!photo.type.startsWith("image/")) return;
    const reader = new FileReader(); // as data: the page's policy allows no blob: addresses
    reader.onload = () => setShown(reader.result);
    reader.readAsDataURL(photo);
  }, [photo]);
  return html`<span class="waiting">${shown ? html`<img src=${shown} alt=${photo.name} />` : html`<span><${Icon} name="file" /> ${photo.name}</span>`}
    <button type="button" class="quiet" aria-label=${t("remove", { name: photo.name })} onClick=${drop}>✕</button></span>`;
}

export function Photos({ photos, setPhotos }) {
  if (!photos.length) return null;
  return html`<div class="photos">${photos.map((photo) => html`<${Waiting} key=${photo.name + photo.size} photo=${photo}
    drop=${() => setPhotos(photos.filter((each) => each !== photo))} />`)}</div>`;
}

export function PhotoButton({ add }) {
  const input = useRef();
  const picked = (event) => { add([...event.target.files]); event.target.value = ""; };
  return html`<button type="button" class="opener" aria-label=${t("photo")} title=${t("photo")} onClick=${() => input.current.click()}><${Icon} name="photo" /></button>
    <input ref=${input} type="file" accept="image/*,.pdf,.hwp,.hwpx,.xlsx,.csv,.docx" multiple hidden onChange=${picked} />`;
}
