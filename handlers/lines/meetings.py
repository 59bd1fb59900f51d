"""Reminder lines about meetings."""

from __future__ import annotations

from datetime import date

from handlers.blocks.parts import escaped
from handlers.blocks.reminders import LineShown
from handlers.meeting_shown import committee_of, stands
from handlers.reading import Reading
from storage.attendance import answers_to
from storage.committees import Committee
from storage.meetings import Meeting, meeting_on
from storage.notices import Notice
from storage.people import Person
from storage.planned import Wanted
from storage.seats import Seat


def meeting_line(reading: Reading, reason: Notice | Wanted) -> LineShown:
    """Build the channel's line about a meeting; it is closed once the meeting is moved, cancelled or past."""
    meeting = _meeting(reading, reason.subject_id)
    committee = committee_of(reading.session, meeting)
    text = reading.say("line.meeting", **_held(reading, committee, reason.anchor, meeting.at))
    is_open = stands(meeting, reason.anchor, reading.today)
    return LineShown(reason.kind, committee.name, text, reason.anchor, is_open, f"meeting:{meeting.id}")


def chair_line(reading: Reading, reason: Notice | Wanted) -> LineShown:
    """Build the line for the chair, with their answer and buttons to answer."""
    meeting = _meeting(reading, reason.subject_id)
    committee = committee_of(reading.session, meeting)
    chair = reading.session.get(Person, committee.chair_id) if committee.chair_id else None
    answer = answers_to(reading.session, meeting).get(chair.id) if chair and meeting.id > 0 else None
    text = reading.say(
        "line.chair",
        **_held(reading, committee, reason.anchor, meeting.at),
        chair=f"<@{chair.slack_id}>" if chair else "-",
        coming=reading.say(f"coming.{answer.coming if answer else 'none'}"),
    )
    is_open = chair is not None and stands(meeting, reason.anchor, reading.today)
    asks = f"{meeting.id}:{chair.id}" if chair is not None and is_open else ""
    return LineShown(reason.kind, committee.name, text, reason.anchor, is_open, f"meeting:{meeting.id}", asks)


def attendance_line(reading: Reading, reason: Notice | Wanted) -> LineShown:
    """Build a member's line about their attendance; it is closed once they have answered.

    The meeting may be a predicted one from `reading.meetings`; without a meeting the line has no buttons.
    """
    seat = reading.session.get_one(Seat, reason.subject_id)
    committee = reading.session.get_one(Committee, seat.committee_id)
    to_come = (each for each in reading.meetings.values() if each.committee_id == committee.id)
    meeting = meeting_on(reading.session, committee, reason.anchor) or next(
        (each for each in to_come if each.on == reason.anchor), None
    )
    answer = answers_to(reading.session, meeting).get(seat.person_id) if meeting and meeting.id > 0 else None
    text = reading.say(
        "line.attendance",
        **_held(reading, committee, reason.anchor, meeting.at if meeting else ""),
        coming=reading.say(f"coming.{answer.coming if answer else 'none'}"),
    )
    stands_still = meeting is not None and reason.anchor >= reading.today
    number = meeting.id if meeting else 0
    asks = f"{number}:{seat.person_id}" if stands_still else ""
    is_open = stands_still and answer is None
    return LineShown(reason.kind, committee.name, text, reason.anchor, is_open, f"meeting:{number}", asks)


def _held(reading: Reading, committee: Committee, day: date, at: str) -> dict[str, object]:
    return {"committee": escaped(committee.name), "day": reading.day(day), "at": at, "left": reading.left(day)}


def _meeting(reading: Reading, meeting_id: int) -> Meeting:
    return reading.meetings.get(meeting_id) or reading.session.get_one(Meeting, meeting_id)
