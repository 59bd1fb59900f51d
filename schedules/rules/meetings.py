"""Before a meeting: its channel is told, who has not answered is asked, a chair's assistant hears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from schedules.calendar import Calendar
from schedules.rules.readers import Reader
from schedules.rules.steps import steps_before
from storage.notices import NoticeKind
from storage.planned import Wanted


@dataclass(frozen=True)
class MeetingFact:
    id: int
    committee_id: int
    occurrence: date
    on: date
    channel: str
    notice_days: tuple[int, ...]
    asking_days: tuple[int, ...]
    agenda_days: tuple[int, ...]  # when it closes, and stands in the channel
    unanswered: tuple[tuple[int, Reader], ...]  # a member's seat, and the member
    assistant: Reader | None  # who answers for the chair


def about_meetings(meetings: Iterable[MeetingFact], calendar: Calendar) -> Iterator[Wanted]:
    for each in meetings:
        for days, on in steps_before(each.on, each.notice_days, calendar):
            yield Wanted("meeting", each.id, NoticeKind.MEETING, each.on, days, each.channel, calendar.morning_of(on))
            if each.assistant is not None:
                to = each.assistant.on(on)
                yield Wanted("chair", each.id, NoticeKind.CHAIR, each.on, days, to, calendar.morning_of(on), "chair")
        for _, on in steps_before(each.on, each.agenda_days, calendar):
            # One message for one meeting, wherever it is moved: its occurrence stays.
            at = calendar.morning_of(on)
            yield Wanted("agenda", each.id, NoticeKind.AGENDA, each.occurrence, 0, each.channel, at)
        for days, on in steps_before(each.on, each.asking_days, calendar):
            for seat_id, member in each.unanswered:
                to = member.on(on)
                at = calendar.morning_of(on)
                yield Wanted("seat", seat_id, NoticeKind.ATTENDANCE, each.on, days, to, at, "member")
