"""Before a meeting: its channel is told, who has not answered is asked, a chair's assistant hears.

The first that a channel is told of a meeting carries its agenda, which from then on changes in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from schedules.calendar import Calendar
from schedules.rules.readers import Reader
from schedules.rules.steps import steps_before
from storage.notices import NoticeKind
from storage.planned import Wanted

# When its agenda stands in the channel of a committee that wants no notices.
AGENDA_DAYS = (10,)


@dataclass(frozen=True)
class MeetingFact:
    id: int
    committee_id: int
    occurrence: date
    on: date
    channel: str
    notice_days: tuple[int, ...]
    asking_days: tuple[int, ...]
    unanswered: tuple[tuple[int, Reader], ...]  # a member's seat, and the member
    assistant: Reader | None  # who answers for the chair


def about_meetings(meetings: Iterable[MeetingFact], calendar: Calendar) -> Iterator[Wanted]:
    for each in meetings:
        told = list(steps_before(each.on, each.notice_days, calendar))
        for days, on in told:
            yield Wanted("meeting", each.id, NoticeKind.MEETING, each.on, days, each.channel, calendar.morning_of(on))
            if each.assistant is not None:
                to = each.assistant.on(on)
                yield Wanted("chair", each.id, NoticeKind.CHAIR, each.on, days, to, calendar.morning_of(on), "chair")
        for _, on in (told or list(steps_before(each.on, AGENDA_DAYS, calendar)))[:1]:
            # One for one meeting, wherever it is moved: its occurrence stays.
            at = calendar.morning_of(on)
            yield Wanted("agenda", each.id, NoticeKind.AGENDA, each.occurrence, 0, each.channel, at)
        for days, on in steps_before(each.on, each.asking_days, calendar):
            for seat_id, member in each.unanswered:
                to = member.on(on)
                at = calendar.morning_of(on)
                yield Wanted("seat", seat_id, NoticeKind.ATTENDANCE, each.on, days, to, at, "member")


class Reason(Protocol):
    """Of a notice, written or only foretold."""

    @property
    def kind(self) -> str: ...
    @property
    def subject_id(self) -> int: ...


Told = TypeVar("Told", bound=Reason)


def one_for_each_meeting(reasons: Iterable[Told]) -> list[list[Told]]:
    """What a channel is told at once, by messages: a meeting's notice and its agenda are one, the notice first."""
    groups: list[list[Told]] = []
    by_meeting: dict[int, list[Told]] = {}
    for reason in sorted(reasons, key=lambda each: each.kind == NoticeKind.AGENDA):
        if reason.kind not in (NoticeKind.MEETING, NoticeKind.AGENDA):
            groups.append([reason])
        elif reason.kind == NoticeKind.AGENDA and reason.subject_id in by_meeting:
            by_meeting[reason.subject_id].append(reason)
        else:
            by_meeting[reason.subject_id] = [reason]
            groups.append(by_meeting[reason.subject_id])
    return groups
