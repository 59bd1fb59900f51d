"""Blocks for a briefing: items to decide, then tasks behind schedule and overdue action items, then changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import SectionBlock
from slack_sdk.models.blocks.basic_components import MarkdownTextObject

from handlers.slack.blocks import SECTION_LIMIT, Block, button, buttons, context, header, section
from handlers.text import say
from handlers.text.dates import say_day

# Lines of each part: one screen of a phone; the rest is in the papers.
_AT_MOST = 8


@dataclass(frozen=True)
class BriefView:
    """View model of a briefing. Each line is mrkdwn with the code of the task its button shows, or ""."""

    meeting_id: int
    committee: str
    on: date
    deciding: Sequence[tuple[str, str]]
    changed: Sequence[tuple[str, str]]
    behind: Sequence[tuple[str, str]]
    late: Sequence[tuple[str, str]]

    @property
    def has_something(self) -> bool:
        """Return whether any part of the briefing has a line."""
        return bool(self.deciding or self.behind or self.late or self.changed)


def _line(language: str, text: str, code: str) -> Block:
    """Build a line, with [보기] if it has a task's code."""
    if not code:
        return section(f"• {text}")
    see = button(say(language, "button.see"), "tasks.status", code)
    return dict(SectionBlock(text=MarkdownTextObject(text=f"• {text}"[:SECTION_LIMIT]), accessory=see).to_dict())


def brief(language: str, view: BriefView, *, may_release: bool) -> list[Block]:
    """Build the briefing; with `may_release` it has [부서장에게 보내기] and buttons for the agenda and the summary."""
    title = say(language, "brief.title", committee=view.committee, day=say_day(language, view.on))
    blocks = [header(title)]
    for name in ("deciding", "behind", "late", "changed"):
        lines: Sequence[tuple[str, str]] = getattr(view, name)
        if lines:
            blocks.append(section(say(language, f"brief.{name}", count=len(lines))))
            blocks += [_line(language, text, code) for text, code in lines[:_AT_MOST]]
        if len(lines) > _AT_MOST:
            blocks.append(context(say(language, "line.and_more", count=len(lines) - _AT_MOST)))
    if not view.has_something:
        blocks.append(section(say(language, "brief.nothing")))
    if not may_release:
        return blocks
    number = str(view.meeting_id)
    return [
        *blocks,
        context(say(language, "brief.how")),
        buttons(
            button(say(language, "button.release_brief"), "brief.release", number),
            button(say(language, "button.show_agenda"), "agenda.show", number),
            button(say(language, "papers.one_page"), "papers.one_page", f"one_page:{number}"),
        ),
    ]
