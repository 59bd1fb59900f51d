"""Elements of a message or view that a person can use, and what Slack reports to the app."""

from __future__ import annotations

import time
from collections.abc import Iterator
from uuid import uuid4

from bot.practice.world import Document

# The key under which each element reports: docs.slack.dev/reference/block-kit/block-elements, "state" and "actions" of
# July 2026.
_ONE_OF_SLACKS = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
}
_SEVERAL_OF_SLACKS = {
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}
_TYPED = ("plain_text_input", "number_input")
_SEVERAL = ("checkboxes", "multi_static_select", "multi_external_select")
# The app supplies this list while a person types, so any value chosen is one that the app offered.
_OFFERED = ("external_select", "multi_external_select")

Chosen = str | list[str]


class Impossible(Exception):
    """A person cannot do that here: there is no such place or button."""


def elements_in(blocks: list[Document]) -> Iterator[tuple[Document, Document]]:
    """Yield each interactive element with its block."""
    for block in blocks:
        for element in [*block.get("elements", ()), block.get("accessory"), block.get("element")]:
            if element and "action_id" in element:
                yield block, element


def block_of(blocks: list[Document], action_id: str) -> str:
    """Return the block_id of the element with that action_id, or "". Raises Impossible without such an element."""
    for block, element in elements_in(blocks):
        if element["action_id"] == action_id:
            return str(block.get("block_id", ""))
    raise Impossible("no such list")


def action_in(blocks: list[Document], action_id: str, value: Chosen) -> Document:
    """Return the action to report. Of several elements with one action_id, it is the one that holds the value.

    Raises Impossible without such an element.
    """
    wrong = Impossible("no such button")
    for block, element in elements_in(blocks):
        if element["action_id"] == action_id:
            if element["type"] == "button" and value not in ("", element.get("value", "")):
                continue
            try:
                return _acted(block, element, value)
            except Impossible as error:
                wrong = error
    raise wrong


def _acted(block: Document, element: Document, value: Chosen) -> Document:
    action = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block.get("block_id") or uuid4().hex[:5],
        "action_ts": f"{time.time():.6f}",
    }
    if element["type"] == "button":
        return {**action, "value": element.get("value", ""), "text": element["text"]}
    return action | _reported(element, value)


def _reported(element: Document, value: Chosen) -> Document:
    kind = element["type"]
    several = value if isinstance(value, list) else [each for each in value.split(",") if each]
    if kind in _TYPED:
        return {"value": value}
    if kind in _ONE_OF_SLACKS:
        return {_ONE_OF_SLACKS[kind]: value or None}
    if kind in _SEVERAL_OF_SLACKS:
        return {_SEVERAL_OF_SLACKS[kind]: several}
    if kind in _SEVERAL:
        return {"selected_options": [_option(element, each) for each in several]}
    return {"selected_option": _option(element, str(value))}


def _option(element: Document, value: str) -> Document:
    if element["type"] in _OFFERED:
        return {"value": value}
    groups = element.get("option_groups") or [element]
    for option in (option for group in groups for option in group.get("options", ())):
        if option["value"] == value:
            return dict(option)
    raise Impossible("no such option")
