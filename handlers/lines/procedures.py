"""Reminder line about a ballot that is not answered yet."""

from __future__ import annotations

from handlers.blocks.parts import escaped
from handlers.blocks.reminders import LineShown
from handlers.meeting_shown import committee_of
from handlers.reading import Reading
from storage.agenda import agenda_of
from storage.ballots import Ballot, votes_on
from storage.meetings import Meeting, MeetingState
from storage.notices import Notice
from storage.planned import Wanted


def ballot_line(reading: Reading, reason: Notice | Wanted) -> LineShown:
    """Build the line with the number of answered items; it is closed once all are answered or the vote is closed."""
    ballot = reading.session.get_one(Ballot, reason.subject_id)
    there = reading.session.get_one(Meeting, ballot.meeting_id)
    committee, votes = committee_of(reading.session, there), votes_on(reading.session, ballot)
    items = agenda_of(reading.session, there)
    done = sum(item.id in votes for item in items)
    text = reading.say(
        "line.ballot",
        committee=escaped(committee.name),
        day=reading.day(there.on),
        at=there.at,
        left=reading.left(there.on),
        done=done,
        count=len(items),
    )
    is_open = there.state == MeetingState.OPEN and ballot.counts and done < len(items)
    return LineShown(reason.kind, committee.name, text, there.on, is_open, f"ballot:{ballot.id}")
