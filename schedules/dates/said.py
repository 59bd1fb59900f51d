"""The parts of a date that a phrase names, before the date is known: months and days, and the year if it names one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dateutil.relativedelta import relativedelta

FIRST_YEAR, LAST_YEAR = 2000, 2100
# The last day of a month, whichever that is. Two digits cannot express it.
LAST = 100
WHOLE = (1, LAST)
# A span that names no year and is at most this many days long may cross New Year; a longer one ends before it begins.
_OVER_NEW_YEAR = 183
# Two digits that would be a year further away than this are probably a day or a month typed in the wrong place.
_YEARS_BACK, _YEARS_AHEAD = 10, 40
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}

Period = tuple[date, date]


class NotRead(Exception):
    """The text is not a date; `why` is the reason word of `DateNotUnderstood`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class PartialDate:
    """A period from the first day of the first month to the last day of the last. None leaves year or months open."""

    year: int | None
    months: tuple[int, int] | None
    days: tuple[int, int] = WHOLE
    from_today: bool = False  # relative to today, as 이달 and 어제 are: then a day in the past is a mistake
    weekday: int | None = None  # written beside the date, to be checked

    @property
    def is_one_day(self) -> bool:
        """Whether the period is a single day."""
        return self.days[0] == self.days[1] and (self.months is None or self.months[0] == self.months[1])

    def at(self, year: int, month: int) -> Period:
        """Return the period in that year, and in that month if none was named. Raises NotRead."""
        first, last = self.months or (month, month)
        found = day_in(year, first, self.days[0]), day_in(year, last, self.days[1])
        if self.weekday not in (None, found[1].weekday()):
            raise NotRead("weekday")
        return found


def day_in(year: int, month: int, day: int) -> date:
    """Return the day; `LAST` is the last of the month. Raises NotRead for no such day and outside 2000 to 2100."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotRead("too_far")
    try:
        return date(year, month, 1) + relativedelta(day=31) if day == LAST else date(year, month, day)
    except ValueError:
        raise NotRead("no_such_day") from None


def coming(said: PartialDate, today: date) -> Period:
    """Return the next such period, today included. Raises NotRead."""
    year, month = today.year, today.month
    if said.months is None and said.days[1] < today.day:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    elif said.months is not None and (said.months[1], said.days[1]) < (today.month, today.day):
        year += 1
    found = said.at(said.year if said.year is not None else year, month)
    if said.from_today and found[1] < today:
        raise NotRead("past")
    return found


def between(start: PartialDate, end: PartialDate, today: date) -> Period:
    """Return the span from the start of one period to the end of the other.

    What one side leaves open is taken from the other. A span that is over and names no year is next year's. Raises
    NotRead.
    """
    start, end = _sharing(start, end)
    if end.months is None or start.months is None:
        last = coming(end, today)[1]
        first, turns = start.at(last.year, last.month)[0], False
    elif start.year is not None:
        first = start.at(start.year, 1)[0]
        turns = end.year is None and (end.months[1], end.days[1]) < (first.month, first.day)
        last = end.at(end.year if end.year is not None else first.year + turns, 1)[1]
    else:
        last = coming(end, today)[1]
        turns = (start.months[0], start.days[0]) > (last.month, last.day)
        first = start.at(last.year - turns, 1)[0]
    if first > last or (turns and (last - first).days > _OVER_NEW_YEAR):
        raise NotRead("ends_before")
    return first, last


def _sharing(start: PartialDate, end: PartialDate) -> tuple[PartialDate, PartialDate]:
    """Give both sides the month that only one names: `7월 1일~9일`, `1~9 July`."""
    if start.months is not None and end.months is None:
        return start, replace(end, months=(start.months[1],) * 2, year=start.year)
    if start.months is None and end.months is not None:
        return replace(start, months=(end.months[0],) * 2, year=end.year), end
    return start, end


def one_day(day: date) -> PartialDate:
    """Return that day as a period relative to today."""
    return PartialDate(day.year, (day.month, day.month), (day.day, day.day), from_today=True)


def month(year: int | None, number: int, days: tuple[int, int] = WHOLE) -> PartialDate:
    """Return the month, or days of it; `year` None leaves the year open."""
    return PartialDate(year, (number, number), days)


def quarter(year: int | None, number: int) -> PartialDate:
    """Return the months of a quarter 1 to 4; `year` None leaves the year open."""
    return PartialDate(year, (3 * number - 2, 3 * number))


def half(year: int | None, number: int) -> PartialDate:
    """Return the months of a half 1 or 2; `year` None leaves the year open."""
    return PartialDate(year, (6 * number - 5, 6 * number))


def whole_year(year: int) -> PartialDate:
    """Return January to December of that year."""
    return PartialDate(year, (1, 12))


def end_of(said: PartialDate) -> PartialDate:
    """Return only the last day of the period."""
    last = said.months[1] if said.months else None
    return replace(said, months=(last, last) if last else None, days=(said.days[1], said.days[1]))


def this(unit: str, step: int, today: date) -> PartialDate:
    """Return the month, quarter, half or year `step` units after today's. Raises NotRead."""
    at = moved(today, relativedelta(months=_MONTHS_IN[unit] * step))
    match unit:
        case "month":
            found = month(at.year, at.month)
        case "quarter":
            found = quarter(at.year, (at.month + 2) // 3)
        case "half":
            found = half(at.year, (at.month + 5) // 6)
        case _:
            found = whole_year(at.year)
    return replace(found, from_today=True)


def moved(day: date, by: relativedelta) -> date:
    """Return the day moved by a duration. Raises NotRead if the result is no date that Python can hold."""
    try:
        return day + by
    except (ValueError, OverflowError):
        raise NotRead("too_far") from None


def year_said(digits: str | None, today: date) -> int | None:
    """Return the year of four digits, or of two digits in this century; None without digits.

    Raises NotRead if two digits are an unlikely year.
    """
    if not digits:
        return None
    if len(digits) == 4:
        return int(digits)
    year = 2000 + int(digits)
    if not -_YEARS_BACK <= year - today.year <= _YEARS_AHEAD:
        raise NotRead("ambiguous")
    return year
