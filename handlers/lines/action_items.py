"""Reminder line about an action item of a meeting."""

from __future__ import annotations

from datetime import date

from handlers.action_items import line_of_action
from handlers.blocks.reminders import LineShown
from handlers.reading import Reading
from storage.action_items import ActionItem, due_of
from storage.notices import Notice
from storage.planned import Wanted


def action_line(reading: Reading, reason: Notice | Wanted) -> LineShown:
    """Build the line; it is closed once the action item is done, cancelled or has another due date."""
    action = reading.session.get_one(ActionItem, reason.subject_id)
    is_open = due_of(action) == reason.anchor
    text = action_text(reading, action, reason.anchor)
    return LineShown(reason.kind, "", text, reason.anchor, is_open, f"action:{action.id}")


def action_text(reading: Reading, action: ActionItem, due: date) -> str:
    """Return the line's mrkdwn with the days left until `due`."""
    line = line_of_action(reading.session, reading.language, action)
    return reading.say("line.action", line=line, left=reading.left(due))
