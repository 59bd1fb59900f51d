from __future__ import annotations

from datetime import date

import pytest

from schedules.rules.minutes import MinutesFact, about_minutes
from tests.schedules.rules.common import SECRETARY, SEOUL, rows


@pytest.mark.parametrize(
    ("closed", "last", "days"),
    [
        # a Thursday: three working days after it is a Tuesday
        ("2026-06-11", "2026-06-15", []),
        ("2026-06-11", "2026-06-16", [(-5, "2026-06-16")]),
        ("2026-06-11", "2026-06-22", [(-5, "2026-06-16"), (-11, "2026-06-22")]),
        (
            "2026-06-11",
            "2026-07-14",
            [
                (-5, "2026-06-16"),
                *((-11, "2026-06-22"), (-18, "2026-06-29"), (-25, "2026-07-06"), (-32, "2026-07-13")),
            ],
        ),
        # a Wednesday: three working days after it is a Monday, the next one a week later
        ("2026-06-10", "2026-06-22", [(-5, "2026-06-15"), (-12, "2026-06-22")]),
        # Liberation Day is a Saturday, its substitute Monday 17 August
        ("2026-08-06", "2026-08-24", [(-5, "2026-08-11"), (-12, "2026-08-18"), (-18, "2026-08-24")]),
    ],
)
def test_the_secretary_is_reminded_after_three_working_days_and_then_weekly(
    closed: str, last: str, days: list[tuple[int, str]]
) -> None:
    facts = [MinutesFact(2, date.fromisoformat(closed), SECRETARY)]
    found = rows(about_minutes(facts, SEOUL, date.fromisoformat(last)))
    assert found == [("U0SECRETARY", *each) for each in days]
