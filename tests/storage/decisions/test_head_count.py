"""How many members a committee needs, and how many are present in a meeting and in a written vote."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.decisions.head_count import HeadCount, head_count, needed_at, quorum_of
from storage.meetings.agenda import AgendaKind
from storage.meetings.agenda_editing import add_text
from storage.meetings.attendance import Answer, Coming, answer_meeting
from storage.meetings.board import close_meeting, open_meeting
from storage.meetings.cycles import cycle_of, enter_default_cycles
from storage.meetings.meetings import Meeting, MeetingKind, MeetingState
from storage.meetings.votes import Choice
from storage.organisation.committees import Committee
from storage.organisation.people import Person, person_of
from storage.organisation.seats import Part, confirm_seat
from storage.written_votes.ballots import give_ballots, vote
from tests.cast import Cast
from tests.storage.meetings.test_carry_over import HELD, a_committee, meeting_of


@pytest.mark.parametrize(
    ("quorum", "members", "present", "needed", "is_reached"),
    [
        ("", 12, 0, 0, True),
        ("majority", 12, 6, 7, False),
        ("majority", 12, 7, 7, True),
        ("majority", 12, 8, 7, True),
        ("two_thirds", 12, 7, 8, False),
        ("two_thirds", 12, 8, 8, True),
        ("majority", 0, 0, 1, False),  # a committee without members never decides
    ],
)
def test_a_quorum_is_reached_with_exactly_the_members_needed(
    quorum: str, members: int, present: int, needed: int, is_reached: bool
) -> None:
    found = HeadCount(quorum, members, present)
    assert (found.needed, found.is_reached) == (needed, is_reached)


def council_of(session: Session, cast: Cast) -> tuple[Meeting, list[Person]]:
    """Return a meeting of a council of three members and an observer, with no quorum set, and the members."""
    council = a_committee(session, cast.officer, "council", HELD)
    members = [person_of(session, council.workspace_id, f"U0MEMBER{number}") for number in range(3)]
    for each in members:
        confirm_seat(session, council, each, Part.MEMBER)
    confirm_seat(session, council, cast.owner, Part.OBSERVER)
    enter_default_cycles(session, council.workspace_id)
    return meeting_of(session, council, HELD), members


def set_quorum(session: Session, meeting: Meeting, quorum: str) -> None:
    """Change the quorum of the committee's cycle."""
    cycle = cycle_of(session, session.get_one(Committee, meeting.committee_id))
    assert cycle is not None
    cycle.quorum = quorum
    session.flush()


def test_a_meeting_keeps_the_quorum_that_its_committee_had_when_it_was_opened(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        meeting, _ = council_of(session, cast)
        assert (quorum_of(session, meeting), needed_at(session, meeting, 12)) == ("", 0)
        set_quorum(session, meeting, "majority")
        assert (quorum_of(session, meeting), needed_at(session, meeting, 12)) == ("majority", 7)
        open_meeting(session, meeting, cast.officer, now, HELD)
        set_quorum(session, meeting, "two_thirds")
        assert (quorum_of(session, meeting), needed_at(session, meeting, 12)) == ("majority", 7)
        without_a_cycle = meeting_of(session, a_committee(session, cast.officer, "steering", HELD), HELD)
        assert quorum_of(session, without_a_cycle) == ""


def test_in_a_meeting_members_who_come_are_counted_and_after_it_members_of_that_time(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        meeting, members = council_of(session, cast)
        set_quorum(session, meeting, "majority")
        for person, coming in zip(
            [*members, cast.owner], (Coming.ATTENDING, Coming.PROXY, Coming.ABSENT, Coming.ATTENDING), strict=True
        ):
            answer_meeting(session, meeting, person, Answer(coming), person, now, HELD)
        assert head_count(session, meeting) == HeadCount("majority", 3, 2)
        open_meeting(session, meeting, cast.officer, now, HELD)
        close_meeting(session, meeting, cast.officer, now)
        members[0].gone = True
        committee = session.get_one(Committee, meeting.committee_id)
        confirm_seat(session, committee, person_of(session, committee.workspace_id, "U0NEW"), Part.MEMBER)
        session.flush()
        assert head_count(session, meeting) == HeadCount("majority", 3, 2)


def test_a_member_who_left_before_the_meeting_is_not_counted(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        meeting, members = council_of(session, cast)
        answer_meeting(session, meeting, members[0], Answer(Coming.ATTENDING), members[0], now, HELD)
        members[0].gone = True
        session.flush()
        assert head_count(session, meeting) == HeadCount("", 2, 0)


def test_in_a_written_vote_members_who_voted_on_one_item_are_present(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        meeting, members = council_of(session, cast)
        first, second = (
            add_text(session, meeting, text, AgendaKind.DELIBERATION, cast.officer, now) for text in ("예산", "조례")
        )
        meeting.kind, meeting.state, meeting.quorum = MeetingKind.WRITTEN, MeetingState.OPEN, "majority"
        ballots, _ = give_ballots(session, meeting, [each.id for each in members])
        assert head_count(session, meeting) == HeadCount("majority", 3, 0)
        vote(session, ballots[0], first, Choice.FOR, "", members[0], now)
        vote(session, ballots[0], second, Choice.AGAINST, "", members[0], now)
        vote(session, ballots[1], second, Choice.OPINION, "더 봅시다", members[1], now)
        assert head_count(session, meeting) == HeadCount("majority", 3, 2)
        give_ballots(session, meeting, [each.id for each in members[1:]])  # the first is no longer a member
        assert head_count(session, meeting) == HeadCount("majority", 2, 1)
