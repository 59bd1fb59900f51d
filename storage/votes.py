"""How votes are counted, and when a committee may decide: pure, so that both kinds of meeting share it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Choice(StrEnum):
    FOR = "for"  # 찬성
    AGAINST = "against"  # 반대
    OPINION = "opinion"  # 의견: taken part without saying yes or no


class Quorum(StrEnum):
    """How many of all members have to be there; most of those there decide."""

    NONE = ""
    MAJORITY = "majority"  # 재적 과반수
    TWO_THIRDS = "two_thirds"  # 재적 3분의 2 이상


class Verdict(StrEnum):
    CARRIED = "carried"  # 가결
    LOST = "lost"  # 부결
    NO_QUORUM = "no_quorum"  # 의결정족수 미달


@dataclass(frozen=True)
class Tally:
    """`others` gave an opinion in writing, or abstained in a meeting; `members` are all who have a vote."""

    ayes: int
    nays: int
    others: int
    members: int

    @property
    def given(self) -> int:
        return self.ayes + self.nays + self.others

    @property
    def unanswered(self) -> int:
        return max(self.members - self.given, 0)


def count(choices: Iterable[str], members: int) -> Tally:
    found = Counter(choices)
    return Tally(found[Choice.FOR], found[Choice.AGAINST], found[Choice.OPINION], members)


def heads_needed(quorum: str, members: int) -> int:
    """Of so many members; 0 where the committee has set none."""
    match quorum:
        case Quorum.MAJORITY:
            return members // 2 + 1
        case Quorum.TWO_THIRDS:
            return -(-2 * members // 3)
        case _:
            return 0


def is_carried(ayes: int, present: int) -> bool:
    """More than half of those who take part; a tie is lost."""
    return 2 * ayes > present


def verdict(tally: Tally, quorum: str) -> Verdict:
    """Of a written procedure. Nobody's answer decides nothing, also where no quorum is set."""
    if tally.given < max(heads_needed(quorum, tally.members), 1):
        return Verdict.NO_QUORUM
    return Verdict.CARRIED if is_carried(tally.ayes, tally.given) else Verdict.LOST
