"""While a written procedure is open: who still owes an answer is asked, as often as its deadline leaves room for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from schedules.calendar import Calendar
from schedules.rules.readers import Reader
from schedules.rules.steps import steps_before
from storage.notices import NoticeKind
from storage.planned import Wanted

_LEADS = (7, 3, 1)


@dataclass(frozen=True)
class BallotFact:
    """A ballot with an item unanswered; `given_on` is when its deadline was said, `due` that deadline's day."""

    id: int
    given_on: date
    due: date
    ends_at: datetime
    reader: Reader


def leads(days: int) -> tuple[int, ...]:
    """Days before, of so many there are: none in the first half, and where there is no second, the last morning."""
    return tuple(each for each in _LEADS if 2 * each <= days) or (0,)


def about_ballots(ballots: Iterable[BallotFact], calendar: Calendar) -> Iterator[Wanted]:
    for each in ballots:
        for days, on in steps_before(each.due, leads((each.due - each.given_on).days), calendar):
            at, to = calendar.morning_of(on), each.reader.on(on)
            if on > each.given_on and at < each.ends_at:
                yield Wanted("ballot", each.id, NoticeKind.BALLOT_OWED, each.due, days, to, at, "member")
