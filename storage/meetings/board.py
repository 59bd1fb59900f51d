"""A meeting in progress: the current item, outcomes, attendance."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.db.errors import DayWrong, Over
from storage.history import Change, note
from storage.meetings.agenda import SUBJECT, AgendaItem, agenda_of
from storage.meetings.attendance import Coming, Presence, answers_to
from storage.meetings.cycles import cycle_of
from storage.meetings.meetings import Meeting, MeetingKind, MeetingState
from storage.meetings.quorum import Quorum
from storage.organisation.committees import Committee
from storage.organisation.people import Person
from storage.organisation.seats import voters_of


def open_meeting(session: Session, meeting: Meeting, by: Person, now: datetime, today: date) -> None:
    """Open the meeting at its first item; a second call changes nothing. Raises Over, or DayWrong before its day."""
    if meeting.state in (MeetingState.CANCELLED, MeetingState.CLOSED):
        raise Over("meeting")
    if meeting.on > today:
        raise DayWrong("meeting_to_come")
    if meeting.state == MeetingState.OPEN:
        return
    # The cycle no longer moves a meeting that was opened.
    meeting.state, meeting.opened_at, meeting.fixed = MeetingState.OPEN, now, True
    cycle = cycle_of(session, session.get_one(Committee, meeting.committee_id))
    meeting.quorum = cycle.quorum if cycle is not None else Quorum.NONE
    note(session, meeting.workspace_id, Change("meeting", meeting.id, "opened"), now, by=by.id)
    for first in agenda_of(session, meeting)[:1]:
        take_up(session, first, by, now)
    session.flush()


def close_meeting(session: Session, meeting: Meeting, by: Person, now: datetime) -> bool:
    """Close the meeting; return False if it was closed already. Raises Over if it is not open, or is a written vote."""
    if meeting.state == MeetingState.CLOSED:
        return False
    if meeting.state != MeetingState.OPEN or meeting.kind != MeetingKind.SITTING:
        raise Over("meeting")
    meeting.state, meeting.closed_at = MeetingState.CLOSED, now
    meeting.members = len(voters_of(session, session.get_one(Committee, meeting.committee_id)))
    note(session, meeting.workspace_id, Change("meeting", meeting.id, "closed"), now, by=by.id)
    session.flush()
    return True


def take_up(session: Session, item: AgendaItem, by: Person, now: datetime) -> None:
    """Make an item the current one of its meeting."""
    # A direct update keeps the item's version, so that a form opened before can still be submitted.
    session.execute(update(AgendaItem).where(AgendaItem.id == item.id).values(taken_up_at=now))
    note(session, item.workspace_id, Change(SUBJECT, item.id, "taken_up"), now, by=by.id)
    session.flush()


def current_item(session: Session, meeting: Meeting) -> AgendaItem | None:
    """Return the item that was taken up last, or None before the first."""
    taken_up = [each for each in agenda_of(session, meeting) if each.taken_up_at is not None]
    return max(taken_up, key=lambda each: (each.taken_up_at, each.position), default=None)


def item_after(session: Session, meeting: Meeting, item: AgendaItem | None) -> AgendaItem | None:
    """Return the next item on the agenda, or the first item for None; return None after the last."""
    items = agenda_of(session, meeting)
    if item is None:
        return items[0] if items else None
    return next((each for each in items if (each.position, each.id) > (item.position, item.id)), None)


def present_at(session: Session, meeting: Meeting) -> set[int]:
    """Return the ids of the people present: as recorded at the meeting, else as answered before it."""
    came = (Coming.ATTENDING, Coming.PROXY)
    there = {person for person, answer in answers_to(session, meeting).items() if answer.coming in came}
    for row in _presences(session, meeting).values():
        (there.add if row.present else there.discard)(row.person_id)
    return there


def note_presence(
    session: Session,
    meeting: Meeting,
    asked_about: Collection[int],
    present: Collection[int],
    by: Person,
    now: datetime,
) -> None:
    """Record which of the people `asked_about` are present. Later changes are stored in the history."""
    rows, before = _presences(session, meeting), present_at(session, meeting)
    for person_id in asked_about:
        if person_id not in rows:
            rows[person_id] = Presence(
                workspace_id=meeting.workspace_id, meeting_id=meeting.id, person_id=person_id, present=False
            )
            session.add(rows[person_id])
        rows[person_id].present = person_id in present
    session.flush()
    after = present_at(session, meeting)
    if after != before:
        was, is_now = {"present": sorted(before)}, {"present": sorted(after)}
        note(session, meeting.workspace_id, Change("meeting", meeting.id, "presence", was, is_now), now, by=by.id)


def _presences(session: Session, meeting: Meeting) -> dict[int, Presence]:
    query = select(Presence).where(Presence.workspace_id == meeting.workspace_id, Presence.meeting_id == meeting.id)
    return {row.person_id: row for row in session.scalars(query)}
