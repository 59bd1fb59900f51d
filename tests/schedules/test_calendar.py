"""A city's working hours, with dates that a person can check on a calendar."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.schedules.rules.common import SEOUL


@pytest.mark.parametrize(
    ("at", "quiet", "next_morning"),
    [
        ("2026-05-22T08:59", True, "2026-05-22"),
        ("2026-05-22T09:00", False, "2026-05-26"),  # Friday; Monday is a substitute holiday
        ("2026-05-22T18:00", True, "2026-05-26"),
        ("2026-05-23T12:00", True, "2026-05-26"),
        ("2026-07-17T12:00", True, "2026-07-20"),
    ],
)
def test_quiet_hours_end_on_a_working_morning(at: str, quiet: bool, next_morning: str) -> None:
    instant = datetime.fromisoformat(at).replace(tzinfo=SEOUL.zone).astimezone(UTC)
    assert SEOUL.is_quiet(instant) is quiet
    assert SEOUL.day_of(SEOUL.next_morning(instant)).isoformat() == next_morning
