// Fields and pickers: each shows `value`, and tells `change(value, done)`; `done` is false while a person still types.
import { Choice } from "./choice.js";
import { FileField } from "./filefield.js";
import { html, useState } from "./html.js";
import { t } from "./i18n.js";
import { plain } from "./mrkdwn.js";
import { state } from "./state.js";

const named = ({ id, label, wrong }) => ({
  id, "aria-label": id ? undefined : label, "aria-invalid": wrong ? "true" : undefined, "aria-describedby": wrong,
});

function Typed({ element, value, change, ...given }) {
  const shared = {
    ...named(given), value: value ?? "", maxlength: element.max_length, minlength: element.min_length,
    placeholder: element.placeholder?.text, onInput: (event) => change(event.target.value, false),
  };
  if (element.multiline) return html`<textarea rows="4" ...${shared}></textarea>`;
  const enter = (event) => event.key === "Enter" && !event.isComposing && change(event.target.value);
  const kind = element.type === "number_input" ? { inputmode: element.is_decimal_allowed ? "decimal" : "numeric" } : {};
  return html`<input ...${shared} ...${kind} autocomplete="off" onKeyDown=${enter} />`;
}

const optionsIn = (element) => element.options || element.option_groups.flatMap((group) => group.options);
const found = (element, value) => optionsIn(element).find((option) => option.value === value) || null;
const Option = ({ option }) => html`<option value=${option.value}>${plain(option.text)}</option>`;

function Select({ element, value, change, ...given }) {
  const chosen = value?.value ?? "";
  return html`<select ...${named(given)} value=${chosen} onChange=${(event) => change(found(element, event.target.value))}>
    ${(!chosen || given.optional) && html`<option value="">${element.placeholder?.text || t("choose")}</option>`}
    ${element.options
      ? element.options.map((option) => html`<${Option} option=${option} />`)
      : element.option_groups.map((group) => html`<optgroup label=${plain(group.label)}>${group.options.map((option) => html`<${Option} option=${option} />`)}</optgroup>`)}
  </select>`;
}

const described = (option) => html`<span>${plain(option.text)}${option.description && html`<small>${plain(option.description)}</small>`}</span>`;

function Ticks({ element, value, change, wrong }) {
  const ticked = (option) => value.some((each) => each.value === option.value);
  const turn = (option) => change(ticked(option) ? value.filter((each) => each.value !== option.value) : [...value, option]);
  return html`<div class="ticks" aria-describedby=${wrong}>${element.options.map((option) => html`<label key=${option.value}>
    <input type="checkbox" checked=${ticked(option)} onChange=${() => turn(option)} />${described(option)}</label>`)}</div>`;
}

let groups = 0;

function Radios({ element, value, change, wrong }) {
  const [name] = useState(() => `group-${(groups += 1)}`);
  return html`<div class="ticks" aria-describedby=${wrong}>${element.options.map((option) => html`<label key=${option.value}>
    <input type="radio" name=${name} checked=${value?.value === option.value} onChange=${() => change(option)} />${described(option)}</label>`)}</div>`;
}

const Picked = (type) => ({ value, change, ...given }) =>
  html`<input type=${type} ...${named(given)} value=${value ?? ""} onChange=${(event) => change(event.target.value)} />`;

const option = (id, name, mark) => ({ value: id, text: { type: "plain_text", text: mark + name, emoji: false } });
const everybody = () => state.cast.people.filter((each) => !each.deleted).map((each) => option(each.id, each.name, ""));
const everywhere = () => state.cast.channels.map((each) => option(each.id, each.name, "#"));

// Lists that Slack itself fills hold ids; lists of the app hold options.
const Listed = (list, several) => ({ value, change, ...given }) => {
  const all = list();
  const chosen = all.filter((each) => (several ? value.includes(each.value) : each.value === value));
  const tell = (options) => change(several ? options.map((each) => each.value) : options[0]?.value || null);
  return html`<${Choice} ...${named(given)} options=${all} chosen=${chosen} several=${several} tell=${tell} />`;
};

const Offered = (several, asks) => ({ element, value, change, search, ...given }) => html`<${Choice} ...${named(given)}
  options=${asks ? null : optionsIn(element)} search=${search} several=${several} placeholder=${element.placeholder?.text}
  chosen=${several ? value : [value].filter(Boolean)} tell=${(options) => change(several ? options : options[0] || null)} />`;

export const CONTROLS = {
  plain_text_input: Typed,
  number_input: Typed,
  static_select: Select,
  checkboxes: Ticks,
  radio_buttons: Radios,
  datepicker: Picked("date"),
  timepicker: Picked("time"),
  users_select: Listed(everybody, false),
  multi_users_select: Listed(everybody, true),
  conversations_select: Listed(everywhere, false),
  multi_conversations_select: Listed(everywhere, true),
  channels_select: Listed(everywhere, false),
  external_select: Offered(false, true),
  multi_external_select: Offered(true, true),
  multi_static_select: Offered(true, false),
  file_input: FileField,
};
