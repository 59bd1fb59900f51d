// Where blocks stand decides what a press or a choice does: in a message, in a view (a modal or the App Home).
import { bare, first, holds, stateOf } from "./holding.js";
import { useRef, useState } from "./html.js";
import { act } from "./wire.js";

const elementsIn = (block) => [...(block.elements || []), block.accessory, block.element].filter((each) => each?.action_id);

function fields(held, redraw) {
  const key = (block, element) => `${block.block_id}/${element.action_id}`;
  return {
    value: (block, element) => (key(block, element) in held ? held[key(block, element)] : first(element)),
    keep: (block, element, value) => { held[key(block, element)] = value; redraw(); },
  };
}

// Choices in a message act at once; what was chosen stays shown here, as Slack's client does it.
export function useMessageHost(message) {
  const held = useRef({});
  const [, redraw] = useState(0);
  const { value, keep } = fields(held.current, () => redraw((times) => times + 1));
  const where = { channel: message.channel, ts: message.ts };
  const press = (block, element, chosen) => act("click", { ...where, action_id: element.action_id, value: chosen });
  return {
    value,
    press,
    change: (block, element, chosen, done) => { keep(block, element, chosen); if (done) press(block, element, bare(chosen)); },
    suggest: async (element, typed) => (await act("suggest", { ...where, action_id: element.action_id, typed })).options || [],
  };
}

export function viewHost(view, held, redraw, wrong) {
  const { value, keep } = fields(held, redraw);
  const values = () => {
    const made = {};
    for (const block of view.blocks) {
      for (const element of elementsIn(block).filter(holds)) {
        made[block.block_id] = { ...made[block.block_id], [element.action_id]: stateOf(element, value(block, element)) };
      }
    }
    return made;
  };
  const press = (block, element, chosen) =>
    act("click_in_view", { view_id: view.id, action_id: element.action_id, value: chosen, values: values() });
  return {
    value,
    values,
    wrong,
    press,
    change: (block, element, chosen, done) => {
      keep(block, element, chosen);
      if (done && (block.type !== "input" || block.dispatch_action)) press(block, element, bare(chosen));
    },
    suggest: async (element, typed) => (await act("suggest", { view_id: view.id, action_id: element.action_id, typed })).options || [],
  };
}
