"""Reminders of action items: to the owner before the due date, and after it also to the department's head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schedules.calendar import Calendar
from schedules.rules.steps import Steps
from schedules.rules.work import WorkFact, to_readers
from storage.outbox.lead_times import LeadTimes
from storage.outbox.notices import NoticeKind
from storage.outbox.planned import Wanted


def about_actions(owed: Iterable[WorkFact], calendar: Calendar, lead_times: LeadTimes) -> Iterator[Wanted]:
    """Yield the notices of each action item, with the lead times of the city."""
    steps = Steps(calendar)
    for work in owed:
        for days, on in steps.before(work.due, lead_times.deadline_before):
            yield from to_readers(work, NoticeKind.ACTION, days, on, {"owner": work.owner}, calendar)
        both = {"owner": work.owner, "leader": work.leader}
        for days, on in steps.after(work.due, lead_times.deadline_after):
            yield from to_readers(work, NoticeKind.ACTION, -days, on, both, calendar)
