// What each element holds, as Slack reports it: the name in the state, the name it begins with, whether it is several.
// docs.slack.dev/reference/block-kit/block-elements
const HELD = {
  plain_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  users_select: ["selected_user", "initial_user"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  channels_select: ["selected_channel", "initial_channel"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  checkboxes: ["selected_options", "initial_options", true],
  multi_static_select: ["selected_options", "initial_options", true],
  multi_external_select: ["selected_options", "initial_options", true],
  multi_users_select: ["selected_users", "initial_users", true],
  multi_conversations_select: ["selected_conversations", "initial_conversations", true],
  file_input: ["files", "", true],
};

export const holds = (element) => element.type in HELD;

export function first(element) {
  const [, name, several] = HELD[element.type];
  return element[name] ?? (several ? [] : null);
}

export const stateOf = (element, value) => ({ type: element.type, [HELD[element.type][0]]: value === "" ? null : value });

export const isNothing = (value) => value === null || value === undefined || value === "" || value.length === 0;

// What a deed of the control interface takes: the value of what was chosen, or a list of them.
export function bare(value) {
  const one = (each) => (each && typeof each === "object" ? each.value || each.id : each || "");
  return Array.isArray(value) ? value.map(one) : one(value);
}
