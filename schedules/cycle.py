"""The dates a meeting cycle gives: a list of months and a weekday rule."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dateutil.rrule import MONTHLY, rrule, weekday

from schedules.holidays import WorkingDays
from storage.cycles import Cycle


def dates_of(cycle: Cycle, days: WorkingDays, first: date, last: date) -> dict[date, date]:
    """Each date of the cycle from `first` to `last`, with the day it is held on: the next working day after a holiday.

    A date whose working day falls into the span counts, even where the date itself does not.
    """
    longest_holiday = timedelta(days=14)
    rule = rrule(
        MONTHLY,
        bymonth=cycle.months,
        byweekday=weekday(cycle.weekday, cycle.nth),
        dtstart=datetime.combine(first - longest_holiday, datetime.min.time()),
        until=datetime.combine(last, datetime.max.time()),
    )
    held = {each.date(): days.on_or_after(each.date()) for each in rule}
    return {given: day for given, day in held.items() if first <= day <= last}
