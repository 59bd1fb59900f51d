// Block Kit as Slack shows it. docs.slack.dev/reference/block-kit/blocks
import { Element } from "./elements.js";
import { html } from "./html.js";
import { FieldBlock } from "./fields.js";
import { t } from "./i18n.js";
import { Text, plain } from "./mrkdwn.js";
import { Picture } from "./pictures.js";
import { RichText } from "./richtext.js";

const Section = ({ block, host }) => html`<div class="section">
  <div class="beside">
    ${block.text && html`<${Text} text=${block.text} />`}
    ${block.fields && html`<div class="pairs">${block.fields.map((field) => html`<${Text} text=${field} />`)}</div>`}
  </div>
  ${block.accessory && html`<${Element} element=${block.accessory} block=${block} host=${host} />`}
</div>`;

const Header = ({ block }) => html`<h4 class="header">${plain(block.text)}</h4>`;

const Context = ({ block }) => html`<div class="context">
  ${block.elements.map((element) => element.type === "image"
    ? html`<${Picture} picture=${element} small />`
    : html`<${Text} text=${element} />`)}
</div>`;

const Actions = ({ block, host }) => html`<div class="actions">
  ${block.elements.map((element) => html`<${Element} element=${element} block=${block} host=${host} />`)}
</div>`;

const Image = ({ block }) => html`<figure>
  ${block.title && html`<figcaption>${plain(block.title)}</figcaption>`}
  <${Picture} picture=${block} />
</figure>`;

const Cell = ({ cell }) => (cell.type === "rich_text" ? html`<${RichText} block=${cell} />` : cell.text);

function Table({ block }) {
  const [head, ...rows] = block.rows;
  const side = (column) => block.column_settings?.[column]?.align || "left";
  return html`<div class="table" tabindex="0" role="region" aria-label=${t("table")}><table>
    <thead><tr>${head.map((cell, column) => html`<th scope="col" class=${side(column)}><${Cell} cell=${cell} /></th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell, column) => html`<td class=${side(column)}><${Cell} cell=${cell} /></td>`)}</tr>`)}</tbody>
  </table></div>`;
}

const BLOCKS = {
  section: Section,
  header: Header,
  context: Context,
  actions: Actions,
  image: Image,
  table: Table,
  input: FieldBlock,
  rich_text: RichText,
  divider: () => html`<hr />`,
};

export function Blocks({ blocks, host }) {
  return blocks.map((block, place) => {
    const Shown = BLOCKS[block.type];
    const key = block.block_id || place;
    return Shown
      ? html`<div class="block" key=${key}><${Shown} block=${block} host=${host} /></div>`
      : html`<div class="block unsupported" key=${key}>${t("unsupported", { type: block.type })}</div>`;
  });
}
