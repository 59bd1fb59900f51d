"""Blocks for App Home: at most 100 blocks and a few screens of a phone, whatever the size of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import ActionsBlock, DividerBlock, Option
from slack_sdk.models.blocks.block_elements import OverflowMenuElement

from handlers.slack.blocks import Block, button, buttons, context, escaped, section
from handlers.slack.reminder_line import LineView, coming_buttons, line_blocks
from handlers.text import say
from handlers.text.dates import say_day
from storage.rounds.lists import RoundOf

_DEPARTMENTS_AT_MOST = 10


@dataclass(frozen=True)
class MineView:
    """View model of the reader's work: how much it is, and its first lines."""

    count: int
    lines: Sequence[LineView]


@dataclass(frozen=True)
class NextView:
    """View model of a meeting.

    `asks` is "meeting:member" if the reader answers for a member, else ""; `coming` is the present answer.
    """

    committee: str
    on: date
    at: str
    place: str
    coming: str
    asks: str


@dataclass(frozen=True)
class DepartmentView:
    """View model of a department's reports: owed, given, late, and for its head how many to confirm."""

    name: str
    owed: int
    given: int
    late: int
    is_head: bool = False
    to_confirm: int = 0


@dataclass(frozen=True)
class RoundSummaryView:
    """View model of the reporting round for a secretary, with counts of what needs attention."""

    year: int
    quarter: int
    due: date
    departments: Sequence[RoundOf]
    late: int
    unassigned: int
    undeliverable: int


@dataclass(frozen=True)
class HomeView:
    """View model of App Home; `department` and `round` are None for people they do not concern."""

    today: date
    mine: MineView
    meetings: Sequence[NextView]
    department: DepartmentView | None
    round: RoundSummaryView | None


def home(language: str, view: HomeView) -> list[Block]:
    """Build App Home: date and buttons, the reader's work, meetings, department and round."""
    parts = [
        [context(say_day(language, view.today)), _likeliest(language, view)],
        _mine(language, view.mine),
        _meetings(language, view.meetings) if view.meetings else [],
        _department(language, view.department) if view.department else [],
        _round(language, view.round) if view.round else [],
    ]
    divider = dict(DividerBlock().to_dict())
    return [block for part in parts if part for block in (*part, divider)][:-1]


def _likeliest(language: str, view: HomeView) -> Block:
    """Build three buttons by role, and the ⋯ menu: a secretary gets the round, a head the department's tasks."""
    report = button(say(language, "home.report"), "issue.report", "home")
    mine = button(say(language, "home.tasks"), "home.tasks", "mine")
    meetings = button(say(language, "home.meetings"), "home.meetings", "next")
    first, also = [report, mine], ["status", "preview", "settings"]
    if view.round is not None:
        first, also = [button(say(language, "home.look_at_round"), "home.round", "look"), report], ["tasks", *also]
    elif view.department is not None and view.department.is_head:
        theirs = button(say(language, "home.department_tasks"), "home.tasks", view.department.name)
        first, also = [theirs, report], ["tasks", *also]
    more = [Option(value=each, text=say(language, f"home.{each}")) for each in also]
    elements = [*first, meetings, OverflowMenuElement(action_id="home.more", options=more)]
    return dict(ActionsBlock(elements=elements).to_dict())


def _mine(language: str, mine: MineView) -> list[Block]:
    if not mine.lines:
        return [section(say(language, "home.nothing"))]
    blocks = [section(say(language, "home.mine", count=mine.count))]
    blocks += [block for line in mine.lines for block in line_blocks(language, line)]
    if mine.count > len(mine.lines):
        blocks.append(context(say(language, "line.and_more", count=mine.count - len(mine.lines))))
    return blocks


def _meetings(language: str, meetings: Sequence[NextView]) -> list[Block]:
    blocks = [section(say(language, "home.next"))]
    for each in meetings:
        place = say(language, "meeting.place", place=escaped(each.place)) if each.place else ""
        when = say(language, "meeting.when", day=say_day(language, each.on), at=each.at, place=place)
        mine = f"\n{say(language, 'meeting.mine', coming=say(language, f'coming.{each.coming}'))}" if each.asks else ""
        blocks.append(section(f"*{escaped(each.committee)}* {when}{mine}"))
        if each.asks:
            blocks.append(coming_buttons(language, each.asks))
    return blocks


def _department(language: str, department: DepartmentView) -> list[Block]:
    counts = {"owed": department.owed, "given": department.given, "late": department.late}
    blocks = [section(say(language, "home.department", name=escaped(department.name), **counts))]
    if department.to_confirm:
        confirm = button(say(language, "home.to_confirm", count=department.to_confirm), "home.round", "confirm")
        blocks.append(buttons(confirm))
    return blocks


def _round(language: str, state: RoundSummaryView) -> list[Block]:
    owed, given = (sum(getattr(each, name) for each in state.departments) for name in ("owed", "given"))
    due = say_day(language, state.due)
    head = say(language, "home.round", year=state.year, quarter=state.quarter, given=given, owed=owed, due=due)
    lacking = [each for each in state.departments if each.given < each.owed]
    lines = [
        say(
            language,
            "home.round_of",
            name=escaped(each.name) or say(language, "task.no_department"),
            given=each.given,
            owed=each.owed,
        )
        for each in lacking[:_DEPARTMENTS_AT_MOST]
    ]
    if len(lacking) > _DEPARTMENTS_AT_MOST:
        lines.append(say(language, "line.and_more", count=len(lacking) - _DEPARTMENTS_AT_MOST))
    waits = say(language, "home.waits", late=state.late, unassigned=state.unassigned, undeliverable=state.undeliverable)
    return [section("\n".join([head, *lines])), section(waits)]
