"""What is due, to whom, when, and why. Pure: facts, a calendar and a span of days in, notices out.

D-n counts calendar days. What comes before a date moves from a day off to the working day before it, and the nearer of
two that meet there stays; what comes after it moves to the next working day. A threshold that has been crossed is
said once: of several that one reader missed, the nearest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from schedules.calendar import Calendar
from storage.notices import NoticeKind
from storage.planned import Wanted

BEFORE_DEADLINE = (30, 7, 1)
AFTER_DEADLINE = (1, 7, 30)
BEFORE_REPORT = (3,)
AFTER_REPORT = (1, 7)
# From then on it is in the weekly lists of the secretary and of the department's head.
LISTED_AFTER = timedelta(days=7)

# A report this late is listed no longer: the next quarter's has been asked for and listed since.
LISTED_UNTIL = timedelta(days=150)

_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Reader:
    """A person to remind, and who hears it while they are away or when they are gone."""

    slack_id: str
    gone: bool = False
    away_from: date | None = None
    away_until: date | None = None
    deputy: str = ""

    def on(self, day: date) -> str:
        """Whom to tell on that day, or "" for nobody."""
        if self.gone:
            return self.deputy
        away = self.away_until is not None and (self.away_from or day) <= day <= self.away_until
        return self.deputy if away and self.deputy else self.slack_id


@dataclass(frozen=True)
class MeetingFact:
    id: int
    committee_id: int
    on: date
    channel: str
    notice_days: tuple[int, ...]
    asking_days: tuple[int, ...]
    unanswered: tuple[tuple[int, Reader], ...]  # a member's seat, and the member
    assistant: Reader | None  # who answers for the chair


@dataclass(frozen=True)
class WorkFact:
    """What a task owes by a date: a milestone, or a quarter's report from `opens` on."""

    subject: str
    subject_id: int
    due: date
    owner: Reader | None
    leader: Reader | None
    department_id: int | None
    opens: date | None = None


@dataclass(frozen=True)
class Facts:
    meetings: tuple[MeetingFact, ...]
    work: tuple[WorkFact, ...]
    heads: dict[int, Reader]  # by department
    secretaries: dict[int, Reader]  # by committee: those who see what is outstanding


def due(facts: Facts, calendar: Calendar, first: date, last: date) -> list[Wanted]:
    """Everything that is to be said from `first` to `last`, in time's order."""
    found = [*_meetings(facts, calendar), *_work(facts, calendar), *_lists(facts, calendar, first, last)]
    within = (each for each in found if each.recipient and first <= calendar.day_of(each.due_at) <= last)
    return sorted(within, key=lambda each: (each.due_at, each.key))


def only_latest_crossed(wanted: Iterable[Wanted], now: datetime) -> list[Wanted]:
    """Of what one reader should have heard of one thing by now, the latest; and all that is still to come."""
    crossed: dict[tuple[str, int, date, str], Wanted] = {}
    coming = []
    for each in wanted:
        if each.due_at > now:
            coming.append(each)
        else:
            crossed[each.subject, each.subject_id, _anchor_of_group(each), each.part or each.recipient] = each
    return [*crossed.values(), *coming]


def listed(facts: Facts, day: date, department_id: int | None = None) -> list[WorkFact]:
    """What has been late for more than a week on that day, of one department or of all; the longest late first."""
    late = [work for work in facts.work if work.due + LISTED_AFTER < day]
    late = [work for work in late if work.opens is None or day <= work.due + LISTED_UNTIL]
    inside = (work for work in late if department_id is None or work.department_id == department_id)
    return sorted(inside, key=lambda work: (work.due, work.subject, work.subject_id))


def _anchor_of_group(wanted: Wanted) -> date:
    """Lists follow each other week by week, so that the last week's overtakes the one before."""
    return date.min if wanted.kind == NoticeKind.OUTSTANDING else wanted.anchor


def _meetings(facts: Facts, calendar: Calendar) -> Iterator[Wanted]:
    for each in facts.meetings:
        for days, on in _before(each.on, each.notice_days, calendar):
            yield Wanted("meeting", each.id, NoticeKind.MEETING, each.on, days, each.channel, calendar.morning_of(on))
            if each.assistant is not None:
                to = each.assistant.on(on)
                yield Wanted("chair", each.id, NoticeKind.CHAIR, each.on, days, to, calendar.morning_of(on), "chair")
        for days, on in _before(each.on, each.asking_days, calendar):
            for seat_id, member in each.unanswered:
                to = member.on(on)
                at = calendar.morning_of(on)
                yield Wanted("seat", seat_id, NoticeKind.ATTENDANCE, each.on, days, to, at, "member")


def _work(facts: Facts, calendar: Calendar) -> Iterator[Wanted]:
    steps = _Steps(calendar)
    for work in facts.work:
        kind = NoticeKind.DEADLINE if work.opens is None else NoticeKind.REPORT
        before, after = (BEFORE_DEADLINE, AFTER_DEADLINE) if work.opens is None else (BEFORE_REPORT, AFTER_REPORT)
        if work.opens is not None:
            opens = calendar.days.on_or_after(work.opens)
            yield from _to(work, NoticeKind.REPORT_OPENS, 0, opens, {"owner": work.owner}, calendar)
        for days, on in steps.before(work.due, before):
            yield from _to(work, kind, days, on, {"owner": work.owner}, calendar)
        for days, on in steps.after(work.due, after):
            yield from _to(work, kind, -days, on, {"owner": work.owner, "leader": work.leader}, calendar)


class _Steps:
    """Where the thresholds of a date fall; fifty tasks share a quarter's."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self.before = cache(self._before)
        self.after = cache(self._after)

    def _before(self, anchor: date, thresholds: tuple[int, ...]) -> list[tuple[int, date]]:
        return list(_before(anchor, thresholds, self._calendar))

    def _after(self, anchor: date, thresholds: tuple[int, ...]) -> list[tuple[int, date]]:
        return list(_after(anchor, thresholds, self._calendar))


def _to(
    work: WorkFact,
    kind: NoticeKind,
    threshold: int,
    on: date,
    readers: dict[str, Reader | None],
    calendar: Calendar,
) -> Iterator[Wanted]:
    """One for each part, and one for who has two."""
    at = calendar.morning_of(on)
    recipients = {reader.on(on): part for part, reader in reversed(readers.items()) if reader is not None}
    for recipient, part in sorted(recipients.items(), key=lambda each: each[1], reverse=True):
        yield Wanted(work.subject, work.subject_id, kind, work.due, threshold, recipient, at, part)


def _lists(facts: Facts, calendar: Calendar, first: date, last: date) -> Iterator[Wanted]:
    """On a week's first working day, where something new has come to be listed since the week before."""
    by_monday: dict[date, list[WorkFact]] = {}
    for work in facts.work:
        begins = work.due + LISTED_AFTER + timedelta(days=1)
        by_monday.setdefault(begins + timedelta(days=-begins.weekday() % 7), []).append(work)
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        on = calendar.days.on_or_after(monday)
        new = by_monday.get(monday, [])
        at = calendar.morning_of(on)
        if new:
            for committee_id, secretary in facts.secretaries.items():
                to = secretary.on(on)
                yield Wanted("committee", committee_id, NoticeKind.OUTSTANDING, monday, 0, to, at)
        for department_id in sorted({work.department_id for work in new if work.department_id is not None}):
            if department_id in facts.heads:
                to = facts.heads[department_id].on(on)
                yield Wanted("department", department_id, NoticeKind.OUTSTANDING, monday, 0, to, at)
        monday += _WEEK


def _before(anchor: date, thresholds: tuple[int, ...], calendar: Calendar) -> Iterator[tuple[int, date]]:
    by_day: dict[date, int] = {}
    for days in sorted(thresholds, reverse=True):
        by_day[calendar.days.on_or_before(anchor - timedelta(days=days))] = days
    return ((days, on) for on, days in by_day.items())


def _after(anchor: date, thresholds: tuple[int, ...], calendar: Calendar) -> Iterator[tuple[int, date]]:
    by_day: dict[date, int] = {}
    for days in sorted(thresholds):
        by_day[calendar.days.on_or_after(anchor + timedelta(days=days))] = days
    return ((days, on) for on, days in by_day.items())
