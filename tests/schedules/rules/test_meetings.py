from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from schedules.rules.meetings import MeetingFact, about_meetings, one_for_each_meeting
from schedules.rules.readers import Reader
from storage.outbox.notices import NoticeKind
from storage.outbox.planned import Wanted
from tests.schedules.rules.common import OWNER, SEOUL

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
