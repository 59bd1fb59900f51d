from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from schedules.calendar import Calendar
from schedules.holidays import WorkingDays
from schedules.rules import Facts, due
from schedules.rules.lists import heads_lists, listed, waits, weekly_digests
from schedules.rules.readers import Reader
from schedules.rules.work import WorkFact
from storage.outbox.notices import NoticeKind
from tests.schedules.rules.common import HEAD, SECRETARY, SEOUL, all_of, milestone, report, rows


@pytest.mark.parametrize(
    ("work", "on", "is_listed"),
    [
        (milestone("2026-06-01"), "2026-06-08", False),
        (milestone("2026-06-01"), "2026-06-09", True),
        (milestone("2026-01-01"), "2026-12-31", True),
        (report("2026-01-05"), "2026-01-12", False),
        (report("2026-01-05"), "2026-01-13", True),
        (report("2026-01-05"), "2026-06-04", True),  # 150 days late
        (report("2026-01-05"), "2026-06-05", False),
    ],
)
def test_an_item_is_listed_a_week_late_and_a_report_for_150_days(work: WorkFact, on: str, is_listed: bool) -> None:
    assert listed([work], date.fromisoformat(on)) == ([work] if is_listed else [])


def test_the_longest_overdue_comes_first_and_a_department_sees_its_own() -> None:
    oldest, theirs = report("2026-05-01", number=9), milestone("2026-05-04", 7, department=4)
    by_number = [milestone("2026-05-04", number) for number in (6, 8)]
    late = report("2026-05-04", number=1)
    owed = [late, by_number[1], theirs, by_number[0], oldest]
    day = date(2026, 6, 1)
    assert listed(owed, day) == [oldest, by_number[0], theirs, by_number[1], late]
    assert listed(owed, day, 4) == [theirs]
    assert listed(owed, day, 3) == [oldest, *by_number, late]


@pytest.mark.parametrize(
    ("work", "on", "is_waiting"),
    [
        (milestone("2026-06-01"), "2026-06-01", False),
        (milestone("2026-06-01"), "2026-06-02", True),
        (report("2026-01-05", "2026-01-02"), "2026-01-01", False),
        (report("2026-01-05", "2026-01-02"), "2026-01-02", True),
        (report("2026-01-05", "2026-01-02"), "2026-06-04", True),
        (report("2026-01-05", "2026-01-02"), "2026-06-05", False),
    ],
)
def test_a_report_waits_from_its_opening_and_a_milestone_once_overdue(
    work: WorkFact, on: str, is_waiting: bool
) -> None:
    assert waits([work], date.fromisoformat(on)) is is_waiting


def digests(owed: Sequence[WorkFact], first: str, last: str, issues: Sequence[date] = ()) -> list[tuple[str, int, str]]:
    span = (date.fromisoformat(first), date.fromisoformat(last))
    return rows(weekly_digests(owed, {1: SECRETARY}, SEOUL, *span, always=False, issues=issues))


def test_an_issue_is_in_the_digest_once_its_date_is_over() -> None:
    monday = date(2026, 6, 8)
    assert digests([], "2026-06-08", "2026-06-21", [monday]) == [("U0SECRETARY", 0, "2026-06-15")]


def test_the_last_day_of_the_span_may_be_a_monday_with_a_list() -> None:
    late = milestone("2026-06-01")
    assert digests([late], "2026-06-08", "2026-06-08") == [("U0SECRETARY", 0, "2026-06-08")]
    assert digests([late], "2026-06-09", "2026-06-15")[-1:] == [("U0SECRETARY", 0, "2026-06-15")]


@pytest.mark.parametrize(
    ("due", "on"),
    [
        ("2026-06-27", "2026-07-06"),
        ("2026-06-28", "2026-07-06"),  # on Monday 6 July it is eight days late
        ("2026-06-29", "2026-07-13"),
    ],
)
def test_a_head_gets_a_list_on_the_first_monday_on_which_an_item_is_listed(due: str, on: str) -> None:
    found = heads_lists([milestone(due)], {3: HEAD}, SEOUL, date(2026, 6, 1), date(2026, 7, 31))
    assert rows(found) == [("U0HEAD", 0, on)]


def test_the_list_of_a_week_off_is_that_of_the_next_week() -> None:
    off = Calendar(ZoneInfo("Asia/Seoul"), WorkingDays("KR", frozenset(date(2026, 7, 6 + day) for day in range(5))))
    found = list(heads_lists([milestone("2026-06-27")], {3: HEAD}, off, date(2026, 6, 1), date(2026, 7, 31)))
    assert rows(found) == [("U0HEAD", 0, "2026-07-13")]
    assert [each.due_date for each in found] == [date(2026, 7, 13)]


def test_what_is_a_week_late_comes_to_the_head_on_the_next_monday_once() -> None:
    facts = Facts((), (milestone("2026-06-30"),), {3: HEAD, 4: Reader("U0OTHER")}, {1: SECRETARY})
    lists = [each for each in all_of(facts) if each.kind == NoticeKind.OUTSTANDING]
    assert [(each.recipient, SEOUL.day_of(each.due_at).isoformat()) for each in lists] == [("U0HEAD", "2026-07-13")]
    assert listed(facts.work, date(2026, 7, 7)) == []
    assert len(listed(facts.work, date(2026, 7, 8))) == 1


def digest_days(facts: Facts, calendar: Calendar = SEOUL) -> list[str]:
    every = due(facts, calendar, date(2026, 6, 1), date(2026, 7, 31))
    return [calendar.day_of(each.due_at).isoformat() for each in every if each.kind == NoticeKind.WEEKLY_DIGEST]


def test_a_secretary_gets_a_digest_on_a_weeks_first_working_day_while_something_waits() -> None:
    nothing = Facts((), (), {}, {1: SECRETARY})
    assert digest_days(nothing) == []
    late = Facts((), (milestone("2026-07-14"),), {}, {1: SECRETARY})
    assert digest_days(late) == ["2026-07-20", "2026-07-27"]
    asked = Facts((), (report("2026-07-05", "2026-07-01"),), {}, {1: SECRETARY})
    assert digest_days(asked) == ["2026-07-06", "2026-07-13", "2026-07-20", "2026-07-27"]
    without_owner = Facts((), (), {}, {1: SECRETARY}, something_waits=True)
    assert len(digest_days(without_owner)) == 9
    assert "2026-06-01" in digest_days(without_owner)


def test_a_week_off_has_no_digest_and_its_list_comes_with_the_next() -> None:
    week_off = frozenset(date(2026, 7, 13 + day) for day in range(5))
    calendar = Calendar(ZoneInfo("Asia/Seoul"), WorkingDays("KR", week_off))
    facts = Facts((), (milestone("2026-06-30"),), {3: HEAD}, {1: SECRETARY})
    assert "2026-07-20" in digest_days(facts, calendar)
    assert len(digest_days(facts, calendar)) == 3
    lists = [each for each in all_of(facts, calendar) if each.kind == NoticeKind.OUTSTANDING]
    assert [calendar.day_of(each.due_at).isoformat() for each in lists] == ["2026-07-20"]
