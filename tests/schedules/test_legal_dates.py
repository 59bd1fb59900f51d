"""Statutory dates of the year."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.text import TEXTS
from schedules.legal_dates import legal_dates


@pytest.mark.parametrize(
    ("year", "month", "day", "key"),
    [
        (2025, 5, 31, "report_submitted"),  # a Saturday
        (2026, 5, 31, "report_submitted"),  # a Sunday
        (2026, 7, 31, "report_compiled"),
        (2026, 12, 31, "council_told"),
        (2027, 3, 31, "public_results"),
    ],
)
def test_a_legal_date_stays_on_its_day(year: int, month: int, day: int, key: str) -> None:
    (found,) = [each for each in legal_dates("KR", year) if each.key == key]
    assert (found.on, found.is_law) == (date(year, month, day), True)


def test_they_come_in_order_each_with_a_source_and_a_sentence() -> None:
    dates = legal_dates("KR", 2026)
    assert [each.on for each in dates] == sorted(each.on for each in dates)
    for each in dates:
        assert each.source
        assert all(f"legal.{each.key}" in texts for texts in TEXTS.values())
    assert legal_dates("XX", 2026) == []


def test_the_guidelines_working_calendar_is_there_and_is_no_law() -> None:
    """MoE, guideline of September 2024: plan, sheets, compiling, draft, report meeting, review, opinions."""
    months = [(each.on.month, each.key) for each in legal_dates("KR", 2026) if not each.is_law]
    assert months == [
        (1, "sheets_compiled"),
        (2, "report_drafted"),
        (3, "review_meeting"),
        (4, "committee_reviews"),
        (8, "opinions_come"),
        (9, "review_planned"),
        (10, "sheets_open"),
        (12, "sheets_due"),
    ]
