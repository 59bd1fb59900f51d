"""What words say of a day, before it is known which: months and days, the year left open where nobody said it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dateutil.relativedelta import relativedelta

FIRST_YEAR, LAST_YEAR = 2000, 2100
# The last day of a month, whichever that is. No two digits can say it.
LAST = 100
WHOLE = (1, LAST)
# A span over the turn of a year that names no year is that; more than half a year is an end before its beginning.
_OVER_NEW_YEAR = 183
# A year of two digits further away than this is a day or a month in its place.
_YEARS_BACK, _YEARS_AHEAD = 10, 40
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}

Period = tuple[date, date]


class NotRead(Exception):
    """Not a date; `why` is the word of `DateNotUnderstood`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Said:
    """From the first day of the first month to the last day of the last."""

    year: int | None
    months: tuple[int, int] | None
    days: tuple[int, int] = WHOLE
    from_today: bool = False  # reckoned from today, as 이달 and 어제 are: then what has passed is a mistake
    weekday: int | None = None  # said along with it, to be checked

    @property
    def is_one_day(self) -> bool:
        return self.days[0] == self.days[1] and (self.months is None or self.months[0] == self.months[1])

    def at(self, year: int, month: int) -> Period:
        """In that year, and that month where none was said. Raises NotRead."""
        first, last = self.months or (month, month)
        found = day_in(year, first, self.days[0]), day_in(year, last, self.days[1])
        if self.weekday not in (None, found[1].weekday()):
            raise NotRead("weekday")
        return found


def day_in(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotRead("too_far")
    try:
        return date(year, month, 1) + relativedelta(day=31) if day == LAST else date(year, month, day)
    except ValueError:
        raise NotRead("no_such_day") from None


def coming(said: Said, today: date) -> Period:
    """The next time it is so, today included. Raises NotRead."""
    year, month = today.year, today.month
    if said.months is None and said.days[1] < today.day:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    elif said.months is not None and (said.months[1], said.days[1]) < (today.month, today.day):
        year += 1
    found = said.at(said.year if said.year is not None else year, month)
    if said.from_today and found[1] < today:
        raise NotRead("past")
    return found


def between(start: Said, end: Said, today: date) -> Period:
    """What is open in one side is as in the other; one that is over and named no year comes again. Raises NotRead."""
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


def _sharing(start: Said, end: Said) -> tuple[Said, Said]:
    """`7월 1일~9일`, `1~9 July`: the month said once is the month of both."""
    if start.months is not None and end.months is None:
        return start, replace(end, months=(start.months[1],) * 2, year=start.year)
    if start.months is None and end.months is not None:
        return replace(start, months=(end.months[0],) * 2, year=end.year), end
    return start, end


def one_day(day: date) -> Said:
    return Said(day.year, (day.month, day.month), (day.day, day.day), from_today=True)


def month(year: int | None, number: int, days: tuple[int, int] = WHOLE) -> Said:
    return Said(year, (number, number), days)


def quarter(year: int | None, number: int) -> Said:
    return Said(year, (3 * number - 2, 3 * number))


def half(year: int | None, number: int) -> Said:
    return Said(year, (6 * number - 5, 6 * number))


def whole_year(year: int) -> Said:
    return Said(year, (1, 12))


def end_of(said: Said) -> Said:
    """Its last day alone."""
    last = said.months[1] if said.months else None
    return replace(said, months=(last, last) if last else None, days=(said.days[1], said.days[1]))


def this(unit: str, step: int, today: date) -> Said:
    """This month, quarter, half or year, or so many later."""
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
    """Raises NotRead beyond all calendars."""
    try:
        return day + by
    except (ValueError, OverflowError):
        raise NotRead("too_far") from None


def year_said(digits: str | None, today: date) -> int | None:
    """Four digits, or two of this century. Raises NotRead where two digits are an unlikely year."""
    if not digits:
        return None
    if len(digits) == 4:
        return int(digits)
    year = 2000 + int(digits)
    if not -_YEARS_BACK <= year - today.year <= _YEARS_AHEAD:
        raise NotRead("ambiguous")
    return year
