"""How many members have to take part, and that exactly so many are enough wherever a quorum is asked about."""

from __future__ import annotations

import pytest

from handlers.meetings.blocks.meetings import quorum
from storage.decisions.head_count import HeadCount
from storage.meetings.quorum import answers_needed, heads_needed
from storage.meetings.votes import Tally, Verdict, verdict
from tests.texts import korean


@pytest.mark.parametrize(
    ("quorum", "members", "needed"),
    [("", 12, 0), ("majority", 12, 7), ("majority", 13, 7), ("two_thirds", 12, 8), ("two_thirds", 13, 9)],
)
def test_how_many_have_to_be_there(quorum: str, members: int, needed: int) -> None:
    assert heads_needed(quorum, members) == needed


@pytest.mark.parametrize(("present", "is_reached"), [(6, False), (7, True), (8, True)])
def test_a_quorum_that_is_exactly_reached_is_reached(present: int, is_reached: bool) -> None:
    assert HeadCount("majority", 12, present).is_reached == is_reached
    assert (verdict(Tally(present, 0, 0, 12), "majority") != Verdict.NO_QUORUM) == is_reached
    key = "quorum.reached" if is_reached else "quorum.missed"
    assert quorum("ko", present, 7) == [korean(key, present=present, needed=7)]


@pytest.mark.parametrize(
    ("quorum", "members", "needed"), [("", 12, 1), ("majority", 12, 7), ("two_thirds", 0, 1), ("two_thirds", 1, 1)]
)
def test_a_written_vote_needs_one_answer_at_least(quorum: str, members: int, needed: int) -> None:
    assert answers_needed(quorum, members) == needed
