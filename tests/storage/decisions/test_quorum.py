from __future__ import annotations

import pytest

from storage.decisions.quorum import HeadCount


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
