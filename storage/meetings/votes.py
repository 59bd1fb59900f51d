"""Counting of votes, and when a committee may decide: pure functions, shared by meetings and written votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Choice(StrEnum):
    """A member's vote on one item."""

    FOR = "for"  # 찬성
    AGAINST = "against"  # 반대
    OPINION = "opinion"  # 의견: takes part without a yes or no


class Quorum(StrEnum):
    """Share of all members that has to be present; most of those present then decide."""

    NONE = ""
    MAJORITY = "majority"  # 재적 과반수
    TWO_THIRDS = "two_thirds"  # 재적 3분의 2 이상


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


def heads_needed(quorum: str, members: int) -> int:
    """Return how many of `members` have to be present; 0 if no quorum is set."""
    match quorum:
        case Quorum.MAJORITY:
            return members // 2 + 1
        case Quorum.TWO_THIRDS:
            return -(-2 * members // 3)
        case _:
            return 0


def is_quorate(present: int, needed: int) -> bool:
    """Return whether enough people are present; exactly as many as needed are enough."""
    return present >= needed


def answers_needed(quorum: str, members: int) -> int:
    """Return how many of `members` have to answer a written vote; at least 1, also if no quorum is set."""
    return max(heads_needed(quorum, members), 1)


def is_carried(ayes: int, present: int) -> bool:
    """Return whether more than half of those who take part are in favour; a tie is not enough."""
    return 2 * ayes > present


def verdict(tally: Tally, quorum: str) -> Verdict:
    """Return the result of a written vote; NO_QUORUM if nobody has voted, even if no quorum is set."""
    if not is_quorate(tally.given, answers_needed(quorum, tally.members)):
        return Verdict.NO_QUORUM
    return Verdict.CARRIED if is_carried(tally.ayes, tally.given) else Verdict.LOST
