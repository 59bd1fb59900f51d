"""Messages about a written vote: the channel's, which stays posted, news under it, and the members' ballots."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from storage.history import History
from storage.meetings.meetings import Meeting
from storage.organisation.committees import Committee
from storage.organisation.people import Person
from storage.outbox.lookups import message_showing
from storage.outbox.notices import CauseType, NoticeKind, Place, Topic, notify, show_again
from storage.written_votes.ballots import SUBJECT as BALLOT
from storage.written_votes.ballots import Ballot, ballots_of

# Subjects of notices; their subject id is the vote's.
WRITTEN_VOTE, _NEWS = "procedure", "procedure_news"


def announce_written_vote(session: Session, there: Meeting, now: datetime) -> None:
    """Post the vote in its committee's channel."""
    notify(
        session,
        there.workspace_id,
        Topic(NoticeKind.WRITTEN_VOTE, WRITTEN_VOTE, there.id),
        _channel(session, there),
        now,
    )


def announce_news(session: Session, there: Meeting, entry: History, now: datetime) -> None:
    """Post a history entry under the channel's message, because that message changes with every ballot."""
    root = message_showing(session, there.workspace_id, NoticeKind.WRITTEN_VOTE, WRITTEN_VOTE, there.id)
    kind, cause = NoticeKind.WRITTEN_VOTE_NEWS, CauseType.HISTORY
    topic = Topic(kind, _NEWS, there.id, cause_type=cause, cause_id=entry.id)
    notify(session, there.workspace_id, topic, _channel(session, there), now, Place.under(root))
    show_written_vote_again(session, there)


def show_written_vote_again(session: Session, there: Meeting) -> None:
    """Queue updates of the channel's message and of every ballot of the vote."""
    show_again(session, there.workspace_id, WRITTEN_VOTE, there.id)
    for ballot in ballots_of(session, there):
        show_again(session, there.workspace_id, BALLOT, ballot.id)


def show_ballot_again(session: Session, ballot: Ballot) -> None:
    """Queue updates of one ballot and of the channel's message, which counts the answers."""
    show_again(session, ballot.workspace_id, BALLOT, ballot.id)
    show_again(session, ballot.workspace_id, WRITTEN_VOTE, ballot.meeting_id)


def reader_of(session: Session, committee: Committee, ballot: Ballot) -> str:
    """Return the Slack id of the person who gets the ballot; "" if nobody has an account.

    The chair's ballot goes to their assistant, that of a member who has left to their deputy.
    """
    member = session.get_one(Person, ballot.person_id)
    assistant = session.get(Person, member.assistant_id) if member.assistant_id else None
    if committee.chair_id == member.id and assistant is not None and not assistant.gone:
        return assistant.slack_id
    deputy = session.get(Person, member.deputy_id) if member.deputy_id else None
    if member.gone:
        return deputy.slack_id if deputy is not None and not deputy.gone else ""
    return "" if member.is_bot else member.slack_id


def _channel(session: Session, there: Meeting) -> str:
    return session.get_one(Committee, there.committee_id).channel
