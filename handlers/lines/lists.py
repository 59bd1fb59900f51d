"""A week's list of what is late, as one line of a reminder."""

from __future__ import annotations

from collections.abc import Callable

from handlers.blocks.reminders import LineShown
from handlers.lines.work import work_text
from handlers.reading import Reading
from schedules.calendar import calendar_of
from schedules.facts import facts_of
from schedules.rules.lists import listed
from storage.notices import Notice
from storage.people import Department
from storage.planned import Wanted, snoozed

_LISTED_AT_MOST = 10


LineOf = Callable[[Reading, Notice | Wanted], LineShown]


def outstanding_line(reading: Reading, reason: Notice | Wanted, line_of: LineOf) -> LineShown:
    """The week's list, as of the day it is read; `line_of` says what each snoozed reminder is about."""
    facts = reading.facts
    if facts is None:
        calendar = calendar_of(reading.workspace)
        facts = facts_of(reading.session, reading.workspace, calendar, reading.today, reading.today)
    of_department = reason.subject == "department"
    late = listed(facts.owed, reading.today, reason.subject_id if of_department else None)
    name = reading.session.get_one(Department, reason.subject_id).name if of_department else ""
    heading = reading.say("line.outstanding.head" if of_department else "line.outstanding", count=len(late), name=name)
    lines = [f"• {work_text(reading, work)}" for work in late[:_LISTED_AT_MOST]]
    if len(late) > _LISTED_AT_MOST:
        lines.append(reading.say("line.and_more", count=len(late) - _LISTED_AT_MOST))
    put_off = [] if of_department else snoozed(reading.session, reading.workspace.id)
    lines += [_put_off_text(reading, notice, line_of) for notice in put_off[:_LISTED_AT_MOST]]
    about = f"outstanding:{reason.subject}:{reason.subject_id}"
    return LineShown(reason.kind, name, "\n".join([heading, *lines]), reason.anchor, bool(late), about)


def _put_off_text(reading: Reading, notice: Notice, line_of: LineOf) -> str:
    day = reading.day(calendar_of(reading.workspace).day_of(notice.due_at))
    return reading.say("line.put_off", who=f"<@{notice.recipient}>", day=day, text=line_of(reading, notice).text)
