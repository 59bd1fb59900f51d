"""Meetings of a committee: date, time, place, state and quorum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, Versioned
from storage.db.errors import DayWrong, NotFound
from storage.history import Change, note
from storage.organisation.committees import Committee
from storage.organisation.people import Person
from storage.organisation.replanning import Remindable

SUBJECT = "meeting"  # the subject of history entries


class MeetingState(StrEnum):
    """State of a meeting. A written vote starts as OPEN and is never PLANNED."""

    PLANNED = "planned"
    OPEN = "open"  # being held
    CLOSED = "closed"
    CANCELLED = "cancelled"


class MeetingKind(StrEnum):
    """Kind of a meeting: held in person, or a written vote (서면회의)."""

    SITTING = "sitting"  # held in person
    WRITTEN = "written"  # 서면회의: open from its start until its deadline


_IS_SITTING = text("kind = 'sitting'")


class Meeting(Base, OfWorkspace, Versioned, Remindable):
    """A committee's meeting, in person or as a written vote.

    `occurrence` is the date its cycle gave it and stays its identity when the meeting is moved. `on` and `at` are by
    the city's calendar and clock; for a written vote they are its deadline. `fixed` is true once a person has set them:
    the cycle then leaves them alone. `quorum` is None until the meeting is opened; until then the committee's own
    quorum applies.
    """

    __tablename__ = "meetings"
    __table_args__ = (
        Index(
            "ix_meetings_sitting",
            "committee_id",
            "occurrence",
            unique=True,
            sqlite_where=_IS_SITTING,
            postgresql_where=_IS_SITTING,
        ),
        Index(None, "workspace_id", "on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id", ondelete="CASCADE"))
    occurrence: Mapped[date]
    on: Mapped[date]
    at: Mapped[str] = mapped_column(String(5))
    place: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(16), default=MeetingState.PLANNED)
    fixed: Mapped[bool] = mapped_column(default=False)
    extra: Mapped[bool] = mapped_column(default=False)  # 임시회의
    kind: Mapped[str] = mapped_column(String(16), default=MeetingKind.SITTING)
    quorum: Mapped[str | None] = mapped_column(String(16))
    members: Mapped[int | None]  # members with a vote when the meeting was closed; None before
    sends_up: Mapped[bool] = mapped_column(default=False)  # a written vote's approved items go to the higher committee
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    minutes_confirmed_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Appointment:
    """When and where a meeting takes place: day, time ("HH:MM" in the city's time zone), and place, "" if unknown.

    `reason` is why a person calls the meeting or moves it there.
    """

    day: date
    at: str
    place: str = ""
    reason: str = ""


def need_day_to_come(day: date, today: date) -> None:
    """Check that a meeting is set on a day from `today` on. Raises DayWrong."""
    if day < today:
        raise DayWrong("passed")


def meeting_with(session: Session, workspace_id: int, meeting_id: int) -> Meeting:
    """Return the meeting with this id. Raises NotFound, also for a meeting of another city."""
    found = session.get(Meeting, meeting_id)
    if found is None or found.workspace_id != workspace_id:
        raise NotFound("meeting", meeting_id)
    return found


def described(session: Session, meeting: Meeting) -> dict[str, object]:
    """Describe a meeting for the history: committee name, ISO day, meeting id, and whether it is a written vote."""
    committee = session.get_one(Committee, meeting.committee_id)
    written = {"written": True} if meeting.kind == MeetingKind.WRITTEN else {}
    return {"committee": committee.name, "day": meeting.on.isoformat(), "meeting": meeting.id, **written}


def meetings_from(session: Session, workspace_id: int, day: date) -> list[Meeting]:
    """Return the planned meetings of all committees on `day` or later, nearest first."""
    query = select(Meeting).where(
        Meeting.workspace_id == workspace_id, Meeting.on >= day, Meeting.state == MeetingState.PLANNED
    )
    return list(session.scalars(query.order_by(Meeting.on, Meeting.id)))


def meeting_on(session: Session, committee: Committee, day: date) -> Meeting | None:
    """Return the committee's planned meeting on `day`, or None."""
    return session.scalar(
        select(Meeting).where(
            Meeting.workspace_id == committee.workspace_id,
            Meeting.committee_id == committee.id,
            Meeting.on == day,
            Meeting.state == MeetingState.PLANNED,
        )
    )


def next_meeting(session: Session, committee: Committee, first: date) -> Meeting | None:
    """Return the committee's first planned meeting on `first` or later, or None."""
    query = select(Meeting).where(
        Meeting.workspace_id == committee.workspace_id,
        Meeting.committee_id == committee.id,
        Meeting.on >= first,
        Meeting.state == MeetingState.PLANNED,
    )
    return session.scalar(query.order_by(Meeting.on, Meeting.id).limit(1))


def meetings_being_held(session: Session, workspace_id: int) -> list[Meeting]:
    """Return the open meetings held in person, by date; written votes are left out."""
    query = select(Meeting).where(
        Meeting.workspace_id == workspace_id,
        Meeting.state == MeetingState.OPEN,
        Meeting.kind == MeetingKind.SITTING,
    )
    return list(session.scalars(query.order_by(Meeting.on, Meeting.id)))


def note_of(
    session: Session,
    meeting: Meeting,
    action: str,
    by: Person | None,
    now: datetime,
    before: Mapping[str, object],
    after: Mapping[str, object],
) -> None:
    """Add a history entry about the meeting. `by` is None for a change that no person made."""
    change = Change(SUBJECT, meeting.id, action, before, after)
    note(session, meeting.workspace_id, change, now, by=by.id if by else None)
