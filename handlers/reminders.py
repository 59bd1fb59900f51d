"""A reminder's lines: for each kind of notice the function that renders it, and the rule that produced it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.blocks.reminders import LineShown
from handlers.lines.action_items import action_line
from handlers.lines.agenda import agenda_line, minutes_line
from handlers.lines.issues import alike_line, draft_line, issue_waits_line
from handlers.lines.lists import outstanding_line
from handlers.lines.meetings import attendance_line, chair_line, meeting_line
from handlers.lines.memo import memo_line
from handlers.lines.not_mine import not_mine_line
from handlers.lines.procedures import ballot_line
from handlers.lines.work import asked_line, deadline_line, report_line, sent_back_line
from handlers.reading import Reading
from storage.notices import Notice, NoticeKind
from storage.planned import Wanted

LINES: Mapping[str, Callable[[Reading, Notice | Wanted], LineShown]] = {
    NoticeKind.MEETING: meeting_line,
    NoticeKind.CHAIR: chair_line,
    NoticeKind.ATTENDANCE: attendance_line,
    NoticeKind.DEADLINE: deadline_line,
    NoticeKind.REPORT: report_line,
    NoticeKind.REPORT_OPENS: report_line,
    NoticeKind.ISSUE_WAITS: issue_waits_line,
    NoticeKind.ALIKE: alike_line,
    NoticeKind.DRAFT_WAITS: draft_line,
    NoticeKind.REPORT_ASKED: asked_line,
    NoticeKind.SENT_BACK: sent_back_line,
    NoticeKind.AGENDA: agenda_line,
    NoticeKind.MINUTES: minutes_line,
    NoticeKind.ACTION: action_line,
    NoticeKind.BALLOT_OWED: ballot_line,
    NoticeKind.OUTSTANDING: outstanding_line,
    NoticeKind.NOT_MINE: not_mine_line,
    NoticeKind.MEMO: lambda reading, reason: memo_line(reading, reason, line_of),
}


def line_of(reading: Reading, reason: Notice | Wanted) -> LineShown:
    """Return the line of a notice, stored or planned. Raises KeyError for a kind that has its own message."""
    return LINES[reason.kind](reading, reason)


def rule_of(reason: Notice | Wanted) -> str:
    """Return the rule as `deadline D-7` or `deadline D+1`, or the kind alone if no days count."""
    return f"{reason.kind} D{-reason.threshold:+d}" if reason.threshold else str(reason.kind)
