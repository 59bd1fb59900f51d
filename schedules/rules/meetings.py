"""Before a meeting: notify its channel, ask members who have not answered, inform the chair's assistant.

The first notice of a meeting in a channel comes with the agenda, which is updated in place from then on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from schedules.calendar import Calendar
from schedules.rules.readers import Reader
from schedules.rules.steps import steps_before
from storage.outbox.notices import NoticeKind
from storage.outbox.planned import Wanted

# Days before a meeting on which its agenda is posted if the committee wants no notices.
AGENDA_DAYS = (10,)
# Members need this time for the papers.
_NOTICE = timedelta(days=7)


@dataclass(frozen=True)
class MeetingFact:
    """A coming meeting; `notice_days` and `asking_days` are days before it."""

    id: int
    committee_id: int
    occurrence: date
    on: date
    channel: str
    notice_days: tuple[int, ...]
    asking_days: tuple[int, ...]
    unanswered: tuple[tuple[int, Reader], ...]  # (id of the membership, the member)
    assistant: Reader | None  # answers for the chair


def about_meetings(meetings: Iterable[MeetingFact], calendar: Calendar) -> Iterator[Wanted]:
    """Yield the notices of each meeting: to its channel, to members without an answer, to the chair's assistant."""
    for each in meetings:
        told = list(steps_before(each.on, each.notice_days, calendar))
        for days, on in told:
            yield Wanted("meeting", each.id, NoticeKind.MEETING, each.on, days, each.channel, calendar.morning_of(on))
            if each.assistant is not None:
                to = each.assistant.on(on)
                yield Wanted("chair", each.id, NoticeKind.CHAIR, each.on, days, to, calendar.morning_of(on), "chair")
        for _, on in (told or list(steps_before(each.on, AGENDA_DAYS, calendar)))[:1]:
            # One agenda message per meeting: its occurrence stays the same even if the meeting is moved.
            at = calendar.morning_of(on)
            yield Wanted("agenda", each.id, NoticeKind.AGENDA, each.occurrence, 0, each.channel, at)
        for days, on in steps_before(each.on, each.asking_days, calendar):
            for seat_id, member in each.unanswered:
                to = member.on(on)
                at = calendar.morning_of(on)
                yield Wanted("seat", seat_id, NoticeKind.ATTENDANCE, each.on, days, to, at, "member")


def is_short_notice(day: date, today: date) -> bool:
    """Return whether a meeting on `day` leaves its members too little time from `today` on."""
    return day - today < _NOTICE


class Reason(Protocol):
    """Protocol of a notice, stored or predicted."""

    @property
    def kind(self) -> str:
        """The value of a `NoticeKind`."""

    @property
    def subject_id(self) -> int:
        """The id of what the notice is about; for a meeting's notice and agenda, the meeting's."""


ReasonT = TypeVar("ReasonT", bound=Reason)


def one_for_each_meeting(reasons: Iterable[ReasonT]) -> list[list[ReasonT]]:
    """Group a channel's due notices into messages; a meeting's notice and its agenda form one message, the notice
    first.
    """
    groups: list[list[ReasonT]] = []
    by_meeting: dict[int, list[ReasonT]] = {}
    for reason in sorted(reasons, key=lambda each: each.kind == NoticeKind.AGENDA):
        if reason.kind not in (NoticeKind.MEETING, NoticeKind.AGENDA):
            groups.append([reason])
        elif reason.kind == NoticeKind.AGENDA and reason.subject_id in by_meeting:
            by_meeting[reason.subject_id].append(reason)
        else:
            by_meeting[reason.subject_id] = [reason]
            groups.append(by_meeting[reason.subject_id])
    return groups
