"""Blocks for a handover: the list to check first, and the button that does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.slack.blocks import Block, button, buttons, section
from handlers.text import say

_LISTED_AT_MOST = 20


def to_read(language: str, title: str, held: Mapping[str, Sequence[str]], value: str) -> list[Block]:
    """Build the list by kind, at most 20 lines each, with [모두 인계]; `value` is the button's value."""
    go = button(
        say(language, "button.hand_over"),
        "handover.do",
        value,
        ask=say(language, "handover.sure"),
        yes=say(language, "button.hand_over"),
        no=say(language, "button.close"),
    )
    return [section(title), *(_listed(language, name, called) for name, called in held.items()), buttons(go)]


def _listed(language: str, name: str, called: Sequence[str]) -> Block:
    lines = [say(language, f"held.{name}", count=len(called)), *(f"• {each}" for each in called[:_LISTED_AT_MOST])]
    if len(called) > _LISTED_AT_MOST:
        lines.append(say(language, "line.and_more", count=len(called) - _LISTED_AT_MOST))
    return section("\n".join(lines))
