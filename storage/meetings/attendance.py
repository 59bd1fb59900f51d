"""Attendance of a meeting: the answers before it, and the people present at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, Versioned
from storage.db.errors import Over
from storage.meetings.meetings import Meeting, MeetingState, note_of
from storage.organisation.people import Person
from storage.organisation.replanning import Remindable


class Coming(StrEnum):
    """A member's answer to an invitation."""

    ATTENDING = "attending"  # 참석
    ABSENT = "absent"  # 불참
    PROXY = "proxy"  # 대리참석


# As counted: every answer, and those who have given none.
NO_ANSWER = "none"
ANSWERS = (*Coming, NO_ANSWER)


class Attendance(Base, OfWorkspace, Versioned, Remindable):
    """One member's answer. `by_id` is the person who gave it, perhaps an assistant."""

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
    """Presence recorded at the meeting; it takes precedence over the member's answer."""

    __tablename__ = "presences"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    present: Mapped[bool]


def answers_to(session: Session, meeting: Meeting) -> dict[int, Attendance]:
    """Return the answers to a meeting by the member's person id; members without an answer are missing."""
    query = select(Attendance).where(
        Attendance.workspace_id == meeting.workspace_id, Attendance.meeting_id == meeting.id
    )
    return {answer.person_id: answer for answer in session.scalars(query)}


def answers_to_all(session: Session, workspace_id: int, meeting_ids: Iterable[int]) -> dict[tuple[int, int], str]:
    """Return the answers to several meetings as (meeting id, person id) → answer."""
    query = select(Attendance.meeting_id, Attendance.person_id, Attendance.coming).where(
        Attendance.workspace_id == workspace_id, Attendance.meeting_id.in_(list(meeting_ids))
    )
    return {(meeting_id, person_id): coming for meeting_id, person_id, coming in session.execute(query)}


@dataclass(frozen=True)
class Answer:
    """What a member answers; `proxy` is None if they send none or have not named them yet."""

    coming: Coming
    proxy: Person | None = None


def answer_meeting(
    session: Session, meeting: Meeting, member: Person, answer: Answer, by: Person, now: datetime, today: date
) -> None:
    """Save a member's answer; it replaces an earlier one. Raises Over if the meeting is past, opened or cancelled."""
    if meeting.on < today or meeting.state != MeetingState.PLANNED:
        raise Over("meeting")
    there = answers_to(session, meeting).get(member.id)
    before = there.coming if there else ""
    if there is None:
        there = Attendance(workspace_id=meeting.workspace_id, meeting_id=meeting.id, person_id=member.id)
        session.add(there)
    there.coming, there.by_id, there.at = answer.coming, by.id, now
    if answer.coming != Coming.PROXY:
        there.proxy_id = None
    elif answer.proxy is not None:  # answering "by proxy" again without a name keeps the named proxy
        there.proxy_id = answer.proxy.id
    after = {"coming": answer.coming, "member": member.slack_id}
    note_of(session, meeting, "answered", by, now, {"coming": before}, after)
    session.flush()


def remove_answer(session: Session, meeting: Meeting, member: Person, by: Person, now: datetime) -> None:
    """Delete a member's answer, with a history entry; without an answer nothing changes."""
    there = answers_to(session, meeting).get(member.id)
    if there is not None:
        after = {"coming": "", "member": member.slack_id}
        note_of(session, meeting, "answered", by, now, {"coming": there.coming}, after)
        session.delete(there)
        session.flush()
