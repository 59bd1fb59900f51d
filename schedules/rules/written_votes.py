"""During a written vote: remind members who have not voted, as often as the period allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from schedules.calendar import Calendar
from schedules.rules.readers import Reader
from schedules.rules.steps import steps_before
from storage.outbox.notices import NoticeKind
from storage.outbox.planned import Wanted

_LEADS = (7, 3, 1)


@dataclass(frozen=True)
class BallotFact:
    """A ballot with an open item. `given_on` is when its deadline was announced, `due` the day of the deadline."""

    id: int
    given_on: date
    due: date
    ends_at: datetime
    reader: Reader


def leads(days: int) -> tuple[int, ...]:
    """Return on how many days before the deadline to remind: none in the first half of the period; if there is no
    second half, only the last morning.
    """
    return tuple(each for each in _LEADS if 2 * each <= days) or (0,)


def about_ballots(ballots: Iterable[BallotFact], calendar: Calendar) -> Iterator[Wanted]:
    """Yield the reminders of each ballot: only after the day of the announcement and before the deadline."""
    for each in ballots:
        for days, on in steps_before(each.due, leads((each.due - each.given_on).days), calendar):
            at, to = calendar.morning_of(on), each.reader.on(on)
            if on > each.given_on and at < each.ends_at:
                yield Wanted("ballot", each.id, NoticeKind.BALLOT_OWED, each.due, days, to, at, "member")
