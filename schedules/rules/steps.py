"""The working days on which the steps before and after a due date fall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from schedules.calendar import Calendar


def steps_before(anchor: date, thresholds: tuple[int, ...], calendar: Calendar) -> Iterator[tuple[int, date]]:
    """Yield (days before, the working day on or before it). If two steps fall on one day, the nearer is kept."""
    by_day: dict[date, int] = {}
    for days in sorted(thresholds, reverse=True):
        by_day[calendar.days.on_or_before(anchor - timedelta(days=days))] = days
    return ((days, on) for on, days in by_day.items())


def steps_after(anchor: date, thresholds: tuple[int, ...], calendar: Calendar) -> Iterator[tuple[int, date]]:
    """Yield (days after, the working day on or after it). If two steps fall on one day, the later is kept."""
    by_day: dict[date, int] = {}
    for days in sorted(thresholds):
        by_day[calendar.days.on_or_after(anchor + timedelta(days=days))] = days
    return ((days, on) for on, days in by_day.items())


class Steps:
    """The same two functions with a cache, because fifty tasks share a quarter's dates."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self.before = cache(self._before)
        self.after = cache(self._after)

    def _before(self, anchor: date, thresholds: tuple[int, ...]) -> list[tuple[int, date]]:
        return list(steps_before(anchor, thresholds, self._calendar))

    def _after(self, anchor: date, thresholds: tuple[int, ...]) -> list[tuple[int, date]]:
        return list(steps_after(anchor, thresholds, self._calendar))
