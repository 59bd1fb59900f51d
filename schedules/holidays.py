"""Working days of a city: without the public holidays of its country and its own days off."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import holidays

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class WorkingDays:
    """The working days of one city.

    `country` is an ISO 3166 code that the holidays library knows; an unknown one raises `UnknownCountry`. `extra` are
    days off that no library knows yet: a temporary public holiday, the city's founding day.
    """

    country: str = "KR"
    extra: frozenset[date] = frozenset()
    _public: holidays.HolidayBase = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        try:
            public = holidays.country_holidays(self.country)
        except NotImplementedError as error:
            raise UnknownCountry(self.country) from error
        object.__setattr__(self, "_public", public)

    def is_off(self, day: date) -> bool:
        """Return whether the day is a weekend, a public holiday or one of the city's own days off."""
        return day.weekday() >= _SATURDAY or day in self.extra or day in self._public

    def name_of(self, day: date) -> str | None:
        """Return the name of the public holiday on that day, or None."""
        return self._public.get(day)

    def on_or_before(self, day: date) -> date:
        """Return the day itself or the last working day before it; reminders before a date move there."""
        while self.is_off(day):
            day -= _ONE_DAY
        return day

    def on_or_after(self, day: date) -> date:
        """Return the day itself or the next working day; reminders after a date and snoozes move there."""
        while self.is_off(day):
            day += _ONE_DAY
        return day

    def after(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`; `day` itself does not count."""
        for _ in range(count):
            day = self.on_or_after(day + _ONE_DAY)
        return day


class UnknownCountry(ValueError):
    """The holidays library has no calendar for this country code."""

    def __init__(self, country: str) -> None:
        super().__init__(country)
        self.country = country
