"""Reminder line about an action item of a meeting."""

from __future__ import annotations

from datetime import date

from handlers.action_items.action_items import line_of_action
from handlers.slack.outgoing import Reading
from handlers.slack.reminder_line import LineView
from storage.action_items.action_items import ActionItem, due_of
from storage.outbox.notices import Notice
from storage.outbox.planned import Wanted


def action_line(reading: Reading, reason: Notice | Wanted) -> LineView:
    """Build the line; it is closed once the action item is done, cancelled or has another due date."""
    action = reading.session.get_one(ActionItem, reason.subject_id)
    is_open = due_of(action) == reason.due_date
    text = action_text(reading, action, reason.due_date)
    return LineView(reason.kind, "", text, reason.due_date, is_open, f"action:{action.id}")


def action_text(reading: Reading, action: ActionItem, due: date) -> str:
    """Return the line's mrkdwn with the days left until `due`."""
    line = line_of_action(reading.session, reading.language, action)
    return reading.say("line.action", line=line, left=reading.left(due))
