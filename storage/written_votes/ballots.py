"""Ballots and votes of a written vote (서면회의): changeable until its deadline, each change in the history."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, Versioned
from storage.db.errors import Lacking, NotFound, Over, TooLong
from storage.history import Change, note
from storage.meetings.agenda import AgendaItem, agenda_of
from storage.meetings.meetings import Meeting, MeetingState
from storage.meetings.votes import Choice, Tally, count
from storage.organisation.committees import Committee
from storage.organisation.people import Person, is_away
from storage.organisation.replanning import Remindable
from storage.parsing.text import TEXT_LIMIT

SUBJECT = "ballot"  # in notices and in the history


class Ballot(Base, OfWorkspace, Versioned, Remindable):
    """A member's ballot in a written vote.

    `counts` is False once the person is no longer a member; their votes and opinions stay.
    """

    __tablename__ = "ballots"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    counts: Mapped[bool] = mapped_column(default=True)


class Vote(Base, OfWorkspace, Versioned, Remindable):
    """A vote on one item of a ballot.

    `by_id` is the person who gave it: the member, their stand-in, or the secretary who entered it for them.
    """

    __tablename__ = "votes"
    __table_args__ = (UniqueConstraint("ballot_id", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id", ondelete="CASCADE"))
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id", ondelete="CASCADE"))
    choice: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


def ballot_with(session: Session, workspace_id: int, ballot_id: int) -> Ballot:
    """Return the city's ballot with that id. Raises NotFound."""
    found = session.get(Ballot, ballot_id)
    if found is None or found.workspace_id != workspace_id:
        raise NotFound("ballot", ballot_id)
    return found


def ballots_of(session: Session, meeting: Meeting) -> list[Ballot]:
    """Return the ballots of a written vote: those that count first, then in the order they were given out."""
    query = select(Ballot).where(Ballot.workspace_id == meeting.workspace_id, Ballot.meeting_id == meeting.id)
    return list(session.scalars(query.order_by(Ballot.counts.desc(), Ballot.id)))


def votes_of(session: Session, meeting: Meeting) -> dict[tuple[int, int], Vote]:
    """Return the votes of a written vote by (ballot id, item id), including ballots that no longer count."""
    query = (
        select(Vote)
        .join(Ballot, Ballot.id == Vote.ballot_id)
        .where(Vote.workspace_id == meeting.workspace_id, Ballot.meeting_id == meeting.id)
    )
    return {(vote.ballot_id, vote.item_id): vote for vote in session.scalars(query)}


def votes_on(session: Session, ballot: Ballot) -> dict[int, Vote]:
    """Return the votes of one ballot by agenda item id."""
    query = select(Vote).where(Vote.workspace_id == ballot.workspace_id, Vote.ballot_id == ballot.id)
    return {vote.item_id: vote for vote in session.scalars(query)}


def tallies_of(session: Session, meeting: Meeting, items: Sequence[AgendaItem]) -> dict[int, Tally]:
    """Return the vote counts by agenda item id; only ballots that count are included."""
    counted = [each.id for each in ballots_of(session, meeting) if each.counts]
    votes = votes_of(session, meeting)
    given = {item.id: [votes[ballot, item.id] for ballot in counted if (ballot, item.id) in votes] for item in items}
    return {item: count((vote.choice for vote in cast), len(counted)) for item, cast in given.items()}


def still_owing(session: Session, meeting: Meeting) -> list[Ballot]:
    """Return the ballots that count and have at least one item without a vote."""
    items, votes = agenda_of(session, meeting), votes_of(session, meeting)
    return [
        ballot
        for ballot in ballots_of(session, meeting)
        if ballot.counts and any((ballot.id, item.id) not in votes for item in items)
    ]


def give_ballots(session: Session, meeting: Meeting, voters: Sequence[int]) -> tuple[list[Ballot], list[Ballot]]:
    """Create and update ballots to match `voters` (person ids).

    Return the new ballots and those whose `counts` changed; a second call returns two empty lists.
    """
    there = {each.person_id: each for each in ballots_of(session, meeting)}
    new = [
        Ballot(workspace_id=meeting.workspace_id, meeting_id=meeting.id, person_id=person_id, counts=True)
        for person_id in voters
        if person_id not in there
    ]
    changed = [each for each in there.values() if each.counts != (each.person_id in voters)]
    for each in changed:
        each.counts = not each.counts
    session.add_all(new)
    session.flush()
    return new, changed


def vote(
    session: Session, ballot: Ballot, item: AgendaItem, choice: Choice, words: str, by: Person, now: datetime
) -> None:
    """Record a vote; it replaces an earlier one.

    Raises Over if the vote is closed or the ballot no longer counts, NotFound for an item of another meeting, Lacking
    for an opinion without text, TooLong.
    """
    meeting = session.get_one(Meeting, ballot.meeting_id)
    if meeting.state != MeetingState.OPEN or not ballot.counts:
        raise Over("procedure")
    if item.meeting_id != meeting.id:
        raise NotFound("agenda_item", item.id)
    kept = _checked(choice, words)
    there = votes_on(session, ballot).get(item.id)
    before = _shown(there) if there is not None else {}
    if there is None:
        there = Vote(workspace_id=ballot.workspace_id, ballot_id=ballot.id, item_id=item.id)
        session.add(there)
    there.choice, there.words, there.by_id, there.at = choice, kept, by.id, now
    session.flush()
    after = {**_shown(there), "item": item.id}
    note(session, ballot.workspace_id, Change(SUBJECT, ballot.id, "voted", before, after), now, by=by.id)


def may_answer(session: Session, ballot: Ballot, person: Person, today: date) -> bool:
    """Return whether a person may answer a ballot: the member, the chair's assistant, a deputy.

    A deputy may answer while the member is away or after they have left.
    """
    if ballot.person_id == person.id:
        return True
    member = session.get_one(Person, ballot.person_id)
    committee = session.get_one(Committee, session.get_one(Meeting, ballot.meeting_id).committee_id)
    if committee.chair_id == member.id and member.assistant_id == person.id:
        return True
    away = is_away(today, member.away_from, member.away_until)
    return member.deputy_id == person.id and (away or member.gone)


def _checked(choice: Choice, words: str) -> str:
    kept = unicodedata.normalize("NFC", words).strip()
    if len(kept) > TEXT_LIMIT:
        raise TooLong(len(kept), TEXT_LIMIT)
    if choice == Choice.OPINION and not kept:
        raise Lacking("opinion")
    return kept


def _shown(vote: Vote) -> dict[str, object]:
    return {"choice": vote.choice, "words": vote.words}
