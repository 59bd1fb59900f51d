"""Written votes as time passes: ballots handed out, members who come and go, counting at the deadline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from schedules.calendar import Calendar
from schedules.deadlines import deadline_of
from schedules.rules.issues import closes_on
from storage.decisions.conclusion import end_written_vote
from storage.meetings.meetings import Meeting
from storage.organisation.committees import Committee
from storage.organisation.seats import voters_of
from storage.outbox.notices import NoticeKind, Topic, notify, show_again
from storage.written_votes.ballots import SUBJECT, Ballot, give_ballots
from storage.written_votes.posted import WRITTEN_VOTE, reader_of
from storage.written_votes.written_votes import Explain, open_written_votes


def hand_out(session: Session, there: Meeting, ballots: Sequence[Ballot], calendar: Calendar, now: datetime) -> None:
    """Send each member their ballot: at once, or in the morning if it is night and the deadline is later."""
    committee, morning = session.get_one(Committee, there.committee_id), calendar.next_morning(now)
    waits = calendar.is_quiet(now) and calendar.day_of(morning) < there.on
    for ballot in ballots:
        reader = reader_of(session, committee, ballot)
        if reader:
            topic = Topic(NoticeKind.BALLOT, SUBJECT, ballot.id)
            notify(session, there.workspace_id, topic, reader, morning if waits else now)


def keep_written_votes(
    session: Session, workspace_id: int, calendar: Calendar, now: datetime, explain: Explain
) -> None:
    """Bring the members of each open written vote up to date, and end it if its deadline is over, also long ago."""
    for there in open_written_votes(session, workspace_id):
        _keep_members(session, there, calendar, now)
        if deadline_of(there, calendar.zone) <= now:
            today, closing = calendar.day_of(now), closes_on(calendar, now)
            end_written_vote(session, there, explain, None, now, today, closing)


def _keep_members(session: Session, there: Meeting, calendar: Calendar, now: datetime) -> None:
    """Give new members a ballot, and stop counting the ballots of former members."""
    new, changed = give_ballots(session, there, voters_of(session, session.get_one(Committee, there.committee_id)))
    hand_out(session, there, new, calendar, now)
    for each in changed:
        show_again(session, there.workspace_id, SUBJECT, each.id)
    if new or changed:
        show_again(session, there.workspace_id, WRITTEN_VOTE, there.id)
