// The page's own icons, drawn here: not every machine has a font with emoji.
import { html } from "./html.js";

const PATHS = {
  photo: "M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z",
  reply: "M4 5h16v11H10l-5 4v-4H4z",
  react: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.5 9.5v1M15.5 9.5v1M8 14c1 2 2.4 2.6 4 2.6s3-.6 4-2.6",
  story: "M4 5c3-1 6-1 8 1 2-2 5-2 8-1v13c-3-1-6-1-8 1-2-2-5-2-8-1zM12 6v13",
  chat: "M4 5h16v11H10l-5 4v-4H4z",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  eye: "M2 12c3-5 6.3-7 10-7s7 2 10 7c-3 5-6.3 7-10 7s-7-2-10-7zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
};

export const Icon = ({ name }) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
