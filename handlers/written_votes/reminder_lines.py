"""Reminder line about a ballot that is not answered yet."""

from __future__ import annotations

from handlers.meetings.view import committee_of
from handlers.slack.blocks import escaped
from handlers.slack.outgoing import Reading
from handlers.slack.reminder_line import LineView
from storage.meetings.agenda import agenda_of
from storage.meetings.meetings import Meeting, MeetingState
from storage.outbox.notices import Notice
from storage.outbox.planned import Wanted
from storage.written_votes.ballots import Ballot, votes_on


def ballot_line(reading: Reading, reason: Notice | Wanted) -> LineView:
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
    return LineView(reason.kind, committee.name, text, there.on, is_open, f"ballot:{ballot.id}")
