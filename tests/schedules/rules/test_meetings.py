from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from schedules.calendar import Calendar
from schedules.holidays import WorkingDays
from schedules.rules import Facts
from schedules.rules.meetings import MeetingFact, about_meetings, is_short_notice, one_for_each_meeting
from schedules.rules.readers import Reader
from storage.outbox.notices import NoticeKind
from storage.outbox.planned import Wanted
from tests.schedules.rules.common import OWNER, SEOUL, all_of, days_of

NEW_YORK = Calendar(ZoneInfo("America/New_York"), WorkingDays("US"))
MOVED_TO, PLANNED_FOR = date(2026, 6, 16), date(2026, 6, 12)


def of_kind(
    kind: NoticeKind, notice_days: tuple[int, ...], asking_days: tuple[int, ...] = (), assistant: Reader | None = None
) -> list[Wanted]:
    fact = MeetingFact(
        2,
        1,
        PLANNED_FOR,
        MOVED_TO,
        "C0COUNCIL",
        notice_days,
        asking_days,
        ((7, OWNER), (8, Reader("U0OTHER"))),
        assistant,
    )
    return [each for each in about_meetings([fact], SEOUL) if each.kind == kind]


def test_the_chairs_assistant_hears_with_the_channel() -> None:
    assistant = Reader("U0ASSISTANT", away_from=date(2026, 6, 15), away_until=date(2026, 6, 15), deputy="U0DEPUTY")
    assert of_kind(NoticeKind.CHAIR, (7, 1), assistant=assistant) == [
        Wanted("chair", 2, NoticeKind.CHAIR, MOVED_TO, 7, "U0ASSISTANT", SEOUL.morning_of(date(2026, 6, 9))),
        Wanted("chair", 2, NoticeKind.CHAIR, MOVED_TO, 1, "U0DEPUTY", SEOUL.morning_of(date(2026, 6, 15))),
    ]
    assert of_kind(NoticeKind.CHAIR, (7, 1)) == []


@pytest.mark.parametrize(("notice_days", "on"), [((7, 1), date(2026, 6, 9)), ((), date(2026, 6, 5))])
def test_one_agenda_comes_with_the_first_notice_or_ten_days_before(notice_days: tuple[int, ...], on: date) -> None:
    at = SEOUL.morning_of(on)  # ten days before is a Saturday
    assert of_kind(NoticeKind.AGENDA, notice_days) == [
        Wanted("agenda", 2, NoticeKind.AGENDA, PLANNED_FOR, 0, "C0COUNCIL", at)
    ]
    assert len(of_kind(NoticeKind.MEETING, notice_days)) == len(notice_days)


def test_each_member_without_an_answer_is_asked_on_each_day() -> None:
    asked = of_kind(NoticeKind.ATTENDANCE, (), (5, 1))
    assert [(each.subject_id, each.days_before, each.recipient) for each in asked] == [
        (7, 5, "U0OWNER"),
        (8, 5, "U0OTHER"),
        (7, 1, "U0OWNER"),
        (8, 1, "U0OTHER"),
    ]


def test_the_agenda_is_posted_ten_days_before_if_there_are_no_notices() -> None:
    fact = MeetingFact(2, 1, date(2026, 6, 19), date(2026, 6, 19), "C0COUNCIL", (), (), (), None)
    assert [SEOUL.day_of(each.due_at) for each in about_meetings([fact], SEOUL)] == [date(2026, 6, 9)]


@dataclass(frozen=True)
class Due:
    kind: str
    subject_id: int


def test_a_meetings_notice_and_its_agenda_are_one_message_and_all_else_has_its_own() -> None:
    notice, agenda = Due(NoticeKind.MEETING, 1), Due(NoticeKind.AGENDA, 1)
    other_notice, other_agenda = Due(NoticeKind.MEETING, 2), Due(NoticeKind.AGENDA, 3)
    new, also_new = Due(NoticeKind.ALIKE, 1), Due(NoticeKind.ALIKE, 1)
    groups = one_for_each_meeting([agenda, new, notice, also_new, other_notice, other_agenda])
    assert groups == [[new], [notice, agenda], [also_new], [other_notice], [other_agenda]]
    assert one_for_each_meeting([]) == []


def test_two_notices_of_one_meeting_are_two_messages() -> None:
    first, second = Due(NoticeKind.MEETING, 1), Due(NoticeKind.MEETING, 1)
    assert one_for_each_meeting([first, second]) == [[first], [second]]


def meeting(on: date, notice: tuple[int, ...] = (14, 7, 1), asking: tuple[int, ...] = ()) -> MeetingFact:
    return MeetingFact(1, 1, on, on, "C0COUNCIL", notice, asking, ((7, OWNER),), None)


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


@pytest.mark.parametrize(("day", "is_short"), [(16, True), (17, False), (18, False)])
def test_notice_of_less_than_a_week_is_short(day: int, *, is_short: bool) -> None:
    assert is_short_notice(date(2026, 6, day), date(2026, 6, 10)) is is_short
