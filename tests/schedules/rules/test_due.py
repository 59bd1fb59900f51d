"""All rules together: which notices are due in a span of days, and which past ones are left out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from schedules.rules import Facts, due, only_latest_crossed
from schedules.rules.minutes import MinutesFact
from schedules.rules.readers import Reader
from schedules.rules.work import WorkFact
from schedules.rules.written_votes import BallotFact
from storage.outbox.notices import NoticeKind
from storage.outbox.planned import Wanted
from tests.schedules.rules.common import HEAD, OWNER, SECRETARY, SEOUL, all_of, milestone, rows

DUE = date(2026, 6, 30)
NONE = Facts((), (), {}, {})


def year_of(facts: Facts) -> list[Wanted]:
    return due(facts, SEOUL, date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-06-23", "2026-06-23", [7]),
        ("2026-06-22", "2026-06-24", [7]),
        ("2026-06-24", "2026-06-28", []),
        ("2026-06-16", "2026-06-22", []),
        ("2026-06-23", "2026-06-29", [7, 1]),
    ],
)
def test_the_span_includes_its_first_and_its_last_day(first: str, last: str, days: list[int]) -> None:
    found = due(
        Facts((), (milestone("2026-06-30"),), {}, {}), SEOUL, date.fromisoformat(first), date.fromisoformat(last)
    )
    assert [each.days_before for each in found] == days


def test_notices_of_all_kinds_come_in_order_of_time() -> None:
    action = WorkFact("action", 8, DUE, OWNER, None, 3)
    ends_at = datetime(2026, 6, 30, 18, tzinfo=SEOUL.zone)
    facts = Facts(
        *((), (), {3: HEAD}, {}),
        actions=(action,),
        minutes=(MinutesFact(2, date(2026, 6, 18), SECRETARY),),
        ballots=(BallotFact(4, date(2026, 6, 25), DUE, ends_at, OWNER),),
    )
    found = due(facts, SEOUL, date(2026, 6, 22), date(2026, 7, 13))
    assert [(each.kind, SEOUL.day_of(each.due_at).isoformat()) for each in found] == [
        (NoticeKind.ACTION, "2026-06-23"),
        (NoticeKind.MINUTES, "2026-06-23"),
        (NoticeKind.ACTION, "2026-06-29"),
        (NoticeKind.BALLOT_OWED, "2026-06-29"),
        (NoticeKind.MINUTES, "2026-06-29"),
        (NoticeKind.ACTION, "2026-07-01"),
        (NoticeKind.MINUTES, "2026-07-06"),
        (NoticeKind.ACTION, "2026-07-07"),
        (NoticeKind.OUTSTANDING, "2026-07-13"),
        (NoticeKind.MINUTES, "2026-07-13"),
    ]


def test_a_reader_who_left_without_a_deputy_gets_nothing() -> None:
    gone = WorkFact("milestone", 5, DUE, Reader("U0OWNER", gone=True), None, None)
    assert year_of(Facts((), (gone,), {}, {})) == []


MONDAY = datetime(2026, 6, 29, 0, tzinfo=SEOUL.zone)


def step(
    days_before: int,
    at: datetime = MONDAY,
    *,
    about: tuple[str, int] = ("milestone", 5),
    due_date: date = DUE,
    kind: NoticeKind = NoticeKind.DEADLINE,
    to: str = "U0OWNER",
    part: str = "owner",
) -> Wanted:
    return Wanted(*about, kind, due_date, days_before, to, at, part)


def test_a_step_is_past_from_its_own_instant_on() -> None:
    steps = [step(7, MONDAY - timedelta(days=6)), step(1)]
    assert only_latest_crossed(steps, MONDAY) == [step(1)]
    assert only_latest_crossed(steps, MONDAY - timedelta(seconds=1)) == steps


@pytest.mark.parametrize(
    "other",
    [
        step(7, about=("report", 5)),
        step(7, about=("milestone", 6)),
        step(7, due_date=DUE + timedelta(days=1)),
        step(7, to="U0LEADER", part="leader"),
        step(7, part="leader"),
    ],
)
def test_past_steps_of_something_else_or_of_another_role_stay(other: Wanted) -> None:
    assert only_latest_crossed([other, step(1)], MONDAY) == [other, step(1)]


def test_a_step_replaces_the_earlier_one_of_its_role_whoever_got_that() -> None:
    assert only_latest_crossed([step(7, to="U0DEPUTY"), step(1)], MONDAY) == [step(1)]


def test_without_a_role_each_recipient_keeps_a_step() -> None:
    handler, secretary = step(0, part=""), step(-5, to="U0SECRETARY", part="")
    assert only_latest_crossed([handler, secretary], MONDAY) == [handler, secretary]
    assert only_latest_crossed([handler, step(-5, part="")], MONDAY) == [step(-5)]


@pytest.mark.parametrize("kind", [NoticeKind.OUTSTANDING, NoticeKind.WEEKLY_DIGEST])
def test_this_weeks_list_replaces_last_weeks(kind: NoticeKind) -> None:
    last, this = (step(0, kind=kind, due_date=DUE + timedelta(days=days)) for days in (0, 7))
    assert only_latest_crossed([last, this], MONDAY) == [this]


def test_nothing_gives_no_notice() -> None:
    assert rows(year_of(NONE)) == []


def test_what_was_missed_is_said_once_the_nearest() -> None:
    every = all_of(Facts((), (milestone("2026-06-30"),), {}, {}))
    now = datetime(2026, 6, 29, 3, tzinfo=UTC)
    left = only_latest_crossed(every, now)
    mine = [each.days_before for each in left if each.recipient == "U0OWNER"]
    assert mine == [1, -1, -7, -30]
