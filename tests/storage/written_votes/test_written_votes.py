"""The call of a written vote: what it stores."""

from __future__ import annotations

from datetime import datetime

import pytest

from storage.db.database import Database
from storage.organisation.seats import Part, confirm_seat
from storage.written_votes.written_votes import Call, Deadline, call_written_vote
from tests.cast import Cast
from tests.storage.meetings.test_carry_over import HELD, a_committee


@pytest.mark.parametrize("is_top", [True, False])
def test_approved_items_are_referred_only_where_a_committee_is_above(
    database: Database, cast: Cast, now: datetime, *, is_top: bool
) -> None:
    with database.writing() as session:
        above = None if is_top else a_committee(session, cast.officer, "steering")
        council = a_committee(session, cast.officer, "council", above=above)
        confirm_seat(session, council, cast.owner, Part.MEMBER)
        call = Call([], [], ["조례 개정"], Deadline(HELD, "18:00"), "", sends_up=True, reason="")
        there = call_written_vote(session, council, call, cast.officer, now, now.date())
        assert there.sends_up is not is_top
