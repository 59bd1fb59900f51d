"""Calendar invitations (.ics): which version each reader has, and the message under which the next one is shared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.history import History
from storage.meetings.attendance import Attendance
from storage.meetings.meetings import SUBJECT as MEETING
from storage.meetings.meetings import Meeting, MeetingKind, MeetingState
from storage.meetings.rescheduling import IN_CALENDARS
from storage.organisation.people import Person
from storage.outbox.messages import Message, MessageState
from storage.outbox.notices import Notice, NoticeKind, Place, Topic, notify

SUBJECT = "invitation"
# The subject for a person who is no longer a member's proxy.
RELEASED = "released"
_SAID_BY = (NoticeKind.MEETING, NoticeKind.MOVED, NoticeKind.CALLED, NoticeKind.CALLED_OFF, NoticeKind.CHAIR)


@dataclass(frozen=True)
class Last:
    """The invitation a reader got last: its SEQUENCE, whether it withdrew an earlier one, and how many they got."""

    sequence: int
    is_released: bool
    count: int


@dataclass
class State:
    """A meeting's SEQUENCE and its readers' invitations. Keys are the recipients' Slack ids, values message ids.

    `own` holds the messages that began proxies' own invitations. `roots` holds each other reader's latest message about
    the meeting.
    """

    sequence: int = 0
    roots: dict[str, int] = field(default_factory=dict)
    own: dict[str, int] = field(default_factory=dict)
    last: dict[str, Last] = field(default_factory=dict)
    proxies: set[str] = field(default_factory=set)


def share_invitations(session: Session, workspace_id: int, today: date, now: datetime) -> None:
    """Share the .ics file under the message that invites; share it again with a higher SEQUENCE after a change.

    Proxies get it by direct message. A second call changes nothing: each version goes to each reader once.
    """
    meetings = _to_come(session, workspace_id, today)
    states = _states(session, workspace_id, [each.id for each in meetings])
    for meeting in meetings:
        state = states[meeting.id]
        for recipient in dict.fromkeys([*state.roots, *sorted(state.proxies), *state.last]):
            subject = _owed(state, recipient, is_off=meeting.state == MeetingState.CANCELLED)
            if subject:
                root, last = state.own.get(recipient, state.roots.get(recipient)), state.last.get(recipient)
                topic = Topic(NoticeKind.INVITATION, subject, meeting.id, days_before=state.sequence)
                topic = replace(topic, repeat=last.count if last is not None else 0)
                notify(session, workspace_id, topic, recipient, now, Place(root_id=root))


def _owed(state: State, recipient: str, *, is_off: bool) -> str:
    """Return the subject of the invitation that the reader should get now, or "" for none."""
    last = state.last.get(recipient)
    is_invited = recipient in state.proxies or (recipient in state.roots and recipient not in state.own)
    if last is None or last.is_released:
        return SUBJECT if is_invited and not is_off else ""
    if is_off or is_invited:
        return SUBJECT if last.sequence < state.sequence else ""
    return RELEASED


def _to_come(session: Session, workspace_id: int, today: date) -> Sequence[Meeting]:
    query = select(Meeting).where(
        Meeting.workspace_id == workspace_id,
        Meeting.on >= today,
        Meeting.kind == MeetingKind.SITTING,
        Meeting.state.in_((MeetingState.PLANNED, MeetingState.CANCELLED)),
    )
    return session.scalars(query.order_by(Meeting.id)).all()


def _states(session: Session, workspace_id: int, ids: Sequence[int]) -> dict[int, State]:
    states = {each: State() for each in ids}
    for meeting_id, count in _changes(session, workspace_id, ids):
        states[meeting_id].sequence = count
    query = (
        select(Notice, Message.id, Message.root_id)
        .join(Message, Message.id == Notice.message_id)
        .where(Notice.workspace_id == workspace_id, Notice.subject_id.in_(ids), Message.state == MessageState.OPEN)
        .where(Notice.kind.in_((*_SAID_BY, NoticeKind.INVITATION)))
        .order_by(Message.id)
    )
    for notice, message_id, root_id in session.execute(query):
        state, reader = states[notice.subject_id], notice.recipient
        if notice.kind != NoticeKind.INVITATION:
            state.roots[reader] = message_id
            continue
        state.last[reader] = Last(notice.days_before, notice.subject == RELEASED, notice.repeat + 1)
        if root_id is None:
            state.own[reader] = message_id
    for meeting_id, slack_id in _proxies(session, workspace_id, ids):
        states[meeting_id].proxies.add(slack_id)
    return states


def _changes(session: Session, workspace_id: int, ids: Sequence[int]) -> Iterable[tuple[int, int]]:
    query = select(History.subject_id, func.count()).where(
        History.workspace_id == workspace_id,
        History.subject == MEETING,
        History.subject_id.in_(ids),
        History.action.in_(IN_CALENDARS),
    )
    return [(meeting_id, count) for meeting_id, count in session.execute(query.group_by(History.subject_id))]


def _proxies(session: Session, workspace_id: int, ids: Sequence[int]) -> Iterable[tuple[int, str]]:
    query = (
        select(Attendance.meeting_id, Person.slack_id)
        .join(Person, Person.id == Attendance.proxy_id)
        .where(Attendance.workspace_id == workspace_id, Attendance.meeting_id.in_(ids), Person.gone.is_(False))
    )
    return [(meeting_id, slack_id) for meeting_id, slack_id in session.execute(query)]
