"""Reminder lines about meetings, and about the work before and after one: its agenda, its minutes."""

from __future__ import annotations

from datetime import date

from handlers.meetings.view import committee_of, stands
from handlers.slack.blocks import escaped
from handlers.slack.outgoing import Reading
from handlers.slack.reminder_line import LineView
from storage.meetings.attendance import answers_to
from storage.meetings.meetings import Meeting, MeetingState, meeting_on
from storage.organisation.committees import Committee
from storage.organisation.people import Person
from storage.organisation.seats import Seat
from storage.outbox.notices import Notice
from storage.outbox.planned import Wanted


def meeting_line(reading: Reading, reason: Notice | Wanted) -> LineView:
    """Build the channel's line about a meeting; it is closed once the meeting is moved, cancelled or past."""
    meeting = _meeting(reading, reason.subject_id)
    committee = committee_of(reading.session, meeting)
    text = reading.say("line.meeting", **_held(reading, committee, reason.due_date, meeting.at))
    is_open = stands(meeting, reason.due_date, reading.today)
    return LineView(reason.kind, committee.name, text, reason.due_date, is_open, f"meeting:{meeting.id}")


def chair_line(reading: Reading, reason: Notice | Wanted) -> LineView:
    """Build the line for the chair, with their answer and buttons to answer."""
    meeting = _meeting(reading, reason.subject_id)
    committee = committee_of(reading.session, meeting)
    chair = reading.session.get(Person, committee.chair_id) if committee.chair_id else None
    answer = answers_to(reading.session, meeting).get(chair.id) if chair and meeting.id > 0 else None
    text = reading.say(
        "line.chair",
        **_held(reading, committee, reason.due_date, meeting.at),
        chair=f"<@{chair.slack_id}>" if chair else "-",
        coming=reading.say(f"coming.{answer.coming if answer else 'none'}"),
    )
    is_open = chair is not None and stands(meeting, reason.due_date, reading.today)
    asks = f"{meeting.id}:{chair.id}" if chair is not None and is_open else ""
    return LineView(reason.kind, committee.name, text, reason.due_date, is_open, f"meeting:{meeting.id}", asks)


def attendance_line(reading: Reading, reason: Notice | Wanted) -> LineView:
    """Build a member's line about their attendance; it is closed once they have answered.

    The meeting may be a predicted one from `reading.meetings`; without a meeting the line has no buttons.
    """
    seat = reading.session.get_one(Seat, reason.subject_id)
    committee = reading.session.get_one(Committee, seat.committee_id)
    to_come = (each for each in reading.meetings.values() if each.committee_id == committee.id)
    meeting = meeting_on(reading.session, committee, reason.due_date) or next(
        (each for each in to_come if each.on == reason.due_date), None
    )
    answer = answers_to(reading.session, meeting).get(seat.person_id) if meeting and meeting.id > 0 else None
    text = reading.say(
        "line.attendance",
        **_held(reading, committee, reason.due_date, meeting.at if meeting else ""),
        coming=reading.say(f"coming.{answer.coming if answer else 'none'}"),
    )
    stands_still = meeting is not None and reason.due_date >= reading.today
    number = meeting.id if meeting else 0
    asks = f"{number}:{seat.person_id}" if stands_still else ""
    is_open = stands_still and answer is None
    return LineView(reason.kind, committee.name, text, reason.due_date, is_open, f"meeting:{number}", asks)


def _held(reading: Reading, committee: Committee, day: date, at: str) -> dict[str, object]:
    return {"committee": escaped(committee.name), "day": reading.day(day), "at": at, "left": reading.left(day)}


def _meeting(reading: Reading, meeting_id: int) -> Meeting:
    return reading.meetings.get(meeting_id) or reading.session.get_one(Meeting, meeting_id)


def agenda_line(reading: Reading, reason: Notice | Wanted) -> LineView:
    """Build the line about preparing the agenda; it is closed if the meeting is cancelled."""
    meeting = reading.meetings.get(reason.subject_id) or reading.session.get_one(Meeting, reason.subject_id)
    committee = committee_of(reading.session, meeting)
    values = {"committee": escaped(committee.name), "day": reading.day(meeting.on), "left": reading.left(meeting.on)}
    is_open = meeting.state != MeetingState.CANCELLED
    text = reading.say("line.agenda", **values)
    return LineView(reason.kind, committee.name, text, meeting.on, is_open, f"agenda:{meeting.id}")


def minutes_line(reading: Reading, reason: Notice | Wanted) -> LineView:
    """Build the line about confirming the minutes; it is closed once they are confirmed."""
    meeting = reading.session.get_one(Meeting, reason.subject_id)
    committee = committee_of(reading.session, meeting)
    text = reading.say("line.minutes", committee=escaped(committee.name), day=reading.day(meeting.on))
    is_open = meeting.minutes_confirmed_at is None
    return LineView(reason.kind, committee.name, text, reason.due_date, is_open, f"minutes:{meeting.id}")
