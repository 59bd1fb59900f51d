"""A city's calendar: its time zone, its working days and the hours in which reminders are sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from schedules.holidays import WorkingDays
from storage.organisation.workspaces import Workspace


@dataclass(frozen=True)
class Calendar:
    """A city's time zone, working days and reminder hours. `opens_at` and `closes_at` are local times."""

    zone: ZoneInfo
    days: WorkingDays
    opens_at: time = time(9)
    closes_at: time = time(18)

    def with_hours(self, opens_at: str | None, closes_at: str | None) -> Calendar:
        """Return the same calendar with a person's own hours, or itself if either hour is None."""
        if opens_at is None or closes_at is None:
            return self
        return replace(self, opens_at=time.fromisoformat(opens_at), closes_at=time.fromisoformat(closes_at))

    def day_of(self, at: datetime) -> date:
        """Return the city's date at that instant."""
        return at.astimezone(self.zone).date()

    def morning_of(self, day: date) -> datetime:
        """Return when reminders are sent on that day, in UTC. If the clocks skip that hour, it is the hour after."""
        return datetime.combine(day, self.opens_at, self.zone).astimezone(UTC)

    def midnight_after(self, at: datetime) -> datetime:
        """Return the first instant of the city's next day, in UTC."""
        return datetime.combine(self.day_of(at) + timedelta(days=1), time(), self.zone).astimezone(UTC)

    def is_quiet(self, at: datetime) -> bool:
        """Return whether the instant is on a day off or outside the reminder hours."""
        local = at.astimezone(self.zone)
        return self.days.is_off(local.date()) or not self.opens_at <= local.time() < self.closes_at

    def next_morning(self, at: datetime) -> datetime:
        """Return the first morning of a working day after that instant, in UTC."""
        day = self.day_of(at)
        if at >= self.morning_of(day):
            day += timedelta(days=1)
        return self.morning_of(self.days.on_or_after(day))

    def next_working_morning(self, at: datetime) -> datetime:
        """Return the morning of the next working day after today, in UTC: the end of a snooze until tomorrow."""
        return self.morning_of(self.days.on_or_after(self.day_of(at) + timedelta(days=1)))

    def next_weeks_morning(self, at: datetime) -> datetime:
        """Return the first working morning of the next week, in UTC."""
        today = self.day_of(at)
        return self.morning_of(self.days.on_or_after(today + timedelta(days=7 - today.weekday())))


@lru_cache(maxsize=300)  # computing a country's holidays takes milliseconds, and many cities share them
def _working_days(country: str, extra: tuple[str, ...]) -> WorkingDays:
    return WorkingDays(country, frozenset(date.fromisoformat(day) for day in extra))


def calendar_of(workspace: Workspace) -> Calendar:
    """Return the calendar of a city. Raises UnknownCountry if the holidays library lacks its country."""
    return Calendar(
        zone=ZoneInfo(workspace.zone),
        days=_working_days(workspace.country, tuple(workspace.days_off)),
        opens_at=time.fromisoformat(workspace.opens_at),
        closes_at=time.fromisoformat(workspace.closes_at),
    )
