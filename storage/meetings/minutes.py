"""Confirmation of a meeting's minutes: the bot drafts them, a person is responsible for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.db.errors import Over
from storage.history import Change, note
from storage.meetings.meetings import Meeting, MeetingState
from storage.organisation.people import Person


def confirm_minutes(session: Session, meeting: Meeting, by: Person, now: datetime) -> None:
    """Confirm the minutes; a second call changes nothing. Raises Over before the meeting is closed."""
    if meeting.state != MeetingState.CLOSED:
        raise Over("meeting")
    if meeting.minutes_confirmed_at is None:
        meeting.minutes_confirmed_at = now
        note(session, meeting.workspace_id, Change("meeting", meeting.id, "minutes_confirmed"), now, by=by.id)
        session.flush()


def without_minutes(session: Session, workspace_id: int) -> list[Meeting]:
    """Return the closed meetings whose minutes are not confirmed, earliest first."""
    query = select(Meeting).where(
        Meeting.workspace_id == workspace_id,
        Meeting.state == MeetingState.CLOSED,
        Meeting.minutes_confirmed_at.is_(None),
    )
    return list(session.scalars(query.order_by(Meeting.on, Meeting.id)))
