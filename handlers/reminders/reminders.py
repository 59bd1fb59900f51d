"""A reminder's lines: for each kind of notice the function that renders it, and the rule that produced it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.action_items.reminder_lines import action_line
from handlers.issues.reminder_lines import alike_line, draft_line, issue_waits_line
from handlers.meetings.reminder_lines import agenda_line, attendance_line, chair_line, meeting_line, minutes_line
from handlers.reminders.not_mine_line import not_mine_line
from handlers.reminders.outstanding_line import outstanding_line
from handlers.reminders.weekly_digest import weekly_digest_line
from handlers.slack.outgoing import Reading
from handlers.slack.reminder_line import LineView
from handlers.slack.requests import Request
from handlers.tasks.reminder_lines import asked_line, deadline_line, report_line, sent_back_line
from handlers.text.dates import today_of
from handlers.written_votes.reminder_lines import ballot_line
from storage.outbox.notices import Notice, NoticeKind
from storage.outbox.planned import Wanted

LINES: Mapping[str, Callable[[Reading, Notice | Wanted], LineView]] = {
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
    NoticeKind.WEEKLY_DIGEST: lambda reading, reason: weekly_digest_line(reading, reason, line_of),
}


def line_of(reading: Reading, reason: Notice | Wanted) -> LineView:
    """Return the line of a notice, stored or planned. Raises KeyError for a kind that has its own message."""
    return LINES[reason.kind](reading, reason)


def line_now(request: Request, notice: Notice) -> LineView:
    """Return the line as it is today for the person who sent the request. Raises KeyError as `line_of` does."""
    today = today_of(request.now, request.workspace.zone)
    return line_of(Reading(request.session, request.workspace, request.language, today), notice)


def rule_of(reason: Notice | Wanted) -> str:
    """Return the rule as `deadline D-7` or `deadline D+1`, or the kind alone if no days count."""
    return f"{reason.kind} D{-reason.days_before:+d}" if reason.days_before else str(reason.kind)
