from __future__ import annotations

from datetime import date, datetime

import pytest

from schedules.rules import Facts, due
from schedules.rules.issues import (
    AlikeFact,
    DraftFact,
    IssueFact,
    about_drafts,
    about_issues,
    about_the_alike,
    asked_on,
    closes_on,
    waits_until,
)
from schedules.rules.readers import Reader
from tests.schedules.rules.common import HEAD, OWNER, SECRETARY, SEOUL, rows

TUESDAY = date(2026, 6, 30)
CONTACT = Reader("U0CONTACT")


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


def issue(moved: date, day: date | None = None, *, assigned: bool = False) -> IssueFact:
    return IssueFact(1, moved, day, assigned, CONTACT if assigned else None, SECRETARY, HEAD if assigned else None)


@pytest.mark.parametrize(
    ("moved", "day", "assigned", "until"),
    [
        (date(2025, 4, 24), None, False, date(2025, 5, 1)),  # five working days
        (date(2025, 4, 24), None, True, date(2025, 5, 12)),  # ten working days: 5 and 6 May are days off
        (date(2025, 4, 24), date(2025, 7, 31), True, date(2025, 7, 31)),
        (date(2025, 6, 27), None, False, date(2025, 7, 4)),
    ],
)
def test_what_an_issue_waits_for(moved: date, day: date | None, assigned: bool, until: date) -> None:
    assert waits_until(issue(moved, day, assigned=assigned), SEOUL) == until


def told(facts: Facts) -> list[tuple[str, str, str]]:
    found = due(facts, SEOUL, date(2025, 4, 24), date(2025, 12, 31))
    return [(each.kind, each.due_at.astimezone(SEOUL.zone).date().isoformat(), each.recipient) for each in found]


def facts(**more: tuple[object, ...]) -> Facts:
    return Facts(meetings=(), work=(), heads={}, secretaries={}, **more)  # type: ignore[arg-type]


def test_first_who_handles_it_then_the_secretary_then_the_head() -> None:
    said = told(facts(issues=(issue(date(2025, 4, 24), assigned=True),)))
    assert said == [
        ("issue_waits", "2025-05-12", "U0CONTACT"),
        ("issue_waits", "2025-05-19", "U0SECRETARY"),
        ("issue_waits", "2025-05-26", "U0HEAD"),
    ]


def test_what_nobody_was_given_is_the_secretarys_from_the_first_day() -> None:
    said = told(facts(issues=(issue(date(2025, 4, 24)),)))
    assert [(day, who) for _, day, who in said] == [("2025-05-01", "U0SECRETARY"), ("2025-05-12", "U0SECRETARY")]


def test_three_of_a_kind_and_a_draft_are_brought_up_the_next_working_morning() -> None:
    friday = date(2025, 5, 2)  # the Monday and Tuesday after it are holidays
    group, draft = AlikeFact(7, friday, SECRETARY), DraftFact(3, friday, Reader("U0OFFICER"))
    assert told(facts(alike=(group,), drafts=(draft,))) == [
        ("draft_waits", "2025-05-07", "U0OFFICER"),
        ("alike", "2025-05-07", "U0SECRETARY"),
    ]
