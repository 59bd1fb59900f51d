"""Counting of votes and what they decide: pure functions, shared by meetings and written votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from storage.meetings.quorum import answers_needed, is_quorate


class Choice(StrEnum):
    """A member's vote on one item."""

    FOR = "for"  # 찬성
    AGAINST = "against"  # 반대
    OPINION = "opinion"  # 의견: takes part without a yes or no


class Verdict(StrEnum):
    """Result of a written vote on one item."""

    CARRIED = "carried"  # 가결
    LOST = "lost"  # 부결
    NO_QUORUM = "no_quorum"  # 의사정족수 미달


@dataclass(frozen=True)
class Tally:
    """Vote counts. `others` are opinions in a written vote or abstentions in a meeting.

    `members` are all members with a vote, whether they have voted or not.
    """

    ayes: int
    nays: int
    others: int
    members: int

    @property
    def given(self) -> int:
        """Return how many members have voted, opinions and abstentions included."""
        return self.ayes + self.nays + self.others

    @property
    def unanswered(self) -> int:
        """Return how many members have not voted; never below 0."""
        return max(self.members - self.given, 0)


def count(choices: Iterable[str], members: int) -> Tally:
    """Return the counts of these choices; `members` is how many have a vote."""
    found = Counter(choices)
    return Tally(found[Choice.FOR], found[Choice.AGAINST], found[Choice.OPINION], members)


def is_carried(ayes: int, present: int) -> bool:
    """Return whether more than half of those who take part are in favour; a tie is not enough."""
    return 2 * ayes > present


def verdict(tally: Tally, quorum: str) -> Verdict:
    """Return the result of a written vote; NO_QUORUM if nobody has voted, even if no quorum is set."""
    if not is_quorate(tally.given, answers_needed(quorum, tally.members)):
        return Verdict.NO_QUORUM
    return Verdict.CARRIED if is_carried(tally.ayes, tally.given) else Verdict.LOST
