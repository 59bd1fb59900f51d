// The app's own place, as it has published it for me.
import { Blocks } from "./blocks.js";
import { viewHost } from "./host.js";
import { html, useRef, useState } from "./html.js";
import { t } from "./i18n.js";

export function Home({ view }) {
  const entered = useRef({});
  const [, redraw] = useState(0);
  const host = viewHost(view, entered.current, () => redraw((times) => times + 1));
  return html`<section class="messages home" aria-label=${t("home")} tabindex="0"><${Blocks} blocks=${view.blocks} host=${host} /></section>`;
}
