"""Blocks for an issue's timeline, and for lists of issues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import SectionBlock
from slack_sdk.models.blocks.basic_components import MarkdownTextObject

from handlers.issues.blocks import IssueView, facts, heading
from handlers.slack.blocks import SECTION_LIMIT, Block, button, buttons, context, escaped, header, section, words
from handlers.slack.list_pages import carrying, page_of, turns
from handlers.text import say
from handlers.text.dates import say_day

PAGE = 10
_LINE = 120
# A timeline of any length must fit a message: keep the first entry and the latest ones.
_ENTRIES_AT_MOST = 60


@dataclass(frozen=True)
class ListLine:
    """View model of an issue in a list; `day` is when it was reported."""

    number: int
    state: str
    words: str
    day: date


def timeline(language: str, issue: IssueView, stage: str, entries: Sequence[str], photos: Sequence[str]) -> list[Block]:
    """Build the timeline; `stage`, `entries` (its history entries) and `photos` are mrkdwn, oldest first."""
    title = [section(f"*{escaped(issue.title)}*")] if issue.title else []
    links = [say(language, "issue.link", link=issue.link)] if issue.link else []
    links += [say(language, "issue.photos", count=len(photos), links=" ".join(photos))] if photos else []
    return [
        header(heading(language, issue)),
        *title,
        *words(issue.text),
        context(*facts(language, issue), stage),
        *([section(" · ".join(links))] if links else []),
        section(say(language, "issue.history", count=len(entries))),
        *(section(piece) for piece in _pieces(_shortened(language, entries))),
    ]


def _shortened(language: str, entries: Sequence[str]) -> list[str]:
    if len(entries) <= _ENTRIES_AT_MOST:
        return list(entries)
    left_out = say(language, "line.and_more", count=len(entries) - _ENTRIES_AT_MOST)
    return [entries[0], f"… {left_out}", *entries[-_ENTRIES_AT_MOST + 1 :]]


def _pieces(lines: Sequence[str]) -> list[str]:
    """Join lines into as few sections as Slack's size limit allows."""
    pieces: list[str] = []
    for line in lines:
        if pieces and len(pieces[-1]) + len(line) < SECTION_LIMIT:
            pieces[-1] += f"\n{line}"
        else:
            pieces.append(line[:SECTION_LIMIT])
    return pieces


def issue_list(
    language: str, title: str, lines: Sequence[ListLine], count: int, page: int, request: str
) -> list[Block]:
    """Build one page of the list.

    [이전] and [다음] carry what was asked, so that the next page is read anew.
    """
    page, pages = page_of(count, PAGE, page)
    turn = turns(language, "issues", page, pages, carrying(request))
    heading_line = say(language, "issues.counted", title=escaped(title), count=count, page=page + 1, pages=pages)
    rows = [_row(language, line) for line in lines]
    return [section(heading_line), *rows, *([buttons(*turn)] if turn else [])]


def _row(language: str, line: ListLine) -> Block:
    state = say(language, f"issue.state.{line.state}")
    text = f"*{say(language, 'issue.number', number=line.number)}* {escaped(line.words[:_LINE])}"
    details = f"{state} · {say_day(language, line.day)}"
    see = button(say(language, "button.see"), "issues.show", str(line.number))
    return dict(SectionBlock(text=MarkdownTextObject(text=f"{text}\n{details}"), accessory=see).to_dict())
