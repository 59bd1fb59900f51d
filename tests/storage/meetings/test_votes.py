"""Counting of votes, whatever people vote, in whatever order, and however often they change it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.meetings.quorum import Quorum, heads_needed
from storage.meetings.votes import Choice, Tally, Verdict, count, is_carried, verdict

CHOICES = st.lists(st.sampled_from(list(Choice)), max_size=60)
QUORUMS = st.sampled_from(list(Quorum))


@pytest.mark.parametrize(
    ("ayes", "nays", "others", "members", "quorum", "came"),
    [
        (7, 0, 0, 12, "majority", Verdict.CARRIED),
        (6, 0, 0, 12, "majority", Verdict.NO_QUORUM),
        (4, 4, 0, 12, "majority", Verdict.LOST),  # a tie means rejection
        (4, 3, 1, 12, "majority", Verdict.LOST),  # more yes than no, but no majority of those who took part
        (5, 3, 1, 12, "majority", Verdict.CARRIED),
        (1, 0, 0, 12, "", Verdict.CARRIED),
        (0, 0, 0, 12, "", Verdict.NO_QUORUM),  # nobody voted
    ],
)
def test_what_a_vote_decides(ayes: int, nays: int, others: int, members: int, quorum: str, came: Verdict) -> None:
    assert verdict(Tally(ayes, nays, others, members), quorum) == came


@given(CHOICES, st.integers(0, 20), st.randoms())
def test_everybody_is_counted_once_in_any_order(choices: list[Choice], silent: int, order: object) -> None:
    tally = count(choices, len(choices) + silent)
    assert tally.given + tally.unanswered == tally.members == len(choices) + silent
    shuffled = list(choices)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert count(shuffled, tally.members) == tally


def test_more_votes_than_members_leave_nobody_unanswered() -> None:
    assert [Tally(2, 1, 0, members).unanswered for members in (2, 3, 4)] == [0, 0, 1]


@given(CHOICES, st.integers(0, 20), QUORUMS)
def test_a_verdict_needs_its_heads_and_its_majority(choices: list[Choice], silent: int, quorum: Quorum) -> None:
    tally = count(choices, len(choices) + silent)
    came = verdict(tally, quorum)
    enough = tally.given >= heads_needed(quorum, tally.members) and tally.given > 0
    assert (came == Verdict.NO_QUORUM) == (not enough)
    if enough:
        assert (came == Verdict.CARRIED) == (tally.ayes > tally.nays + tally.others) == is_carried(*_of(tally))


def _of(tally: Tally) -> tuple[int, int]:
    return tally.ayes, tally.given


@given(CHOICES.filter(bool), st.integers(0, 20), QUORUMS, st.data())
def test_one_more_yes_never_loses_what_was_carried(
    choices: list[Choice], silent: int, quorum: Quorum, data: st.DataObject
) -> None:
    members = len(choices) + silent
    before = verdict(count(choices, members), quorum)
    place = data.draw(st.integers(0, len(choices) - 1))
    changed = [*choices[:place], Choice.FOR, *choices[place + 1 :]]
    spoken = [*choices, Choice.FOR] if silent else changed
    if before == Verdict.CARRIED:
        assert verdict(count(changed, members), quorum) == Verdict.CARRIED
        assert verdict(count(spoken, members), quorum) == Verdict.CARRIED
