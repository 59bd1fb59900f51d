"""Reminders of what a task owes by a date: to its owner before it, and after it also to the team leader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from schedules.calendar import Calendar
from schedules.rules.readers import Reader
from schedules.rules.steps import Steps
from storage.outbox.lead_times import LeadTimes
from storage.outbox.notices import NoticeKind
from storage.outbox.planned import Wanted


@dataclass(frozen=True)
class WorkFact:
    """What a task owes by a date: a milestone, or a quarter's report from `opens` on.

    `opens` is None for a milestone.
    """

    subject: str
    subject_id: int
    due: date
    owner: Reader | None
    leader: Reader | None
    department_id: int | None
    opens: date | None = None


def about_work(owed: Iterable[WorkFact], calendar: Calendar, lead_times: LeadTimes) -> Iterator[Wanted]:
    """Yield the notices of each milestone and report, with the lead times of the city."""
    steps = Steps(calendar)
    deadlines, reports = (
        (lead_times.deadline_before, lead_times.deadline_after),
        (lead_times.report_before, lead_times.report_after),
    )
    for work in owed:
        kind = NoticeKind.DEADLINE if work.opens is None else NoticeKind.REPORT
        before, after = deadlines if work.opens is None else reports
        if work.opens is not None:
            opens = calendar.days.on_or_after(work.opens)
            yield from to_readers(work, NoticeKind.REPORT_OPENS, 0, opens, {"owner": work.owner}, calendar)
        for days, on in steps.before(work.due, before):
            yield from to_readers(work, kind, days, on, {"owner": work.owner}, calendar)
        for days, on in steps.after(work.due, after):
            yield from to_readers(work, kind, -days, on, {"owner": work.owner, "leader": work.leader}, calendar)


def to_readers(
    work: WorkFact,
    kind: NoticeKind,
    days_before: int,
    on: date,
    readers: dict[str, Reader | None],
    calendar: Calendar,
) -> Iterator[Wanted]:
    """Yield one notice for each role. A person with two roles gets one notice, for the first role."""
    at = calendar.morning_of(on)
    recipients = {reader.on(on): part for part, reader in reversed(readers.items()) if reader is not None}
    for recipient, part in recipients.items():
        yield Wanted(work.subject, work.subject_id, kind, work.due, days_before, recipient, at, part)
