"""Blocks for a meeting in progress: the board, the choice of an item, the attendance form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import ActionsBlock, CheckboxesElement, Option
from slack_sdk.models.blocks.block_elements import (
    OverflowMenuElement,
)

from handlers.meetings.blocks.agenda import ItemView, pick_item
from handlers.meetings.blocks.meetings import quorum
from handlers.slack.blocks import Block, button, context, escaped, field, header, modal, section, words
from handlers.text import say

# docs.slack.dev: ten checkboxes in a group.
_BOXES, _OPTION_TEXT = 10, 75
_WORDS, _FOLLOW_UPS = 2_000, 8


@dataclass(frozen=True)
class BoardView:
    """View model of the board. `now_at` is None if the agenda is empty; `facts` and `follow_ups` are mrkdwn."""

    meeting_id: int
    committee: str
    lines: Sequence[ItemView]
    now_at: ItemView | None
    facts: Sequence[str]
    decision: str
    follow_ups: Sequence[str]
    present: int
    members: int
    needed: int  # the quorum in people, 0 if the committee has set none
    is_last: bool


def board(language: str, view: BoardView) -> list[Block]:
    """Build the board: attendance, the current item with outcome, decision and action items, and the buttons."""
    now_at, count = view.now_at, len(view.lines)
    place = now_at.number if now_at else 0
    decided = sum(bool(each.outcome) for each in view.lines)
    blocks = [
        header(say(language, "board.heading", committee=view.committee, place=place, count=count)),
        context(
            say(language, "board.presence", present=view.present, members=view.members),
            *quorum(language, view.present, view.needed),
            say(language, "board.decided", decided=decided, count=count),
        ),
    ]
    if now_at is None:
        blocks.append(section(say(language, "agenda.none")))
    else:
        kind = say(language, f"agenda.kind.{now_at.kind}")
        blocks.append(section(f"*{now_at.number}. [{kind}] {escaped(now_at.title)}*"))
        facts = [*now_at.notes, *view.facts]
        blocks += [context(*facts[:10])] if facts else []
        if now_at.outcome:
            blocks.append(section(say(language, "board.outcome", outcome=say(language, f"outcome.{now_at.outcome}"))))
        blocks += words(view.decision[:_WORDS]) if view.decision else []
        blocks += _follow_ups(language, view.follow_ups)
    return [*blocks, _deeds(language, view)]


def _follow_ups(language: str, lines: Sequence[str]) -> list[Block]:
    if not lines:
        return []
    more = len(lines) - _FOLLOW_UPS
    rest = [say(language, "line.and_more", count=more)] if more > 0 else []
    return [section("\n".join([*(f"• {each}" for each in lines[:_FOLLOW_UPS]), *rest]))]


def _deeds(language: str, view: BoardView) -> Block:
    """Return two visible buttons (outcome, next item or end) and the ⋯ menu with the rest."""
    number = str(view.meeting_id)
    deeds = []
    if view.now_at is not None:
        deeds.append(button(say(language, "button.record"), "board.decide", str(view.now_at.id)))
    if view.is_last:
        left = sum(not each.outcome for each in view.lines)
        sure = say(language, "board.end_sure", count=left)
        end, close = say(language, "button.end_meeting"), say(language, "button.close")
        deeds.append(button(end, "board.end", number, ask=sure, yes=end, no=close))
    else:
        deeds.append(
            button(say(language, "button.next_item"), "board.next", f"{number}:{view.now_at.id if view.now_at else 0}")
        )
    which = ("goto", "follow_up", "directive", "presence") if view.now_at else ("directive", "presence")
    menu = [Option(value=f"{each}:{number}", text=say(language, f"board.more.{each}")) for each in which]
    elements = [*deeds, OverflowMenuElement(action_id="board.more", options=menu)]
    return dict(ActionsBlock(elements=elements).to_dict())


def pick_form(language: str, name: str, items: Sequence[ItemView], carries: str) -> Block:
    """Build the form that picks an item; `name` is its callback id and decides what happens to the item."""
    return modal(
        name,
        say(language, "form.pick_item"),
        [field("item", say(language, "field.item"), pick_item(items))],
        submit=say(language, "button.choose"),
        close=say(language, "button.close"),
        carries=carries,
    )


def presence_form(language: str, people: Sequence[tuple[int, str, bool]], carries: str) -> Block:
    """Build the attendance form from (person id, name, is present); Slack allows ten checkboxes in a group."""
    groups = [people[at : at + _BOXES] for at in range(0, len(people), _BOXES)]
    return modal(
        "board.presence",
        say(language, "form.presence"),
        [
            field(
                f"present.{place}",
                say(language, "field.present", first=place * _BOXES + 1, last=place * _BOXES + len(group)),
                _boxes(group),
                optional=True,
            )
            for place, group in enumerate(groups)
        ],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=carries,
    )


def _boxes(group: Sequence[tuple[int, str, bool]]) -> CheckboxesElement:
    options = [Option(value=str(number), text=name[:_OPTION_TEXT]) for number, name, _ in group]
    there = [option for option, (_, _, present) in zip(options, group, strict=True) if present]
    return CheckboxesElement(options=options, initial_options=there or None)
