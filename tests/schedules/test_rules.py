"""The time rules case by case, written from what the city was promised: dates that a person can check on a calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from schedules.calendar import Calendar
from schedules.holidays import WorkingDays
from schedules.rules import Facts, due, only_latest_crossed
from schedules.rules.lists import listed
from schedules.rules.meetings import MeetingFact
from schedules.rules.readers import Reader
from schedules.rules.work import WorkFact
from storage.outbox.notices import NoticeKind
from storage.outbox.planned import Wanted

SEOUL = Calendar(ZoneInfo("Asia/Seoul"), WorkingDays("KR"))
NEW_YORK = Calendar(ZoneInfo("America/New_York"), WorkingDays("US"))
OWNER, LEADER, HEAD, SECRETARY = Reader("U0OWNER"), Reader("U0LEADER"), Reader("U0HEAD"), Reader("U0SECRETARY")


def meeting(on: date, notice: tuple[int, ...] = (14, 7, 1), asking: tuple[int, ...] = ()) -> MeetingFact:
    return MeetingFact(1, 1, on, on, "C0COUNCIL", notice, asking, ((7, OWNER),), None)


def work(due_on: date, *, opens: date | None = None, owner: Reader | None = OWNER) -> WorkFact:
    subject = "milestone" if opens is None else "report"
    return WorkFact(subject, 5, due_on, owner, LEADER, 3, opens)


def all_of(facts: Facts, calendar: Calendar = SEOUL, first: date = date(2025, 1, 1)) -> list[Wanted]:
    return due(facts, calendar, first, date(2029, 1, 1))


def days_of(wanted: list[Wanted], calendar: Calendar = SEOUL) -> list[tuple[int, str]]:
    return [(each.days_before, calendar.day_of(each.due_at).isoformat()) for each in wanted]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        # an ordinary fortnight
        ("2026-05-22", [(14, "2026-05-08"), (7, "2026-05-15"), (1, "2026-05-21")]),
        # 2026-07-17, Constitution Day, is a day off again
        ("2026-07-24", [(14, "2026-07-10"), (7, "2026-07-16"), (1, "2026-07-23")]),
        # Seollal, 16 to 18 February, and Sunday
        ("2026-02-23", [(14, "2026-02-09"), (7, "2026-02-13"), (1, "2026-02-20")]),
        # 1 March is a Sunday, Monday the 2nd its substitute
        ("2026-03-03", [(14, "2026-02-13"), (7, "2026-02-24"), (1, "2026-02-27")]),
        # Liberation Day falls on a Saturday, Monday the 17th is its substitute
        ("2026-08-18", [(14, "2026-08-04"), (7, "2026-08-11"), (1, "2026-08-14")]),
        # the day after a substitute for Buddha's birthday
        ("2026-05-26", [(14, "2026-05-12"), (7, "2026-05-19"), (1, "2026-05-22")]),
        # D-7 is Hangul Day and moves back over a week of holidays to the day of D-14: the nearer step is kept
        ("2025-10-16", [(7, "2025-10-02"), (1, "2025-10-15")]),
        # across the year's end
        ("2027-01-04", [(14, "2026-12-21"), (7, "2026-12-28"), (1, "2026-12-31")]),
        # an election day
        ("2026-06-04", [(14, "2026-05-21"), (7, "2026-05-28"), (1, "2026-06-02")]),
        # a leap day
        ("2028-03-02", [(14, "2028-02-17"), (7, "2028-02-24"), (1, "2028-02-29")]),
    ],
)
def test_before_a_meeting_what_falls_on_a_day_off_moves_back(on: str, expected: list[tuple[int, str]]) -> None:
    every = all_of(Facts((meeting(date.fromisoformat(on)),), (), {}, {}))
    assert days_of([each for each in every if each.kind == NoticeKind.MEETING]) == expected
    # its agenda is sent with the first of them
    assert [days for _, days in days_of([each for each in every if each.kind == NoticeKind.AGENDA])] == [expected[0][1]]


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
    every = all_of(Facts((), (work(date.fromisoformat(on)),), {}, {}))
    assert days_of([each for each in every if each.recipient == "U0OWNER"]) == owner + leader
    assert days_of([each for each in every if each.recipient == "U0LEADER"]) == leader


def test_a_quarters_report_at_its_opening_three_days_before_one_and_seven_after() -> None:
    every = all_of(Facts((), (work(date(2026, 7, 5), opens=date(2026, 6, 20)),), {}, {}))
    mine = [each for each in every if each.recipient == "U0OWNER"]
    assert [(each.kind, each.days_before, SEOUL.day_of(each.due_at).isoformat()) for each in mine] == [
        (NoticeKind.REPORT_OPENS, 0, "2026-06-22"),
        (NoticeKind.REPORT, 3, "2026-07-02"),
        (NoticeKind.REPORT, -1, "2026-07-06"),
        (NoticeKind.REPORT, -7, "2026-07-13"),
    ]


@pytest.mark.parametrize(
    ("on", "days_before", "at"),
    [
        ("2026-03-09", 1, "2026-03-06T14:00+00:00"),  # standard time
        ("2026-03-16", 1, "2026-03-13T13:00+00:00"),  # daylight saving began on the 8th
        ("2026-10-30", 1, "2026-10-29T13:00+00:00"),
        ("2026-11-06", 1, "2026-11-05T14:00+00:00"),  # it ended on the 1st
    ],
)
def test_nine_in_the_morning_is_the_citys_in_summer_and_in_winter(on: str, days_before: int, at: str) -> None:
    facts = Facts((meeting(date.fromisoformat(on), (days_before,)),), (), {}, {})
    assert {each.due_at for each in all_of(facts, NEW_YORK)} == {datetime.fromisoformat(at)}


def test_only_who_has_not_answered_is_asked() -> None:
    silent = meeting(date(2026, 5, 8), notice=(), asking=(10, 3))
    every = [(each.kind, each.recipient) for each in all_of(Facts((silent,), (), {}, {}))]
    # without notices in the channel the agenda is posted alone, ten days before
    assert every == [(NoticeKind.AGENDA, "C0COUNCIL"), *[(NoticeKind.ATTENDANCE, "U0OWNER")] * 2]
    answered = MeetingFact(1, 1, date(2026, 5, 8), date(2026, 5, 8), "C0COUNCIL", (), (10, 3), (), None)
    assert [each.kind for each in all_of(Facts((answered,), (), {}, {}))] == [NoticeKind.AGENDA]


def test_the_deputy_hears_while_the_owner_is_away_and_when_they_are_gone() -> None:
    away = Reader("U0OWNER", away_from=date(2026, 6, 20), away_until=date(2026, 6, 26), deputy="U0DEPUTY")
    every = all_of(Facts((), (work(date(2026, 6, 30), owner=away),), {}, {}))
    before = [(each.days_before, each.recipient) for each in every if each.days_before > 0]
    assert before == [(30, "U0OWNER"), (7, "U0DEPUTY"), (1, "U0OWNER")]
    gone = Reader("U0OWNER", gone=True, deputy="U0DEPUTY")
    every = all_of(Facts((), (work(date(2026, 6, 30), owner=gone),), {}, {}))
    assert {each.recipient for each in every} == {"U0DEPUTY", "U0LEADER"}


def test_what_is_a_week_late_comes_to_the_head_on_the_next_monday_once() -> None:
    facts = Facts((), (work(date(2026, 6, 30)),), {3: HEAD, 4: Reader("U0OTHER")}, {1: SECRETARY})
    lists = [each for each in all_of(facts) if each.kind == NoticeKind.OUTSTANDING]
    assert [(each.recipient, SEOUL.day_of(each.due_at).isoformat()) for each in lists] == [("U0HEAD", "2026-07-13")]
    assert listed(facts.work, date(2026, 7, 7)) == []
    assert len(listed(facts.work, date(2026, 7, 8))) == 1


def memo_days(facts: Facts, calendar: Calendar = SEOUL) -> list[str]:
    every = due(facts, calendar, date(2026, 6, 1), date(2026, 7, 31))
    return [calendar.day_of(each.due_at).isoformat() for each in every if each.kind == NoticeKind.WEEKLY_DIGEST]


def test_a_secretary_gets_a_memo_on_a_weeks_first_working_day_while_something_waits() -> None:
    nothing = Facts((), (), {}, {1: SECRETARY})
    assert memo_days(nothing) == []
    late = Facts((), (work(date(2026, 7, 14)),), {}, {1: SECRETARY})
    assert memo_days(late) == ["2026-07-20", "2026-07-27"]
    asked = Facts((), (work(date(2026, 7, 5), opens=date(2026, 7, 1)),), {}, {1: SECRETARY})
    assert memo_days(asked) == ["2026-07-06", "2026-07-13", "2026-07-20", "2026-07-27"]
    without_owner = Facts((), (), {}, {1: SECRETARY}, something_waits=True)
    assert len(memo_days(without_owner)) == 9
    assert "2026-06-01" in memo_days(without_owner)


def test_a_week_off_has_no_memo_and_its_list_comes_with_the_next() -> None:
    week_off = frozenset(date(2026, 7, 13 + day) for day in range(5))
    calendar = Calendar(ZoneInfo("Asia/Seoul"), WorkingDays("KR", week_off))
    facts = Facts((), (work(date(2026, 6, 30)),), {3: HEAD}, {1: SECRETARY})
    assert "2026-07-20" in memo_days(facts, calendar)
    assert len(memo_days(facts, calendar)) == 3
    lists = [each for each in all_of(facts, calendar) if each.kind == NoticeKind.OUTSTANDING]
    assert [calendar.day_of(each.due_at).isoformat() for each in lists] == ["2026-07-20"]


def test_what_was_missed_is_said_once_the_nearest() -> None:
    every = all_of(Facts((), (work(date(2026, 6, 30)),), {}, {}))
    now = datetime(2026, 6, 29, 3, tzinfo=UTC)
    left = only_latest_crossed(every, now)
    mine = [each.days_before for each in left if each.recipient == "U0OWNER"]
    assert mine == [1, -1, -7, -30]


def test_nobody_to_tell_is_nothing_to_plan() -> None:
    assert all_of(Facts((), (WorkFact("milestone", 5, date(2026, 6, 30), None, None, None),), {}, {})) == []


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
