"""Reminder lines about the work before and after a meeting: its agenda, its minutes."""

from __future__ import annotations

from handlers.blocks.parts import escaped
from handlers.blocks.reminders import LineShown
from handlers.meeting_shown import committee_of
from handlers.reading import Reading
from storage.meetings import Meeting, MeetingState
from storage.notices import Notice
from storage.planned import Wanted


def agenda_line(reading: Reading, reason: Notice | Wanted) -> LineShown:
    """Build the line about preparing the agenda; it is closed if the meeting is cancelled."""
    meeting = reading.meetings.get(reason.subject_id) or reading.session.get_one(Meeting, reason.subject_id)
    committee = committee_of(reading.session, meeting)
    values = {"committee": escaped(committee.name), "day": reading.day(meeting.on), "left": reading.left(meeting.on)}
    is_open = meeting.state != MeetingState.CANCELLED
    text = reading.say("line.agenda", **values)
    return LineShown(reason.kind, committee.name, text, meeting.on, is_open, f"agenda:{meeting.id}")


def minutes_line(reading: Reading, reason: Notice | Wanted) -> LineShown:
    """Build the line about confirming the minutes; it is closed once they are confirmed."""
    meeting = reading.session.get_one(Meeting, reason.subject_id)
    committee = committee_of(reading.session, meeting)
    text = reading.say("line.minutes", committee=escaped(committee.name), day=reading.day(meeting.on))
    is_open = meeting.minutes_confirmed_at is None
    return LineShown(reason.kind, committee.name, text, reason.anchor, is_open, f"minutes:{meeting.id}")
