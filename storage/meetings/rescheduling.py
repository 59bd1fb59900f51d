"""Dates of meetings: given by the cycle, fixed by a person, and how often they changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.db.errors import Changed
from storage.history import History
from storage.meetings.attendance import answers_to
from storage.meetings.meetings import (
    SUBJECT,
    Appointment,
    Meeting,
    MeetingKind,
    MeetingState,
    need_day_to_come,
    note_of,
)
from storage.meetings.posted import announce, show_meeting_again
from storage.organisation.committees import Committee
from storage.organisation.people import Person, last_changed_by
from storage.outbox.notices import NoticeKind

# History actions that change the entry in people's calendars.
IN_CALENDARS = ("called", "moved", "set", "called_off", "cycle_changed")


def keep_to_cycle(
    session: Session, committee: Committee, at: str, given: Mapping[date, date], today: date, last: date, now: datetime
) -> None:
    """Create and update the cycle's meetings between `today` and `last`; a second call changes nothing.

    `given` maps each occurrence to its day. A meeting fixed by a person stays as it is. A meeting that the cycle no
    longer gives is cancelled, unless a person has fixed it.
    """
    rows = {
        meeting.occurrence: meeting
        for meeting in session.scalars(
            select(Meeting).where(
                Meeting.workspace_id == committee.workspace_id,
                Meeting.committee_id == committee.id,
                Meeting.kind == MeetingKind.SITTING,
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
            _follow(session, meeting, day, at, MeetingState.PLANNED, now)
    for occurrence, meeting in rows.items():
        if occurrence not in given and not meeting.fixed and today <= meeting.on and occurrence <= last:
            _follow(session, meeting, meeting.on, meeting.at, MeetingState.CANCELLED, now)
    session.flush()


def _follow(session: Session, meeting: Meeting, day: date, at: str, state: MeetingState, now: datetime) -> None:
    """Apply the cycle's change to a meeting that nobody has fixed."""
    before = _shown(meeting)
    meeting.on, meeting.at, meeting.state = day, at, state
    if _shown(meeting) != before:
        note_of(session, meeting, "cycle_changed", None, now, before, _shown(meeting))


def move_meeting(
    session: Session, meeting: Meeting, version: int, wanted: Appointment, by: Person, now: datetime, today: date
) -> None:
    """Fix the meeting's day, time and place, and update the messages about it.

    If day or time changed, the committee's channel is notified, and the answers about attendance are deleted, because
    they were for the old date. Raises DayWrong
    for a past day, Changed if somebody else changed the meeting after `version`.
    """
    need_day_to_come(wanted.day, today)
    if meeting.version != version:
        raise Changed(last_changed_by(session, meeting.workspace_id, SUBJECT, meeting.id, ("moved", "set")))
    before, old_day = _shown(meeting), meeting.on
    moved = (meeting.on, meeting.at) != (wanted.day, wanted.at)
    meeting.on, meeting.at, meeting.place, meeting.fixed = wanted.day, wanted.at, wanted.place, True
    if moved:
        for answer in answers_to(session, meeting).values():
            session.delete(answer)
    note_of(
        session, meeting, "moved" if moved else "set", by, now, before, {**_shown(meeting), "reason": wanted.reason}
    )
    session.flush()
    if moved:
        announce(session, meeting, NoticeKind.MOVED, old_day, now, repeat=moves_of(session, meeting))
    show_meeting_again(session, meeting)


def moves_of(session: Session, meeting: Meeting) -> int:
    """Return how often a person moved the meeting to another day or time."""
    return times_of(session, meeting, "moved")


def changes_of(session: Session, meeting: Meeting) -> int:
    """Return how often the meeting's calendar entry changed, whoever changed it."""
    return times_of(session, meeting, *IN_CALENDARS)


def times_of(session: Session, meeting: Meeting, *actions: str) -> int:
    """Return how often one of these history actions happened to the meeting."""
    query = select(func.count()).where(
        History.workspace_id == meeting.workspace_id,
        History.subject == SUBJECT,
        History.subject_id == meeting.id,
        History.action.in_(actions),
    )
    return session.scalar(query) or 0


def _shown(meeting: Meeting) -> dict[str, object]:
    return {"on": meeting.on.isoformat(), "at": meeting.at, "place": meeting.place, "state": meeting.state}
