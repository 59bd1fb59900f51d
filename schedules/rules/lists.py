"""The week's lists of what is late: to the secretary, to each department's head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from schedules.calendar import Calendar
from schedules.rules.readers import Reader
from schedules.rules.work import WorkFact
from storage.notices import NoticeKind
from storage.planned import Wanted

# From then on it is in the weekly lists of the secretary and of the department's head.
LISTED_AFTER = timedelta(days=7)

# A report this late is listed no longer: the next quarter's has been asked for and listed since.
LISTED_UNTIL = timedelta(days=150)

_WEEK = timedelta(days=7)


def listed(owed: Sequence[WorkFact], day: date, department_id: int | None = None) -> list[WorkFact]:
    """What has been late for more than a week on that day, of one department or of all; the longest late first."""
    late = [work for work in owed if work.due + LISTED_AFTER < day]
    late = [work for work in late if work.opens is None or day <= work.due + LISTED_UNTIL]
    inside = (work for work in late if department_id is None or work.department_id == department_id)
    return sorted(inside, key=lambda work: (work.due, work.subject, work.subject_id))


def weekly_lists(
    owed: Sequence[WorkFact],
    secretaries: Mapping[int, Reader],
    heads: Mapping[int, Reader],
    calendar: Calendar,
    first: date,
    last: date,
) -> Iterator[Wanted]:
    """On a week's first working day, where something new has come to be listed since the week before."""
    by_monday: dict[date, list[WorkFact]] = {}
    for work in owed:
        begins = work.due + LISTED_AFTER + timedelta(days=1)
        by_monday.setdefault(begins + timedelta(days=-begins.weekday() % 7), []).append(work)
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        on = calendar.days.on_or_after(monday)
        new = by_monday.get(monday, [])
        at = calendar.morning_of(on)
        if new:
            for committee_id, secretary in secretaries.items():
                to = secretary.on(on)
                yield Wanted("committee", committee_id, NoticeKind.OUTSTANDING, monday, 0, to, at)
        for department_id in sorted({work.department_id for work in new if work.department_id is not None}):
            if department_id in heads:
                to = heads[department_id].on(on)
                yield Wanted("department", department_id, NoticeKind.OUTSTANDING, monday, 0, to, at)
        monday += _WEEK
