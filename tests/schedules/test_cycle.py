from __future__ import annotations

from datetime import date

import pytest

from schedules.cycle import dates_of
from schedules.holidays import WorkingDays
from storage.meetings.cycles import Cycle

MONDAY, FRIDAY = 0, 4
LAST = -1


def held(
    months: list[int], nth: int, weekday: int, first: str, last: str, off: frozenset[date] = frozenset()
) -> dict[str, str]:
    cycle = Cycle(months=months, nth=nth, weekday=weekday)
    found = dates_of(cycle, WorkingDays("KR", off), date.fromisoformat(first), date.fromisoformat(last))
    return {given.isoformat(): day.isoformat() for given, day in found.items()}


def test_each_month_of_the_cycle_has_its_weekday() -> None:
    assert held([2, 7], 2, FRIDAY, "2026-01-01", "2027-03-01") == {
        "2026-02-13": "2026-02-13",
        "2026-07-10": "2026-07-10",
        "2027-02-12": "2027-02-12",
    }
    assert held([6], LAST, MONDAY, "2026-01-01", "2026-12-31") == {"2026-06-29": "2026-06-29"}


@pytest.mark.parametrize(
    ("first", "last", "is_in"),
    [
        ("2026-07-20", "2026-07-20", True),
        ("2026-07-21", "2026-12-31", False),
        ("2026-01-01", "2026-07-19", False),
        ("2026-01-01", "2026-07-17", False),
    ],
)
def test_a_date_on_a_holiday_is_in_the_span_of_its_working_day(first: str, last: str, is_in: bool) -> None:
    # Friday 17 July is Constitution Day.
    assert held([7], 3, FRIDAY, first, last) == ({"2026-07-17": "2026-07-20"} if is_in else {})


def test_a_meeting_after_two_weeks_off_is_still_found() -> None:
    two_weeks = frozenset(date(2026, 6, 5 + day) for day in range(14))
    assert held([6], 1, FRIDAY, "2026-06-19", "2026-06-30", two_weeks) == {"2026-06-05": "2026-06-19"}


def test_a_meeting_on_the_last_day_of_the_span_counts() -> None:
    assert held([7], 2, FRIDAY, "2026-07-10", "2026-07-10") == {"2026-07-10": "2026-07-10"}
