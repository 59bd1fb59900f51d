"""The working days on which the steps before and after a due date fall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from schedules.calendar import Calendar


def steps_before(due_date: date, days_before_each: tuple[int, ...], calendar: Calendar) -> Iterator[tuple[int, date]]:
    """Yield (days before, the working day on or before it). If two steps fall on one day, the nearer is kept."""
    by_day: dict[date, int] = {}
    for days in sorted(days_before_each, reverse=True):
        by_day[calendar.days.on_or_before(due_date - timedelta(days=days))] = days
    return ((days, on) for on, days in by_day.items())


def steps_after(due_date: date, days_before_each: tuple[int, ...], calendar: Calendar) -> Iterator[tuple[int, date]]:
    """Yield (days after, the working day on or after it). If two steps fall on one day, the later is kept."""
    by_day: dict[date, int] = {}
    for days in sorted(days_before_each):
        by_day[calendar.days.on_or_after(due_date + timedelta(days=days))] = days
    return ((days, on) for on, days in by_day.items())


class Steps:
    """The same two functions with a cache, because fifty tasks share a quarter's dates."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self.before = cache(self._before)
        self.after = cache(self._after)

    def _before(self, due_date: date, days_before_each: tuple[int, ...]) -> list[tuple[int, date]]:
        return list(steps_before(due_date, days_before_each, self._calendar))

    def _after(self, due_date: date, days_before_each: tuple[int, ...]) -> list[tuple[int, date]]:
        return list(steps_after(due_date, days_before_each, self._calendar))
