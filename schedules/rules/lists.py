"""Weekly lists: the weekly digest for the secretary, overdue items for each department's head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from schedules.calendar import Calendar
from schedules.rules.readers import Reader
from schedules.rules.work import WorkFact
from storage.outbox.notices import NoticeKind
from storage.outbox.planned import Wanted

# This long after its due date an item appears in the weekly lists of the secretary and of the department's head.
LISTED_AFTER = timedelta(days=7)

# A report overdue this long is no longer listed: the next quarter's report has been asked for and listed since.
LISTED_UNTIL = timedelta(days=150)

_WEEK = timedelta(days=7)


def listed(owed: Sequence[WorkFact], day: date, department_id: int | None = None) -> list[WorkFact]:
    """Return what is more than a week overdue on that day, the longest overdue first.

    `department_id` None means all.
    """
    late = [work for work in owed if work.due + LISTED_AFTER < day]
    late = [work for work in late if work.opens is None or day <= work.due + LISTED_UNTIL]
    inside = (work for work in late if department_id is None or work.department_id == department_id)
    return sorted(inside, key=lambda work: (work.due, work.subject, work.subject_id))


def waits(owed: Sequence[WorkFact], day: date) -> bool:
    """Return whether a report is open and missing on that day, or a milestone is overdue."""
    return any(work.due < day if work.opens is None else work.opens <= day <= work.due + LISTED_UNTIL for work in owed)


def weekly_digests(
    owed: Sequence[WorkFact],
    secretaries: Mapping[int, Reader],
    calendar: Calendar,
    first: date,
    last: date,
    *,
    always: bool,
    issues: Sequence[date],
) -> Iterator[Wanted]:
    """Yield the weekly digest on the first working day of a week if something needs attention; with `always`, also for
    items without a date.

    `issues` are the dates by which open issues should have moved.
    """
    for monday, on in _weeks(calendar, first, last):
        if on < monday + _WEEK and (always or waits(owed, on) or any(day < on for day in issues)):
            for committee_id, secretary in secretaries.items():
                at = calendar.morning_of(on)
                yield Wanted("committee", committee_id, NoticeKind.WEEKLY_DIGEST, monday, 0, secretary.on(on), at)


def heads_lists(
    owed: Sequence[WorkFact], heads: Mapping[int, Reader], calendar: Calendar, first: date, last: date
) -> Iterator[Wanted]:
    """Yield a list for a department's head on the first working day of a week if an item has been added to it since the
    last one.
    """
    by_monday: dict[date, list[WorkFact]] = {}
    for work in owed:
        begins = work.due + LISTED_AFTER + timedelta(days=1)
        by_monday.setdefault(begins + timedelta(days=-begins.weekday() % 7), []).append(work)
    new: set[int] = set()
    for monday, on in _weeks(calendar, first, last):
        new |= {work.department_id for work in by_monday.get(monday, []) if work.department_id is not None}
        if on >= monday + _WEEK:  # the whole week is off; next week's list covers it
            continue
        for department_id in sorted(new & heads.keys()):
            to, at = heads[department_id].on(on), calendar.morning_of(on)
            yield Wanted("department", department_id, NoticeKind.OUTSTANDING, monday, 0, to, at)
        new = set()


def _weeks(calendar: Calendar, first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield each Monday with its first working day, which is in a later week if the whole week is off."""
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        yield monday, calendar.days.on_or_after(monday)
        monday += _WEEK
