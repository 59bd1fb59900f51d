"""The calendar and the readers of these tables: Seoul with its public holidays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from schedules.calendar import Calendar
from schedules.holidays import WorkingDays
from schedules.rules import Facts, due
from schedules.rules.readers import Reader
from schedules.rules.work import WorkFact
from storage.outbox.planned import Wanted

SEOUL = Calendar(ZoneInfo("Asia/Seoul"), WorkingDays("KR"))
OWNER, LEADER, HEAD, SECRETARY = Reader("U0OWNER"), Reader("U0LEADER"), Reader("U0HEAD"), Reader("U0SECRETARY")


def milestone(due: str, number: int = 5, department: int = 3) -> WorkFact:
    """Return a milestone of that due date."""
    return WorkFact("milestone", number, date.fromisoformat(due), OWNER, LEADER, department)


def report(due: str, opens: str = "2026-01-01", number: int = 5) -> WorkFact:
    """Return a quarter's report of that due date."""
    return WorkFact("report", number, date.fromisoformat(due), OWNER, LEADER, 3, date.fromisoformat(opens))


def rows(wanted: Iterable[Wanted]) -> list[tuple[str, int, str]]:
    """Return recipient, days before the due date, and the day of each notice."""
    return [(each.recipient, each.days_before, SEOUL.day_of(each.due_at).isoformat()) for each in wanted]


def all_of(facts: Facts, calendar: Calendar = SEOUL) -> list[Wanted]:
    """Return the notices of all rules from 2025 to 2028."""
    return due(facts, calendar, date(2025, 1, 1), date(2029, 1, 1))


def days_of(wanted: Iterable[Wanted]) -> list[tuple[int, str]]:
    """Return days before the due date, and the day of each notice."""
    return [(each.days_before, SEOUL.day_of(each.due_at).isoformat()) for each in wanted]
