"""After a meeting: remind its secretary until the minutes are confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from schedules.calendar import Calendar
from schedules.rules.readers import Reader
from storage.outbox.notices import NoticeKind
from storage.outbox.planned import Wanted

_WORKING_DAYS_AFTER = 3
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class MinutesFact:
    """A closed meeting whose minutes are not confirmed."""

    meeting_id: int
    closed_on: date
    secretary: Reader


def about_minutes(owed: Iterable[MinutesFact], calendar: Calendar, last: date) -> Iterator[Wanted]:
    """Yield a notice three working days after the meeting, then on the first working day of each week until `last`."""
    for each in owed:
        on = calendar.days.after(each.closed_on, _WORKING_DAYS_AFTER)
        monday = on + timedelta(days=7 - on.weekday())
        while on <= last:
            days, at = (on - each.closed_on).days, calendar.morning_of(on)
            to = each.secretary.on(on)
            yield Wanted("minutes", each.meeting_id, NoticeKind.MINUTES, each.closed_on, -days, to, at, "secretary")
            on, monday = calendar.days.on_or_after(monday), monday + _WEEK
