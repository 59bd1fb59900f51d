// A modal as Slack shows one: fields with labels and errors, a searchable list, submit and close.
import { blockShown } from "./blocks.js";
import { act, channels, names, node } from "./common.js";

let drawn = "";

export function drawModal(dialog, view, me) {
  if (!view) {
    drawn = "";
    if (dialog.open) dialog.close();
    return;
  }
  const version = view.id + JSON.stringify(view.errors) + view.hash;
  if (version === drawn) return; // what a person is typing stays as it is
  const typed = drawn.startsWith(view.id) ? entered(dialog) : {};
  drawn = version;
  const form = node("form");
  form.append(node("h2", "", view.title.text), ...view.blocks.map((block) => fieldShown(block, view, typed, me)));
  const foot = node("footer");
  const close = node("button", "", view.close?.text || "Close");
  close.type = "button";
  close.onclick = () => act("close_view", { user: me, view_id: view.id });
  foot.append(close);
  if (view.submit) foot.append(node("button", "primary", view.submit.text));
  form.append(foot);
  form.onsubmit = (event) => {
    event.preventDefault();
    act("submit", { user: me, view_id: view.id, values: values(form, view) });
  };
  dialog.replaceChildren(form);
  dialog.oncancel = (event) => { event.preventDefault(); close.click(); };
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector("[aria-invalid=true]") || dialog.querySelector("textarea, input, select, button"))?.focus();
}

function fieldShown(block, view, typed, me) {
  if (block.type !== "input") return blockShown(block, {}, me);
  const shown = node("div", "field");
  const label = node("label", "", block.label.text + (block.optional ? " (선택 · optional)" : ""));
  const input = control(block, view, typed[block.block_id], me);
  label.htmlFor = input.id = `field-${block.block_id}`;
  shown.append(label, input);
  const error = view.errors[block.block_id];
  if (error) {
    const said = node("p", "error", error);
    said.id = `error-${block.block_id}`;
    said.setAttribute("role", "alert");
    input.setAttribute("aria-describedby", said.id);
    input.setAttribute("aria-invalid", "true");
    shown.append(said);
  }
  return shown;
}

function control(block, view, before, me) {
  const element = block.element;
  if (element.type in PICKED) return picker(element, before, block.optional);
  if (element.type === "external_select") return searchable(block, view, before, me);
  if (element.type === "radio_buttons" || element.type === "static_select") {
    const select = node("select");
    for (const option of element.options) select.append(optionShown(option));
    if (!element.initial_option) select.prepend(optionShown({ value: "", text: { text: "—" } }));
    select.value = before ?? element.initial_option?.value ?? "";
    return select;
  }
  if (element.type === "datepicker" || element.type === "timepicker") {
    const kind = element.type.slice(0, 4);
    const picked = node("input");
    picked.type = kind;
    picked.value = before ?? element[`initial_${kind}`] ?? "";
    return picked;
  }
  if (element.type === "checkboxes") return ticks(element, before);
  const input = node(element.multiline ? "textarea" : "input");
  if (element.max_length) input.maxLength = element.max_length;
  input.value = before ?? element.initial_value ?? "";
  return input;
}

function ticks(element, before) {
  const ticked = before === undefined ? (element.initial_options || []).map((option) => option.value) : before.split(",");
  const box = node("fieldset", "choices");
  for (const option of element.options) {
    const label = node("label");
    const tick = node("input");
    tick.type = "checkbox";
    tick.value = option.value;
    tick.checked = ticked.includes(option.value);
    label.append(tick, option.text.text);
    box.append(label);
  }
  return box;
}

const ticksOf = (box) => [...box.querySelectorAll("input:checked")].map((tick) => tick.value);

// Lists that Slack itself fills: its people, its channels.
const PICKED = { users_select: "user", conversations_select: "conversation" };

function picker(element, before, optional) {
  const what = PICKED[element.type];
  const select = node("select");
  const every = what === "user" ? Object.entries(names) : Object.entries(channels);
  if (optional) select.append(optionShown({ value: "", text: { text: "—" } }));
  for (const [value, text] of every) select.append(optionShown({ value, text: { text } }));
  select.value = before ?? element[`initial_${what}`] ?? select.options[0]?.value ?? "";
  return select;
}

function searchable(block, view, before, me) {
  const select = node("select");
  const search = node("input");
  search.placeholder = block.element.placeholder?.text || "";
  search.setAttribute("aria-label", block.label.text + " 🔍");
  const box = node("div", "searchable");
  const fill = async () => {
    const found = await act("suggest", { user: me, view_id: view.id, action_id: block.element.action_id, typed: search.value });
    const chosen = select.value || before || "";
    select.replaceChildren(optionShown({ value: "", text: { text: "—" } }), ...(found.options || []).map(optionShown));
    select.value = [...select.options].some((option) => option.value === chosen) ? chosen : "";
  };
  search.oninput = () => { clearTimeout(search.timer); search.timer = setTimeout(fill, 200); };
  search.onkeydown = (event) => { if (event.key === "Enter") event.preventDefault(); };
  box.append(search, select);
  fill();
  return box;
}

const optionShown = (option) => {
  const shown = node("option", "", option.text.text);
  shown.value = option.value;
  return shown;
};

const input_of = (form, name) => {
  const found = form.querySelector(`#field-${CSS.escape(name)}`);
  return found?.matches(".searchable") ? found.querySelector("select") : found;
};

function entered(dialog) {
  const found = {};
  for (const input of dialog.querySelectorAll("[id^=field-]")) {
    if (input.matches(".choices")) { found[input.id.slice(6)] = ticksOf(input).join(","); continue; }
    found[input.id.slice(6)] = (input.matches(".searchable") ? input.querySelector("select") : input).value;
  }
  return found;
}

function values(form, view) {
  const filled = {};
  for (const block of view.blocks.filter((each) => each.type === "input")) {
    const type = block.element.type;
    if (type === "checkboxes") {
      const options = ticksOf(input_of(form, block.block_id)).map((value) => ({ value }));
      filled[block.block_id] = { [block.element.action_id]: { type, selected_options: options } };
      continue;
    }
    const held = input_of(form, block.block_id).value;
    if (type === "datepicker" || type === "timepicker") {
      filled[block.block_id] = { [block.element.action_id]: { type, [`selected_${type.slice(0, 4)}`]: held || null } };
      continue;
    }
    if (type in PICKED) {
      filled[block.block_id] = { [block.element.action_id]: { type, [`selected_${PICKED[type]}`]: held || null } };
      continue;
    }
    const state = type === "plain_text_input" ? { value: held || null } : { selected_option: held ? { value: held } : null };
    filled[block.block_id] = { [block.element.action_id]: { type, ...state } };
  }
  return filled;
}
