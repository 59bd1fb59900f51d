"""Dates as officials write them: `2025. 7. 9.(수)`, in English `Wed 9 Jul 2025`."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

_KOREAN_DAYS = "월화수목금토일"
_ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say_day(language: str, day: date) -> str:
    """Return the date as `2025. 7. 9.(수)`, in English `Wed 9 Jul 2025`."""
    if language == "en":
        return f"{_ENGLISH_DAYS[day.weekday()]} {day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}. {day.month}. {day.day}.({_KOREAN_DAYS[day.weekday()]})"


def say_instant(language: str, at: datetime, zone: str) -> str:
    """Return day and 24-hour time of an instant on the clock of the city's `zone`."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{say_day(language, local.date())} {local:%H:%M}"


def today_of(now: datetime, zone: str) -> date:
    """Return the date in the city's `zone` at the instant `now`."""
    return now.astimezone(ZoneInfo(zone)).date()
