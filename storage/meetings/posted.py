"""Messages about a meeting that stay posted: its notices, its agenda or board, its results; updated when it changes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from storage.meetings.meetings import SUBJECT, Meeting
from storage.organisation.committees import Committee
from storage.organisation.seats import seats_of
from storage.outbox.notices import NoticeKind, Topic, notify, show_again

# Subjects of notices; their subject id is the meeting's.
AGENDA, RESULTS = "agenda", "results"


def announce(session: Session, meeting: Meeting, kind: NoticeKind, day: date, now: datetime, repeat: int) -> None:
    """Notify the committee's channel of what became of the meeting; `day` is the date that the notice is about.

    `repeat` is how often that has happened to the meeting, so that it can happen again for the same day.
    """
    topic = Topic(kind, SUBJECT, meeting.id, due_date=day, repeat=repeat)
    channel = session.get_one(Committee, meeting.committee_id).channel
    notify(session, meeting.workspace_id, topic, channel, now)


def show_agenda_again(session: Session, meeting: Meeting) -> None:
    """Queue an update of every message that shows the meeting's agenda or board."""
    show_again(session, meeting.workspace_id, AGENDA, meeting.id)


def show_board_again(session: Session, meeting: Meeting) -> None:
    """Queue updates of the meeting's board, agenda and results."""
    show_agenda_again(session, meeting)
    show_again(session, meeting.workspace_id, RESULTS, meeting.id)


def show_meeting_again(session: Session, meeting: Meeting) -> None:
    """Queue updates of every message about the meeting and of each member's own reminder of it."""
    for subject in (SUBJECT, "chair"):
        show_again(session, meeting.workspace_id, subject, meeting.id)
    show_agenda_again(session, meeting)
    for seat in seats_of(session, session.get_one(Committee, meeting.committee_id)):
        show_again(session, meeting.workspace_id, "seat", seat.id)
