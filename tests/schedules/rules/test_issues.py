from __future__ import annotations

from datetime import date, datetime

from schedules.rules.issues import (
    AlikeFact,
    DraftFact,
    IssueFact,
    about_drafts,
    about_issues,
    about_the_alike,
    asked_on,
    closes_on,
)
from tests.schedules.rules.common import HEAD, OWNER, SECRETARY, SEOUL, rows

TUESDAY = date(2026, 6, 30)


def test_a_settled_issue_closes_after_ten_working_days() -> None:
    evening = datetime(2026, 6, 30, 23, 30, tzinfo=SEOUL.zone)
    assert closes_on(SEOUL, evening) == date(2026, 7, 14)


def test_each_step_says_how_many_working_days_late_the_issue_is() -> None:
    issue = IssueFact(1, date(2026, 6, 1), TUESDAY, True, OWNER, SECRETARY, HEAD)
    assert rows(about_issues([issue], SEOUL)) == [
        ("U0OWNER", 0, "2026-06-30"),
        ("U0SECRETARY", -5, "2026-07-07"),
        ("U0HEAD", -10, "2026-07-14"),
    ]


def test_similar_issues_and_drafts_are_mentioned_on_the_day_after() -> None:
    assert rows(about_the_alike([AlikeFact(7, TUESDAY, SECRETARY)], SEOUL)) == [("U0SECRETARY", 0, "2026-07-01")]
    assert rows(about_the_alike([AlikeFact(7, TUESDAY, None)], SEOUL)) == []
    assert rows(about_drafts([DraftFact(3, TUESDAY, OWNER)], SEOUL)) == [("U0OWNER", 0, "2026-07-01")]
    assert asked_on(date(2026, 7, 16), SEOUL) == date(2026, 7, 20)  # Friday the 17th is Constitution Day
