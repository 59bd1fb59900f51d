from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from schedules.rules.written_votes import BallotFact, about_ballots, leads
from storage.outbox.notices import NoticeKind
from storage.outbox.planned import Wanted
from tests.schedules.rules.common import OWNER, SEOUL, rows


@pytest.mark.parametrize(
    ("days", "reminded"),
    [
        (0, (0,)),
        (1, (0,)),
        (2, (1,)),
        (5, (1,)),
        (6, (3, 1)),
        (13, (3, 1)),
        (14, (7, 3, 1)),
        (60, (7, 3, 1)),
    ],
)
def test_no_reminder_comes_in_the_first_half_of_the_period(days: int, reminded: tuple[int, ...]) -> None:
    assert leads(days) == reminded


def reminders(given_on: str, due: str, ends: str = "18:00") -> list[Wanted]:
    ends_at = datetime.fromisoformat(f"{due}T{ends}").replace(tzinfo=SEOUL.zone)
    ballot = BallotFact(4, date.fromisoformat(given_on), date.fromisoformat(due), ends_at, OWNER)
    return list(about_ballots([ballot], SEOUL))


def test_each_reminder_names_the_ballot_and_its_day() -> None:
    monday = date(2026, 6, 15)  # D-1 is a Sunday and moves to the Friday of D-3
    assert reminders("2026-06-01", "2026-06-15") == [
        Wanted("ballot", 4, NoticeKind.BALLOT_OWED, monday, days, "U0OWNER", SEOUL.morning_of(monday - timedelta(ago)))
        for days, ago in ((7, 7), (1, 3))
    ]


def test_on_the_day_of_the_announcement_nobody_is_reminded() -> None:
    assert reminders("2026-06-12", "2026-06-14") == []  # Friday to Sunday
    assert rows(reminders("2026-06-11", "2026-06-13")) == [("U0OWNER", 1, "2026-06-12")]


@pytest.mark.parametrize(("ends", "count"), [("08:59", 0), ("09:00", 0), ("09:01", 1)])
def test_a_vote_that_ends_by_nine_has_no_reminder_on_its_last_day(ends: str, count: int) -> None:
    assert len(reminders("2026-06-08", "2026-06-09", ends)) == count
