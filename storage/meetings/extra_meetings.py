"""Extra meetings, which are called outside the cycle, and cancelling a meeting with a reason."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.db.errors import Changed, DayWrong, Over
from storage.history import Change, history_of, note
from storage.meetings.agenda import agenda_of
from storage.meetings.carry_over import led_to, settle_item
from storage.meetings.meetings import SUBJECT, Appointment, Meeting, MeetingKind, MeetingState, need_day_to_come
from storage.meetings.posted import announce, show_agenda_again, show_meeting_again
from storage.meetings.rescheduling import times_of
from storage.organisation.committees import Committee
from storage.organisation.people import Person, last_changed_by
from storage.outbox.notices import NoticeKind
from storage.parsing.text import needed_reason


def call_meeting(
    session: Session, committee: Committee, wanted: Appointment, by: Person, now: datetime, today: date
) -> Meeting:
    """Create an extra meeting, notify the committee's channel and return the meeting.

    Raises Lacking without a reason, DayWrong for a past day or if the committee already meets on that day.
    """
    need_day_to_come(wanted.day, today)
    there = session.scalar(
        select(Meeting).where(
            Meeting.workspace_id == committee.workspace_id,
            Meeting.committee_id == committee.id,
            (Meeting.occurrence == wanted.day) | (Meeting.on == wanted.day),
            Meeting.state != MeetingState.CANCELLED,
            Meeting.kind == MeetingKind.SITTING,
        )
    )
    if there is not None:
        raise DayWrong("meets_already")
    reason = needed_reason(wanted.reason)
    meeting = _free_row(session, committee, wanted.day)
    meeting.on, meeting.at, meeting.place = wanted.day, wanted.at, wanted.place.strip()
    meeting.state, meeting.fixed, meeting.extra = MeetingState.PLANNED, True, True
    session.flush()
    note(session, meeting.workspace_id, Change(SUBJECT, meeting.id, "called", after={"reason": reason}), now, by=by.id)
    announce(session, meeting, NoticeKind.CALLED, meeting.on, now, times_of(session, meeting, "called"))
    return meeting


def _free_row(session: Session, committee: Committee, day: date) -> Meeting:
    """Return the committee's cancelled meeting of that day for reuse, or a new one."""
    same = select(Meeting).where(Meeting.committee_id == committee.id, Meeting.occurrence == day)
    there = session.scalar(same.where(Meeting.kind == MeetingKind.SITTING))
    if there is None:
        there = Meeting(workspace_id=committee.workspace_id, committee_id=committee.id, occurrence=day)
        session.add(there)
    return there


def call_off(
    session: Session, meeting: Meeting, version: int, reason: str, by: Person, now: datetime, today: date
) -> None:
    """Cancel a planned meeting; its agenda items go to the next meeting.

    The committee's channel is notified, and messages about the meeting and about the items' next agendas are updated.
    Raises Over if it is not planned, Changed if another person edited it, Lacking without a reason.
    """
    if meeting.state != MeetingState.PLANNED:
        raise Over("meeting")
    if meeting.version != version:
        raise Changed(last_changed_by(session, meeting.workspace_id, SUBJECT, meeting.id, ("moved", "set", "called")))
    after = {"reason": needed_reason(reason)}
    meeting.state, meeting.fixed = MeetingState.CANCELLED, True
    note(session, meeting.workspace_id, Change(SUBJECT, meeting.id, "called_off", after=after), now, by=by.id)
    session.flush()
    for item in agenda_of(session, meeting):
        settle_item(session, item, by, now, today)
        for other in led_to(session, item):
            show_agenda_again(session, session.get_one(Meeting, other.meeting_id))
    announce(session, meeting, NoticeKind.CALLED_OFF, meeting.on, now, times_of(session, meeting, "called_off"))
    show_meeting_again(session, meeting)


def reason_of(session: Session, meeting: Meeting, action: str) -> str:
    """Return the reason of the latest `action` on a meeting (moved, called, called_off), or "" if there is none."""
    rows = [each for each in history_of(session, meeting.workspace_id, SUBJECT, meeting.id) if each.action == action]
    return str(rows[-1].after.get("reason", "")) if rows else ""
