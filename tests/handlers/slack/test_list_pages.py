"""Pages of a list: which one is shown, which buttons stand below it, and that a press leads where its button says."""

from __future__ import annotations

import pytest

from handlers.slack.list_pages import carrying, page_of, turned_to, turns
from handlers.slack.payloads import Click


@pytest.mark.parametrize(
    ("count", "wanted", "page", "pages"),
    [(0, 0, 0, 1), (10, 0, 0, 1), (11, 1, 1, 2), (20, 2, 1, 2), (21, 2, 2, 3), (5, -1, 0, 1)],
)
def test_the_nearest_page_that_exists_is_shown(count: int, wanted: int, page: int, pages: int) -> None:
    assert page_of(count, 10, wanted) == (page, pages)


@pytest.mark.parametrize(
    ("page", "pages", "actions"),
    [
        (0, 1, []),
        (0, 2, ["tasks.next"]),
        (1, 3, ["tasks.previous", "tasks.next"]),
        (2, 3, ["tasks.previous"]),
    ],
)
def test_a_list_turns_to_pages_that_exist_alone(page: int, pages: int, actions: list[str]) -> None:
    assert [each.action_id for each in turns("ko", "tasks", page, pages, str)] == actions


@pytest.mark.parametrize("wanted", ["", "mine", "건축과|1"])
def test_a_press_asks_for_the_same_list_on_the_next_page(wanted: str) -> None:
    (turn,) = turns("ko", "tasks", 0, 2, carrying(wanted))
    assert turn.value is not None
    assert turned_to(Click("T0", "U0", "tasks.next", turn.value, "click:1", {})) == (wanted, 1)
