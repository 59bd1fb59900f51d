"""The dates of a meeting cycle, from its months and its weekday rule."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dateutil.rrule import MONTHLY, rrule, weekday

from schedules.holidays import WorkingDays
from storage.meetings.cycles import Cycle


def dates_of(cycle: Cycle, days: WorkingDays, first: date, last: date) -> dict[date, date]:
    """Return each date of the cycle from `first` to `last`, with the working day on which the meeting is held.

    A date on a day off is held on the next working day. The span is that of the working days: a date before `first`
    counts if its working day is in the span.
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
