"""Blocks for a draft: what was understood of a free message, to be registered, edited or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import ActionsBlock, Option
from slack_sdk.models.blocks.block_elements import ButtonElement, OverflowMenuElement

from handlers.issues.blocks import Alike
from handlers.slack.blocks import Block, button, context, escaped, section, words
from handlers.text import say


@dataclass(frozen=True)
class DraftView:
    """View model of a draft; `place` and `task` are "" if unknown."""

    id: int
    state: str
    text: str
    place: str
    task: str
    photos: int
    number: int | None  # of the issue it became or was added to
    own: Alike | None  # an open issue of the same person
    alike: Sequence[Alike]


def draft_card(language: str, draft: DraftView) -> list[Block]:
    """Build the draft's message; a settled draft is one sentence."""
    if draft.state != "open":
        return [section(say(language, f"draft.{draft.state}", number=draft.number or ""))]
    text = words(draft.text) if draft.text else [section(say(language, "draft.no_words"))]
    return [section(say(language, "draft.title")), *text, context(*_facts(language, draft)), _buttons(language, draft)]


def _facts(language: str, draft: DraftView) -> list[str]:
    unknown = say(language, "draft.unknown")
    lines = [
        say(language, "issue.place", place=escaped(draft.place) or unknown),
        say(language, "issue.task", task=escaped(draft.task) or unknown),
    ]
    lines += [say(language, "draft.photos", count=draft.photos)] if draft.photos else []
    lines += [say(language, "draft.alike", number=each.number, line=escaped(each.line)) for each in draft.alike]
    return lines


def _buttons(language: str, draft: DraftView) -> Block:
    """Build the three likeliest buttons, and the ⋯ menu with the rest."""
    value = str(draft.id)
    register = button(
        say(language, "button.register_anew" if draft.own else "button.register"), "draft.register", value
    )
    mend = ("edit", button(say(language, "button.edit"), "draft.edit", value))
    drop = ("cancel", button(say(language, "button.cancel"), "draft.cancel", value))
    offers: list[tuple[str, ButtonElement]] = [("register", register), mend, drop]
    if draft.own is not None:
        answer = button(say(language, "button.answer_to", number=draft.own.number), "draft.add", _to(draft, draft.own))
        offers.insert(0, ("", answer))
    offers[1:1] = [
        ("", button(say(language, "button.add_to", number=each.number), f"draft.add.{each.number}", _to(draft, each)))
        for each in draft.alike[:1]
        if draft.own is None
    ]
    view = [element for _, element in offers[:3]]
    rest = [Option(value=f"{name}:{draft.id}", text=say(language, f"button.{name}")) for name, _ in offers[3:]]
    menu = [OverflowMenuElement(action_id="draft.more", options=rest)] if rest else []
    return dict(ActionsBlock(elements=[*view, *menu]).to_dict())


def _to(draft: DraftView, issue: Alike) -> str:
    return f"{draft.id}:{issue.number}"
