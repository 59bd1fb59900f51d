"""What a person points at in a message or a modal, and what Slack says of it to the app."""

from __future__ import annotations

import time
from uuid import uuid4

from bot.practice.world import Document


class Impossible(Exception):
    """A person cannot do that here: no such place, no such button."""


def block_of(view: Document, action_id: str) -> str:
    for block in view["blocks"]:
        if (block.get("element") or {}).get("action_id") == action_id:
            return str(block.get("block_id", ""))
    raise Impossible("no such list")


def action_in(blocks: list[Document], action_id: str, value: str) -> Document:
    for block in blocks:
        for element in [*block.get("elements", ()), block.get("accessory")]:
            if element and element.get("action_id") == action_id:
                if element["type"] == "button" and value not in ("", element.get("value", "")):
                    continue
                return _acted(block, element, value)
    raise Impossible("no such button")


def _acted(block: Document, element: Document, value: str) -> Document:
    action = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block.get("block_id") or uuid4().hex[:5],
        "action_ts": f"{time.time():.6f}",
    }
    if element["type"] == "button":
        return {**action, "value": element.get("value", ""), "text": element["text"]}
    chosen = next((option for option in element.get("options", ()) if option["value"] == value), None)
    if chosen is None:
        raise Impossible("no such option")
    return {**action, "selected_option": chosen}
