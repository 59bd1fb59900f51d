"""Head count of a meeting: members with a vote, how many are present, and whether they reach the quorum.

The rule of a quorum is in `storage/meetings/quorum.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from storage.meetings.board import present_at
from storage.meetings.cycles import cycle_of
from storage.meetings.meetings import Meeting, MeetingKind
from storage.meetings.quorum import Quorum, heads_needed, is_quorate
from storage.organisation.committees import Committee
from storage.organisation.seats import voters_of
from storage.written_votes.ballots import ballots_of, votes_of


@dataclass(frozen=True)
class HeadCount:
    """Members with a vote, and how many are present.

    A member with a proxy is present. In a written vote, those who have voted on at least one item are.
    """

    quorum: str
    members: int
    present: int

    @property
    def needed(self) -> int:
        """Return how many members have to be present; 0 if no quorum is set."""
        return heads_needed(self.quorum, self.members)

    @property
    def is_reached(self) -> bool:
        """Return whether enough members are present; always True if no quorum is set."""
        return is_quorate(self.present, self.needed)


def quorum_of(session: Session, meeting: Meeting) -> str:
    """Return the quorum fixed when the meeting was opened; before that, the committee's present one."""
    if meeting.quorum is not None:
        return meeting.quorum
    cycle = cycle_of(session, session.get_one(Committee, meeting.committee_id))
    return cycle.quorum if cycle is not None else Quorum.NONE


def needed_at(session: Session, meeting: Meeting, members: int) -> int:
    """Return how many of `members` have to be present at the meeting; 0 if no quorum is set."""
    return heads_needed(quorum_of(session, meeting), members)


def head_count(session: Session, meeting: Meeting) -> HeadCount:
    """Count the members with a vote and those present; after closing, with the number of members at that time."""
    if meeting.kind == MeetingKind.WRITTEN:
        ballots = {each.id for each in ballots_of(session, meeting) if each.counts}
        answered = {ballot for ballot, _ in votes_of(session, meeting)} & ballots
        return HeadCount(quorum_of(session, meeting), len(ballots), len(answered))
    is_over = meeting.members is not None
    voters = voters_of(session, session.get_one(Committee, meeting.committee_id), also_gone=is_over)
    there = present_at(session, meeting)
    members = meeting.members if meeting.members is not None else len(voters)
    return HeadCount(quorum_of(session, meeting), members, sum(each in there for each in voters))
