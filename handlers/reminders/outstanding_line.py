"""Weekly list of a department's work overdue for more than a week, as one line of its head's reminder."""

from __future__ import annotations

from handlers.slack.blocks import escaped
from handlers.slack.outgoing import Reading
from handlers.slack.reminder_line import LineView
from handlers.tasks.reminder_lines import work_text
from schedules.calendar import calendar_of
from schedules.facts.facts import facts_of
from schedules.rules.lists import listed
from storage.organisation.departments import Department
from storage.outbox.notices import Notice
from storage.outbox.planned import Wanted

_LISTED_AT_MOST = 10


def outstanding_line(reading: Reading, reason: Notice | Wanted) -> LineView:
    """Build the list as of today: at most ten entries, the longest overdue first."""
    facts = reading.facts
    if facts is None:
        calendar = calendar_of(reading.workspace)
        facts = facts_of(reading.session, reading.workspace, calendar, reading.today, reading.today)
    late = listed(facts.owed, reading.today, reason.subject_id)
    name = reading.session.get_one(Department, reason.subject_id).name
    lines = [f"• {work_text(reading, work)}" for work in late[:_LISTED_AT_MOST]]
    if len(late) > _LISTED_AT_MOST:
        lines.append(reading.say("line.and_more", count=len(late) - _LISTED_AT_MOST))
    text = "\n".join([reading.say("line.outstanding", count=len(late), name=escaped(name)), *lines])
    return LineView(reason.kind, name, text, reason.due_date, bool(late), f"outstanding:{reason.subject_id}")
