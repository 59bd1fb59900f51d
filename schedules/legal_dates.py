"""The statutory dates of a plan's year in one country. A statutory date never moves, even if it is a day off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LegalDate:
    """One date of the year. `key` is the key of its text, `source` the provision or guideline.

    `is_law` is True if a statute sets the day, False if a guideline does.
    """

    key: str
    on: date
    is_law: bool
    source: str


# (month, day, key, is_law, source), in the order of the year. KR: Framework Act on Carbon Neutrality and its
# Enforcement Decree as in force from 2026-10-08; dates without a legal basis from the Ministry's guideline of September
# 2024.
_YEARS: Mapping[str, tuple[tuple[int, int, str, bool, str], ...]] = {
    "KR": (
        (1, 31, "sheets_compiled", False, "Guideline 2024.9"),
        (2, 28, "report_drafted", False, "Guideline 2024.9"),
        (3, 31, "public_results", True, "Decree 17(5)"),
        (3, 31, "review_meeting", False, "Guideline 2024.9"),
        (4, 30, "committee_reviews", False, "Guideline 2024.9"),
        (5, 31, "report_submitted", True, "Decree 8(5)"),
        (7, 31, "report_compiled", True, "Decree 8(7)"),
        (8, 31, "opinions_come", False, "Guideline 2024.9"),
        (9, 30, "review_planned", False, "Guideline 2024.9"),
        (10, 1, "sheets_open", False, "Guideline 2024.9"),
        (12, 31, "sheets_due", False, "Guideline 2024.9"),
        (12, 31, "council_told", True, "Act 78(3), Decree 71(3)"),
        (12, 31, "public_targets", True, "Decree 17(2)"),
    ),
}


def legal_dates(country: str, year: int) -> list[LegalDate]:
    """Return the dates of that year in order; an empty list for a country without entries."""
    rows = _YEARS.get(country, ())
    return [LegalDate(key, date(year, month, day), is_law, source) for month, day, key, is_law, source in rows]
