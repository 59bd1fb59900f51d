"""A city's calendar: its zone, its working days, the hours in which it is reminded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from schedules.holidays import WorkingDays
from storage.workspaces import Workspace


@dataclass(frozen=True)
class Calendar:
    zone: ZoneInfo
    days: WorkingDays
    opens_at: time = time(9)
    closes_at: time = time(18)

    def with_hours(self, opens_at: str | None, closes_at: str | None) -> Calendar:
        """The same days with a person's own hours, where they have some."""
        if opens_at is None or closes_at is None:
            return self
        return replace(self, opens_at=time.fromisoformat(opens_at), closes_at=time.fromisoformat(closes_at))

    def day_of(self, at: datetime) -> date:
        """The city's date at that instant."""
        return at.astimezone(self.zone).date()

    def morning_of(self, day: date) -> datetime:
        """When reminders go out on that day, in UTC. Where clocks skip that hour, the hour after."""
        return datetime.combine(day, self.opens_at, self.zone).astimezone(UTC)

    def midnight_after(self, at: datetime) -> datetime:
        """The first instant of the city's next day, in UTC."""
        return datetime.combine(self.day_of(at) + timedelta(days=1), time(), self.zone).astimezone(UTC)

    def is_quiet(self, at: datetime) -> bool:
        """Outside working hours, or on a day off."""
        local = at.astimezone(self.zone)
        return self.days.is_off(local.date()) or not self.opens_at <= local.time() < self.closes_at

    def next_morning(self, at: datetime) -> datetime:
        """The first working morning after that instant."""
        day = self.day_of(at)
        if at >= self.morning_of(day):
            day += timedelta(days=1)
        return self.morning_of(self.days.on_or_after(day))

    def next_working_morning(self, at: datetime) -> datetime:
        """The morning of the next working day: where a snooze goes."""
        return self.morning_of(self.days.on_or_after(self.day_of(at) + timedelta(days=1)))

    def next_weeks_morning(self, at: datetime) -> datetime:
        """The first working morning of the next week."""
        today = self.day_of(at)
        return self.morning_of(self.days.on_or_after(today + timedelta(days=7 - today.weekday())))


@lru_cache(maxsize=300)  # a country's holidays take milliseconds to compute, and many cities share them
def _working_days(country: str, extra: tuple[str, ...]) -> WorkingDays:
    return WorkingDays(country, frozenset(date.fromisoformat(day) for day in extra))


def calendar_of(workspace: Workspace) -> Calendar:
    """Raises UnknownCountry."""
    return Calendar(
        zone=ZoneInfo(workspace.zone),
        days=_working_days(workspace.country, tuple(workspace.days_off)),
        opens_at=time.fromisoformat(workspace.opens_at),
        closes_at=time.fromisoformat(workspace.closes_at),
    )
