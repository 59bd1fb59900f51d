"""Dates in digits only: 2025-07-09, 2025. 7. 9., '25. 7. 9., 250709, 7/9, 7.9."""

from __future__ import annotations

import re
from datetime import date

from schedules.dates.meaning import Phrase, ambiguous
from schedules.dates.said import NotRead, PartialDate, day_in, month, year_said


def _in_order(found: re.Match[str], today: date) -> PartialDate:
    day = int(found["day"])
    return month(year_said(found["year"], today), int(found["month"]), (day, day))


def _two_digit_year(found: re.Match[str], today: date) -> PartialDate:
    """Read year, month, day. Raises NotRead for slashes if the same digits with the year last are a day to come."""
    first, second, third = int(found["year"]), int(found["month"]), int(found["day"])
    if found["mark"] == "/" and any(_to_come(third, *each, today) for each in ((first, second), (second, first))):
        raise NotRead("ambiguous")
    return _in_order(found, today)


def _year_last(found: re.Match[str], today: date) -> PartialDate:
    """Read a date with the year last: 7/13/2025 is one day. Raises NotRead for 7/9/2025, which is July or September."""
    year, first, second = int(found["year"]), int(found["first"]), int(found["second"])
    if first <= 12 and second <= 12 and first != second:
        raise NotRead("ambiguous")
    number, day = (first, second) if second > 12 or first == second else (second, first)
    return month(year, number, (day, day))


def _month_of_year(found: re.Match[str], today: date) -> PartialDate:
    return month(year_said(found["year"], today), int(found["month"]))


def _month_and_day(found: re.Match[str], today: date) -> PartialDate:
    return month(None, int(found["month"]), (int(found["day"]),) * 2)


def _to_come(year: int, number: int, day: int, today: date) -> bool:
    try:
        return day_in(year_said(f"{year:02}", today) or 0, number, day) >= today
    except NotRead:
        return False


_TWO = "[0-9]{1,2}"
_MONTH, _DAY = f"(?P<month>{_TWO})", f"(?P<day>{_TWO})"
PHRASES: tuple[Phrase, ...] = (
    (re.compile(rf"(?P<year>[0-9]{{4}})(?P<mark>[-./]){_MONTH}(?P=mark){_DAY}\.?"), _in_order),
    (re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"), _in_order),
    (re.compile(rf"'?(?P<year>[0-9]{{2}})(?P<mark>[-./]){_MONTH}(?P=mark){_DAY}\.?"), _two_digit_year),
    (re.compile(r"'?(?P<year>[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"), _in_order),
    (re.compile(rf"[0-9](?P<mark>[-./]){_TWO}(?P=mark)[0-9]{{2}}\.?"), ambiguous),
    (re.compile(rf"(?P<first>{_TWO})(?P<mark>[-./])(?P<second>{_TWO})(?P=mark)(?P<year>[0-9]{{4}})\.?"), _year_last),
    (re.compile(rf"(?P<year>[0-9]{{4}})[-./]{_MONTH}\.?"), _month_of_year),
    (re.compile(rf"'(?P<year>[0-9]{{2}})\.{_MONTH}\.?"), _month_of_year),
    (re.compile(rf"{_MONTH}/{_DAY}"), _month_and_day),
    # 26. 3. may mean March 2026; without an apostrophe it may as well be a typing error.
    (re.compile(r"(?:1[3-9]|[2-9][0-9])\.[0-9]{1,2}\.?"), ambiguous),
    (re.compile(rf"{_MONTH}\.{_DAY}\.?"), _month_and_day),
    (re.compile(r"(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"), _month_and_day),
    (re.compile(r"[0-9]{4}"), ambiguous),
)
