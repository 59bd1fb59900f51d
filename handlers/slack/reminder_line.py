"""Blocks for a reminder: a line for each notice, the most urgent first, a button if one tap can settle it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from slack_sdk.models.blocks import ActionsBlock, ButtonElement, Option, SectionBlock
from slack_sdk.models.blocks.basic_components import MarkdownTextObject
from slack_sdk.models.blocks.block_elements import (
    OverflowMenuElement,
    PlainTextInputElement,
    StaticSelectElement,
)

from handlers.slack.blocks import SECTION_LIMIT, Block, button, buttons, context, field, modal, section
from handlers.text import say
from storage.meetings.attendance import Coming
from storage.tasks.not_mine import REASON_LIMIT

# First part of `about` → label and action of the button that settles the line.
_TAPS = {
    "issue": ("button.see", "issues.show"),
    "alike": ("button.agenda", "issue.agenda"),
    "draft": ("button.register", "draft.register"),
    "ballot": ("button.vote", "ballot.open"),
}
# A message holds 50 blocks; a line takes up to two.
_LINES_AT_MOST = 20
_ANSWERED_BY = ("action:", "minutes:")
_OPTION = 75  # characters, docs.slack.dev: option object


@dataclass(frozen=True)
class LineView:
    """View model of a reminder's line; `text` is mrkdwn.

    `is_open` is true while something is to be done. `about` names the thing on buttons, `subject` names it to people.
    `asks` is "meeting:person" if an answer about attendance is requested, else "". `offer` is the action of a button
    that helps, "" for none. Lines of one `group` stand under it, each with its `short` text. `unchanged` is true if "as
    last quarter" can be reported with one button.
    """

    kind: str
    subject: str
    text: str
    due_date: date
    is_open: bool
    about: str
    asks: str = ""
    offer: str = ""
    group: str = ""
    short: str = ""
    unchanged: bool = False

    @property
    def can_be_reported(self) -> bool:
        """Return whether [실적 입력] belongs to the line."""
        return self.about.startswith(("milestone:", "report:"))


def by_urgency(lines: Sequence[LineView]) -> list[LineView]:
    """Return the lines in order: open before settled, lists after single things, earliest date first."""
    return sorted(
        lines, key=lambda line: (not line.is_open, line.kind in ("outstanding", "memo"), line.due_date, line.about)
    )


def reminder(language: str, lines: Sequence[LineView], message_id: int) -> list[Block]:
    """Build the reminder with at most 20 lines; while one is open, [나중에 알림] and the ⋯ menu follow."""
    ordered = by_urgency(lines)
    blocks = [section(say(language, "reminder.title", count=len(ordered)))]
    for group, inside in groupby(ordered[:_LINES_AT_MOST], key=lambda line: line.group if line.is_open else ""):
        grouped = list(inside)
        if group and len(grouped) > 1:
            blocks.append(section(say(language, "reminder.group", group=group, count=len(grouped))))
            grouped = [replace(line, text=line.short) for line in grouped]
        blocks += [block for line in grouped for block in line_blocks(language, line)]
    if len(ordered) > _LINES_AT_MOST:
        blocks.append(context(say(language, "line.and_more", count=len(ordered) - _LINES_AT_MOST)))
    if any(line.is_open for line in ordered):
        more = [
            Option(value=f"{each}:{message_id}", text=say(language, f"button.{each}"))
            for each in ("help", "not_mine", "why", "away", "preview")
        ]
        later = StaticSelectElement(
            action_id="reminder.later",
            placeholder=say(language, "button.later"),
            options=[
                Option(value=f"{each}:{message_id}", text=say(language, f"later.{each}"))
                for each in ("tomorrow", "next_week")
            ],
        )
        menu = OverflowMenuElement(action_id="reminder.more", options=more)
        blocks.append(dict(ActionsBlock(elements=[later, menu]).to_dict()))
    return blocks


def line_blocks(language: str, line: LineView) -> list[Block]:
    """Build one line with the buttons that settle it; a settled line has none."""
    if not line.is_open and not line.asks:
        return [section(say(language, "line.settled", text=line.text))]
    if line.unchanged:
        same = button(say(language, "button.unchanged"), "progress.unchanged", line.about)
        return [section(line.text), buttons(_answer(language, line), same)]
    if line.can_be_reported or line.about.startswith(_ANSWERED_BY):
        enter = _answer(language, line)
        text = MarkdownTextObject(text=line.text[:SECTION_LIMIT])
        return [dict(SectionBlock(text=text, accessory=enter).to_dict())]
    if line.asks:
        return [section(line.text), coming_buttons(language, line.asks)]
    if line.offer:
        return [section(line.text), buttons(button(say(language, f"button.{line.offer}"), line.offer, line.about))]
    what, _, value = line.about.partition(":")
    if what in _TAPS:
        key, action = _TAPS[what]
        text = MarkdownTextObject(text=line.text[:SECTION_LIMIT])
        return [dict(SectionBlock(text=text, accessory=button(say(language, key), action, value)).to_dict())]
    return [section(line.text)]


def _answer(language: str, line: LineView) -> ButtonElement:
    if line.about.startswith("action:"):
        return button(say(language, "button.enter_action"), "action.open", line.about)
    if line.about.startswith("minutes:"):
        return button(say(language, "button.confirm_minutes"), "minutes.confirm", line.about)
    return button(say(language, "button.enter_result"), "progress.open", line.about)


def coming_buttons(language: str, asks: str, without: str = "") -> Block:
    """Build [참석], [불참], [대리참석]; `without` leaves out the answer that is already given."""
    view = [button(say(language, f"coming.{each}"), f"meeting.{each}", asks) for each in Coming if each != without]
    return buttons(*view)


def not_mine_form(language: str, tasks: Sequence[tuple[str, str]]) -> Block:
    """Build the form of [담당자 아님] from each task's code and line; a single task is chosen already."""
    options = [Option(value=code, text=title[:_OPTION]) for code, title in tasks[:_LINES_AT_MOST]]
    chosen = StaticSelectElement(options=options, initial_option=options[0] if len(options) == 1 else None)
    reason = PlainTextInputElement(multiline=True, max_length=REASON_LIMIT)
    return modal(
        "reminder.not_mine",
        say(language, "button.not_mine"),
        [
            section(say(language, "not_mine.explained")),
            field("task", say(language, "field.which_task"), chosen),
            field("reason", say(language, "field.not_mine"), reason),
        ],
        submit=say(language, "button.send"),
        close=say(language, "button.close"),
    )


def which(language: str, lines: Sequence[LineView]) -> list[Block]:
    """Build the question which line a ✅ meant, with [완료] on each."""
    blocks = [section(say(language, "reminder.which"))]
    for line in by_urgency(lines)[:_LINES_AT_MOST]:
        text = MarkdownTextObject(text=line.text[:SECTION_LIMIT])
        done = button(say(language, "button.done"), "reminder.done", line.about)
        blocks.append(dict(SectionBlock(text=text, accessory=done).to_dict()))
    return blocks
