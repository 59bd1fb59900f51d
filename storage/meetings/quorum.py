"""Quorum: how many members have to take part before a committee may decide; pure functions.

Who takes part is counted in `storage/decisions/head_count.py`.
"""

from __future__ import annotations

from enum import StrEnum


class Quorum(StrEnum):
    """Share of all members that has to be present; most of those present then decide."""

    NONE = ""
    MAJORITY = "majority"  # 재적 과반수
    TWO_THIRDS = "two_thirds"  # 재적 3분의 2 이상


def heads_needed(quorum: str, members: int) -> int:
    """Return how many of `members` have to be present; 0 if no quorum is set."""
    match Quorum(quorum):
        case Quorum.NONE:
            return 0
        case Quorum.MAJORITY:
            return members // 2 + 1
        case Quorum.TWO_THIRDS:
            return -(-2 * members // 3)


def answers_needed(quorum: str, members: int) -> int:
    """Return how many of `members` have to answer a written vote; at least 1, also if no quorum is set."""
    return max(heads_needed(quorum, members), 1)


def is_quorate(present: int, needed: int) -> bool:
    """Return whether enough people are present; exactly as many as needed are enough."""
    return present >= needed
