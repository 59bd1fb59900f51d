"""Blocks for a meeting's results in its channel, and for the list of policies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import ButtonElement

from handlers.meetings.blocks.agenda import ItemView, line
from handlers.slack.blocks import Block, button, buttons, context, escaped, header, section, shortened
from handlers.slack.list_pages import page_of, turns
from handlers.text import say
from handlers.text.dates import say_day

# docs.slack.dev: about 13,200 characters of blocks in a message.
PAGE = 8
_WORDS, _FOLLOW_UPS, _DIRECTIVES = 300, 3, 5


@dataclass(frozen=True)
class ResultView:
    """View model of an item's result; `goes` (where it goes next) and `follow_ups` are mrkdwn, `words` as written."""

    line: ItemView
    words: str
    policy: str
    goes: str
    follow_ups: Sequence[str]
    votes: str = ""


@dataclass(frozen=True)
class ResultsView:
    """View model of a meeting's results; `directives` are mrkdwn."""

    meeting_id: int
    committee: str
    on: date
    items: Sequence[ResultView]
    directives: Sequence[str]
    is_confirmed: bool
    heads: Sequence[str] = ()  # attendance and quorum, as mrkdwn
    is_written: bool = False


def results(language: str, view: ResultsView, page: int, *, private: bool) -> list[Block]:
    """Build one page of the results, for the channel or for one reader (`private`, without buttons for the minutes)."""
    page, pages = page_of(len(view.items), PAGE, page)
    inside = view.items[page * PAGE : (page + 1) * PAGE]
    draft = say(language, "minutes.is_confirmed" if view.is_confirmed else "minutes.is_draft")
    counted = say(language, "agenda.count", count=len(view.items), page=page + 1, pages=pages)
    blocks = [header(results_title(language, view)), context(counted, *view.heads, draft)]
    blocks += [section(_result(language, each)) for each in inside] or [section(say(language, "agenda.none"))]
    if view.directives and page == pages - 1:
        lines = [say(language, "results.directives"), *(f"• {each}" for each in view.directives[:_DIRECTIVES])]
        blocks.append(section("\n".join([*lines, *_more(language, len(view.directives) - _DIRECTIVES)])))
    turn = turns(language, "results", page, pages, lambda to: f"{view.meeting_id}:{to}:{int(private)}")
    deeds = [] if private else _deeds(language, view)
    return [*blocks, *([buttons(*turn, *deeds)] if turn or deeds else [])]


def results_title(language: str, view: ResultsView) -> str:
    """Return the results' heading as plain text: committee and day, of a meeting or of a written vote."""
    key = "results.heading.written" if view.is_written else "results.heading"
    return say(language, key, committee=view.committee, day=say_day(language, view.on))


def _result(language: str, result: ResultView) -> str:
    lines = [line(language, result.line), *([result.votes] if result.votes else [])]
    if result.words:
        lines.append(escaped(shortened(result.words, _WORDS)))
    if result.policy:
        lines.append(say(language, "results.policy", policy=say(language, f"policy.{result.policy}")))
    lines += [result.goes] if result.goes else []
    lines += [f"• {each}" for each in result.follow_ups[:_FOLLOW_UPS]]
    return "\n".join([*lines, *_more(language, len(result.follow_ups) - _FOLLOW_UPS)])


def _more(language: str, count: int) -> list[str]:
    return [say(language, "line.and_more", count=count)] if count > 0 else []


def _deeds(language: str, view: ResultsView) -> list[ButtonElement]:
    number = str(view.meeting_id)
    correct = button(say(language, "button.correct"), "results.correct", number)
    confirm = button(say(language, "button.confirm_minutes"), "minutes.confirm", number)
    paper = button(say(language, "button.get_minutes"), "papers.minutes", f"minutes_paper:{number}")
    return [paper, correct] if view.is_confirmed else [confirm, paper, correct]


def policy_list(language: str, lines: Sequence[str], page: int) -> list[Block]:
    """Build one page of the list of policies from lines of mrkdwn."""
    page, pages = page_of(len(lines), PAGE, page)
    turn = turns(language, "policy", page, pages, str)
    view = [section(each) for each in lines[page * PAGE : (page + 1) * PAGE]]
    return [section(say(language, "policy.title", count=len(lines))), *view, *([buttons(*turn)] if turn else [])]
