"""Reminder lines about issues and drafts."""

from __future__ import annotations

from handlers.slack.blocks import escaped
from handlers.slack.outgoing import Reading
from handlers.slack.reminder_line import LineView
from storage.issues.drafts import Draft, DraftState
from storage.issues.issues import OPEN, Issue, first_line
from storage.outbox.notices import Notice
from storage.outbox.planned import Wanted

_LINE = 80  # characters


def issue_waits_line(reading: Reading, reason: Notice | Wanted) -> LineView:
    """Build the line about an issue without progress, with its state; it is closed once the issue is settled."""
    issue = reading.session.get_one(Issue, reason.subject_id)
    state = reading.say(f"issue.state.{issue.state}")
    text = reading.say("line.issue_waits", **_named(issue), state=state, left=reading.left(reason.due_date))
    is_open = issue.state in OPEN
    return LineView(reason.kind, f"#{issue.number}", text, reason.due_date, is_open, f"issue:{issue.number}")


def alike_line(reading: Reading, reason: Notice | Wanted) -> LineView:
    """Build the line that suggests the agenda for an issue reported three times; closed once the issue is settled."""
    issue = reading.session.get_one(Issue, reason.subject_id)
    text = reading.say("line.alike", **_named(issue))
    is_open = issue.state in OPEN
    return LineView(reason.kind, f"#{issue.number}", text, reason.due_date, is_open, f"alike:{issue.number}")


def draft_line(reading: Reading, reason: Notice | Wanted) -> LineView:
    """Build the line about an unregistered draft; it is closed once the draft is no longer open."""
    draft = reading.session.get_one(Draft, reason.subject_id)
    words = escaped(draft.text.split("\n", 1)[0][:_LINE]) or reading.say("draft.only_photos")
    text = reading.say("line.draft_waits", line=words)
    return LineView(reason.kind, "", text, reason.due_date, draft.state == DraftState.OPEN, f"draft:{draft.id}")


def _named(issue: Issue) -> dict[str, object]:
    return {"number": issue.number, "line": escaped(first_line(issue)[:_LINE])}
