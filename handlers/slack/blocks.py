"""The basic parts of all blocks: people's text becomes blocks only here, and Slack's sizes are kept here.

Slack's own models build them, so that a wrong size fails here and not when it is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    HeaderBlock,
    InputBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement, InteractiveElement, PlainTextInputElement
from slack_sdk.models.views import View

# docs.slack.dev, block-kit: sizes in characters.
SECTION_LIMIT = 3_000
INPUT_LIMIT = 3_000
VIEW_LIMIT = 100  # blocks
_HEADER_LIMIT, _CONTEXT_LIMIT, _LABEL_LIMIT, _BUTTON_LIMIT, _TITLE_LIMIT = 150, 2_000, 2_000, 75, 24

Block = dict[str, Any]


def escaped(text: str) -> str:
    """Escape Slack's three characters once, so that text inside mrkdwn can neither mention nor link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shortened(text: str, most: int) -> str:
    """Return the text as one line of at most `most` characters, with … where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def words(text: str) -> list[Block]:
    """Build plain-text sections that show people's own words exactly as typed, as many as they need."""
    pieces = [text[start : start + SECTION_LIMIT] for start in range(0, len(text), SECTION_LIMIT)]
    return [SectionBlock(text=PlainTextObject(text=piece, emoji=False)).to_dict() for piece in pieces]


def header(text: str) -> Block:
    """Build a header of plain text, cut at 150 characters."""
    return dict(HeaderBlock(text=PlainTextObject(text=text[:_HEADER_LIMIT])).to_dict())


def context(*lines: str) -> Block:
    """Build one context block of mrkdwn lines. Slack allows ten."""
    return dict(ContextBlock(elements=[MarkdownTextObject(text=line[:_CONTEXT_LIMIT]) for line in lines]).to_dict())


def section(text: str) -> Block:
    """Build a section of mrkdwn, cut at 3,000 characters."""
    return dict(SectionBlock(text=MarkdownTextObject(text=text[:SECTION_LIMIT])).to_dict())


def sections(lines: Sequence[str]) -> list[Block]:
    """Build as many sections as the lines of mrkdwn need."""
    pieces: list[str] = []
    for line in lines:
        if pieces and len(pieces[-1]) + len(line) < SECTION_LIMIT:
            pieces[-1] += f"\n{line}"
        else:
            pieces.append(line)
    return [section(piece) for piece in pieces]


def buttons(*elements: InteractiveElement) -> Block:
    """Build one row of buttons and menus."""
    return dict(ActionsBlock(elements=list(elements)).to_dict())


def button(text: str, action: str, value: str, *, ask: str = "", yes: str = "", no: str = "") -> ButtonElement:
    """Build a button; with `ask`, pressing it first asks for confirmation."""
    confirm = ConfirmObject(title=text, text=PlainTextObject(text=ask), confirm=yes, deny=no) if ask else None
    return ButtonElement(text=text[:_BUTTON_LIMIT], action_id=action, value=value, confirm=confirm)


def field(name: str, label: str, element: InputInteractiveElement, *, optional: bool = False, hint: str = "") -> Block:
    """Build an input. Its value comes back under `name`, which is both its block id and its action id."""
    element.action_id = name
    shown = InputBlock(block_id=name, label=label[:_LABEL_LIMIT], element=element, optional=optional, hint=hint or None)
    return dict(shown.to_dict())


def several_lines(initial: str = "") -> PlainTextInputElement:
    """Build the input for a text of several lines, which begins with `initial`."""
    return PlainTextInputElement(multiline=True, max_length=INPUT_LIMIT, initial_value=initial[:INPUT_LIMIT] or None)


def modal(name: str, title: str, blocks: list[Block], *, submit: str, close: str, carries: str = "") -> Block:
    """Build a form; without `submit` it has only the buttons among its blocks.

    `carries` comes back unchanged with the submitted values.
    """
    view = View(
        type="modal",
        callback_id=name,
        title=PlainTextObject(text=title[:_TITLE_LIMIT]),
        submit=PlainTextObject(text=submit[:_TITLE_LIMIT]) if submit else None,
        close=PlainTextObject(text=close[:_TITLE_LIMIT]),
        blocks=blocks,
        private_metadata=carries,
    )
    return dict(view.to_dict())


def taken(text: str, title: str, close: str) -> Block:
    """Return the view that replaces a submitted form: one sentence."""
    return sheet(title, [section(text)], close)


def sheet(title: str, blocks: Sequence[Block], close: str) -> Block:
    """Build a modal to read. It answers a click in a view, where no message can."""
    view = View(
        type="modal",
        title=PlainTextObject(text=title[:_TITLE_LIMIT]),
        close=PlainTextObject(text=close[:_TITLE_LIMIT]),
        blocks=list(blocks),
    )
    return dict(view.to_dict())


def home_view(blocks: Sequence[Block]) -> Block:
    """Build App Home's view, cut at 100 blocks."""
    return dict(View(type="home", blocks=list(blocks)[:VIEW_LIMIT]).to_dict())
