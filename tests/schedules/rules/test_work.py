from __future__ import annotations

from datetime import date

import pytest

from schedules.rules import Facts
from schedules.rules.work import WorkFact
from storage.outbox.notices import NoticeKind
from tests.schedules.rules.common import SEOUL, all_of, days_of, milestone, report


@pytest.mark.parametrize(
    ("on", "owner", "leader"),
    [
        (
            "2026-06-30",
            [(30, "2026-05-29"), (7, "2026-06-23"), (1, "2026-06-29")],
            [(-1, "2026-07-01"), (-7, "2026-07-07"), (-30, "2026-07-30")],
        ),
        # after 31 December come New Year's Day and a week-end
        (
            "2026-12-31",
            [(30, "2026-12-01"), (7, "2026-12-24"), (1, "2026-12-30")],
            [(-1, "2027-01-04"), (-7, "2027-01-07"), (-30, "2027-02-01")],
        ),
        # a leap day; 1 March is a holiday
        (
            "2028-02-29",
            [(30, "2028-01-25"), (7, "2028-02-22"), (1, "2028-02-28")],
            [(-1, "2028-03-02"), (-7, "2028-03-07"), (-30, "2028-03-30")],
        ),
    ],
)
def test_a_deadline_before_it_the_owner_after_it_the_team_leader_too(
    on: str, owner: list[tuple[int, str]], leader: list[tuple[int, str]]
) -> None:
    every = all_of(Facts((), (milestone(on),), {}, {}))
    assert days_of([each for each in every if each.recipient == "U0OWNER"]) == owner + leader
    assert days_of([each for each in every if each.recipient == "U0LEADER"]) == leader


def test_a_quarters_report_at_its_opening_three_days_before_one_and_seven_after() -> None:
    every = all_of(Facts((), (report("2026-07-05", "2026-06-20"),), {}, {}))
    mine = [each for each in every if each.recipient == "U0OWNER"]
    assert [(each.kind, each.days_before, SEOUL.day_of(each.due_at).isoformat()) for each in mine] == [
        (NoticeKind.REPORT_OPENS, 0, "2026-06-22"),
        (NoticeKind.REPORT, 3, "2026-07-02"),
        (NoticeKind.REPORT, -1, "2026-07-06"),
        (NoticeKind.REPORT, -7, "2026-07-13"),
    ]


def test_nobody_to_tell_is_nothing_to_plan() -> None:
    assert all_of(Facts((), (WorkFact("milestone", 5, date(2026, 6, 30), None, None, None),), {}, {})) == []
