"""A committee's meetings, and who said that they come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace, Versioned
from storage.committees import Committee
from storage.errors import Changed, NotFound, Over
from storage.history import History, last_changed_by, note
from storage.people import Person
from storage.replanning import Remindable

SUBJECT = "meeting"  # in the history


class MeetingState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"  # being held
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Meeting(Base, OfWorkspace, Versioned, Remindable):
    """`occurrence` is the date the cycle gave it, by which it stays itself when it is moved.

    `on` and `at` are of the city's calendar and clock. `fixed` once a person has set them: the cycle then leaves them.
    """

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("committee_id", "occurrence"), Index(None, "workspace_id", "on"))

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id", ondelete="CASCADE"))
    occurrence: Mapped[date]
    on: Mapped[date]
    at: Mapped[str] = mapped_column(String(5))
    place: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(16), default=MeetingState.PLANNED)
    fixed: Mapped[bool] = mapped_column(default=False)
    extra: Mapped[bool] = mapped_column(default=False)  # 임시회의
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    minutes_confirmed_at: Mapped[datetime | None]


class Coming(StrEnum):
    ATTENDING = "attending"  # 참석
    ABSENT = "absent"  # 불참
    PROXY = "proxy"  # 대리참석


class Attendance(Base, OfWorkspace, Versioned, Remindable):
    """One member's answer; `by_id` is who gave it, an assistant perhaps."""

    __tablename__ = "attendances"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    coming: Mapped[str] = mapped_column(String(16))
    proxy_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class Presence(Base, OfWorkspace, Versioned):
    """Who was there, where it is not what they had answered: corrected at the door."""

    __tablename__ = "presences"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    present: Mapped[bool]


def meeting_with(session: Session, workspace_id: int, meeting_id: int) -> Meeting:
    """Raises NotFound."""
    found = session.get(Meeting, meeting_id)
    if found is None or found.workspace_id != workspace_id:
        raise NotFound("meeting", meeting_id)
    return found


def meetings_from(session: Session, workspace_id: int, day: date) -> list[Meeting]:
    """What is planned on that day or later, of every committee, nearest first."""
    query = select(Meeting).where(
        Meeting.workspace_id == workspace_id, Meeting.on >= day, Meeting.state == MeetingState.PLANNED
    )
    return list(session.scalars(query.order_by(Meeting.on, Meeting.id)))


def meeting_on(session: Session, committee: Committee, day: date) -> Meeting | None:
    """What that committee has planned for that day."""
    return session.scalar(
        select(Meeting).where(
            Meeting.workspace_id == committee.workspace_id,
            Meeting.committee_id == committee.id,
            Meeting.on == day,
            Meeting.state == MeetingState.PLANNED,
        )
    )


def next_meeting(session: Session, committee: Committee, first: date) -> Meeting | None:
    """The first that committee has planned on that day or later."""
    query = select(Meeting).where(
        Meeting.workspace_id == committee.workspace_id,
        Meeting.committee_id == committee.id,
        Meeting.on >= first,
        Meeting.state == MeetingState.PLANNED,
    )
    return session.scalar(query.order_by(Meeting.on, Meeting.id).limit(1))


def meetings_being_held(session: Session, workspace_id: int) -> list[Meeting]:
    query = select(Meeting).where(Meeting.workspace_id == workspace_id, Meeting.state == MeetingState.OPEN)
    return list(session.scalars(query.order_by(Meeting.on, Meeting.id)))


def keep_to_cycle(
    session: Session, committee: Committee, at: str, given: Mapping[date, date], today: date, last: date
) -> None:
    """Enter what the cycle gives between `today` and `last`; `given` is occurrence → day.

    What a person has fixed stays. What the cycle no longer gives is cancelled, as long as nobody has fixed it.
    """
    rows = {
        meeting.occurrence: meeting
        for meeting in session.scalars(
            select(Meeting).where(
                Meeting.workspace_id == committee.workspace_id,
                Meeting.committee_id == committee.id,
            )
        )
    }
    for occurrence, day in given.items():
        meeting = rows.get(occurrence)
        if meeting is None:
            session.add(
                Meeting(
                    workspace_id=committee.workspace_id, committee_id=committee.id, occurrence=occurrence, on=day, at=at
                )
            )
        elif not meeting.fixed and meeting.on >= today:
            meeting.on, meeting.at, meeting.state = day, at, MeetingState.PLANNED
    for occurrence, meeting in rows.items():
        if occurrence not in given and not meeting.fixed and today <= meeting.on and occurrence <= last:
            meeting.state = MeetingState.CANCELLED
    session.flush()


def move_meeting(
    session: Session,
    meeting: Meeting,
    version: int,
    day: date,
    at: str,
    place: str,
    by: Person,
    now: datetime,
    reason: str = "",
) -> bool:
    """Fix day, time and place; whether day or time are new. What people answered holds for the old date and goes.

    Raises Changed when somebody else changed it after `version`.
    """
    if meeting.version != version:
        raise Changed(last_changed_by(session, meeting.workspace_id, SUBJECT, meeting.id, ("moved", "set")))
    before = _shown(meeting)
    moved = (meeting.on, meeting.at) != (day, at)
    meeting.on, meeting.at, meeting.place, meeting.fixed = day, at, place, True
    if moved:
        for answer in answers_to(session, meeting).values():
            session.delete(answer)
    _note(session, meeting, "moved" if moved else "set", by, now, before, {**_shown(meeting), "reason": reason})
    session.flush()
    return moved


def moves_of(session: Session, meeting: Meeting) -> int:
    """How often it was moved."""
    return _count(session, meeting, "moved")


def changes_of(session: Session, meeting: Meeting) -> int:
    """How often anything changed that stands in people's calendars."""
    return _count(session, meeting, "moved", "set", "called_off")


def _count(session: Session, meeting: Meeting, *actions: str) -> int:
    query = select(func.count()).where(
        History.workspace_id == meeting.workspace_id,
        History.subject == SUBJECT,
        History.subject_id == meeting.id,
        History.action.in_(actions),
    )
    return session.scalar(query) or 0


def answers_to(session: Session, meeting: Meeting) -> dict[int, Attendance]:
    """Each answer, by the member's id."""
    query = select(Attendance).where(
        Attendance.workspace_id == meeting.workspace_id, Attendance.meeting_id == meeting.id
    )
    return {answer.person_id: answer for answer in session.scalars(query)}


def answered(session: Session, workspace_id: int, meeting_ids: Iterable[int]) -> set[tuple[int, int]]:
    """(meeting, person) of every answer to those meetings."""
    query = select(Attendance.meeting_id, Attendance.person_id).where(
        Attendance.workspace_id == workspace_id, Attendance.meeting_id.in_(list(meeting_ids))
    )
    return {(meeting_id, person_id) for meeting_id, person_id in session.execute(query)}


def answer_meeting(
    session: Session,
    meeting: Meeting,
    member: Person,
    coming: Coming,
    by: Person,
    now: datetime,
    today: date,
    proxy: Person | None = None,
) -> None:
    """Raises Over when the meeting has been or was cancelled."""
    if meeting.on < today or meeting.state != MeetingState.PLANNED:
        raise Over("meeting")
    there = answers_to(session, meeting).get(member.id)
    before = there.coming if there else ""
    if there is None:
        there = Attendance(workspace_id=meeting.workspace_id, meeting_id=meeting.id, person_id=member.id)
        session.add(there)
    there.coming, there.by_id, there.at = coming, by.id, now
    if coming != Coming.PROXY:
        there.proxy_id = None
    elif proxy is not None:  # saying "by proxy" once more does not unname who comes
        there.proxy_id = proxy.id
    _note(session, meeting, "answered", by, now, {"coming": before}, {"coming": coming, "member": member.slack_id})
    session.flush()


def take_answer_back(session: Session, meeting: Meeting, member: Person, by: Person, now: datetime) -> None:
    there = answers_to(session, meeting).get(member.id)
    if there is not None:
        after = {"coming": "", "member": member.slack_id}
        _note(session, meeting, "answered", by, now, {"coming": there.coming}, after)
        session.delete(there)
        session.flush()


def _note(
    session: Session,
    meeting: Meeting,
    action: str,
    by: Person,
    now: datetime,
    before: Mapping[str, object],
    after: Mapping[str, object],
) -> None:
    note(session, meeting.workspace_id, SUBJECT, meeting.id, action, now, by=by.id, before=before, after=after)


def _shown(meeting: Meeting) -> dict[str, object]:
    return {"on": meeting.on.isoformat(), "at": meeting.at, "place": meeting.place, "state": meeting.state}
