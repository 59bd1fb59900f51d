"""The meaning of a phrase in either language: Korean and English patterns use the same names for their groups."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta

from schedules.dates import counting, weekdays
from schedules.dates.said import (
    LAST,
    NotRead,
    PartialDate,
    end_of,
    half,
    month,
    moved,
    one_day,
    quarter,
    this,
    whole_year,
    year_said,
)

Reader = Callable[[re.Match[str], date], PartialDate]
Phrase = tuple[re.Pattern[str], Reader]

DAYS: Mapping[str, int] = {
    **dict.fromkeys(("그저께", "그제"), -2),
    **dict.fromkeys(("어제", "작일", "yesterday"), -1),
    **dict.fromkeys(("오늘", "금일", "today"), 0),
    **dict.fromkeys(("내일", "명일", "tomorrow"), 1),
    **dict.fromkeys(("모레", "내일모레", "day after tomorrow"), 2),
    "글피": 3,
}
# Words before a week, month, quarter or half: 금주, 차월, 다음 분기, next month.
STEPS: Mapping[str, int] = {
    **dict.fromkeys(("지난", "저번", "전", "last"), -1),
    **dict.fromkeys(("이번", "금", "당", "이", "this"), 0),
    **dict.fromkeys(("다음", "차", "내", "익", "담", "next"), 1),
    "다다음": 2,
}
YEARS: Mapping[str, int] = {
    **dict.fromkeys(("작년", "지난해", "전년"), -1),
    **dict.fromkeys(("올해", "금년", "당해"), 0),
    **dict.fromkeys(("내년", "명년"), 1),
    "내후년": 2,
}
UNITS: Mapping[str, str] = {"달": "month", "월": "month", "분기": "quarter", "반기": "half"}
NTH: Mapping[str, int] = {
    **dict.fromkeys(("상", "first", "1st"), 1),
    **dict.fromkeys(("하", "second", "2nd"), 2),
    **dict.fromkeys(("third", "3rd"), 3),
    **dict.fromkeys(("fourth", "4th"), 4),
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PARTS: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(("초", "초순", "상순", "early"), (1, 10)),
    **dict.fromkeys(("중순", "mid"), (11, 20)),
    **dict.fromkeys(("하순", "late"), (21, LAST)),
    **dict.fromkeys(("말", "말일", "end"), (LAST, LAST)),
}


def ambiguous(_found: re.Match[str], _today: date) -> PartialDate:
    """Raise NotRead: people mean several different days by this phrase."""
    raise NotRead("ambiguous")


def day_from_today(found: re.Match[str], today: date) -> PartialDate:
    """Return yesterday, today, tomorrow and the like as a day. Raises NotRead."""
    return one_day(moved(today, relativedelta(days=DAYS[found[0]])))


def later(found: re.Match[str], today: date) -> PartialDate:
    """Return the day a duration after today, or before it for 전 and ago. Raises NotRead."""
    by = counting.stretch(found)
    return one_day(moved(today, -by if found.groupdict().get("side") in ("전", "ago") else by))


def weekday(found: re.Match[str], today: date) -> PartialDate:
    """Return the next such weekday after today. Raises NotRead for today's own weekday."""
    return weekdays.next_one(weekdays.number_of(found["weekday"]), today)


def weekday_of_week(found: re.Match[str], today: date) -> PartialDate:
    """Return the weekday of last, this or next week. Raises NotRead."""
    return weekdays.of_week(weekdays.number_of(found["weekday"]), STEPS[found["step"]], today)


def in_some_month(found: re.Match[str], _today: date) -> PartialDate:
    """Return a day or part of a month with the month left open: 9일, 월말."""
    return _narrowed(PartialDate(None, None), found)


def in_month(found: re.Match[str], today: date) -> PartialDate:
    """Return a named month or a day or part of it; without a year the year is left open. Raises NotRead."""
    name = found["month"]
    number = int(name) if name.isdecimal() else MONTHS.index(name[:3]) + 1
    return _narrowed(month(_year(found, today), number), found)


def in_quarter(found: re.Match[str], today: date) -> PartialDate:
    """Return a numbered quarter or its last day; without a year the year is left open. Raises NotRead."""
    return _narrowed(quarter(_year(found, today), _nth(found)), found)


def in_half(found: re.Match[str], today: date) -> PartialDate:
    """Return a half of a year or its last day; without a year the year is left open. Raises NotRead."""
    return _narrowed(half(_year(found, today), _nth(found)), found)


def in_year(found: re.Match[str], today: date) -> PartialDate:
    """Return a whole year or its last day; today's year if none is named. Raises NotRead."""
    year = _year(found, today)
    return _narrowed(this("year", 0, today) if year is None else whole_year(year), found)


def in_this(found: re.Match[str], today: date) -> PartialDate:
    """Return a month, quarter, half or year relative to today's, or a day or part of it. Raises NotRead."""
    unit, step = found["unit"], STEPS[found.groupdict().get("step") or "this"]
    return _narrowed(this(UNITS.get(unit, unit), step, today), found)


def _nth(found: re.Match[str]) -> int:
    named = found.groupdict()
    return int(named["number"]) if named.get("number") else NTH[named["nth"]]


def _year(found: re.Match[str], today: date) -> int | None:
    named = found.groupdict()
    if word := named.get("year_word"):
        return today.year + YEARS[word]
    return year_said((named.get("year") or "").strip("'"), today)


def _narrowed(said: PartialDate, found: re.Match[str]) -> PartialDate:
    """Narrow the period to the day or the part of it that the phrase names."""
    named = found.groupdict()
    if named.get("year_word"):
        said = replace(said, from_today=True)
    if day := named.get("day"):
        return replace(said, days=(int(day), int(day)))
    part = named.get("part") or ""
    if part in ("말", "말일", "end"):
        return end_of(said)
    return replace(said, days=PARTS[part]) if part else said
