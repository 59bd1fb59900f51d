"""The working days of the steps before and after a due date, as tables: Korea, 2026."""

from __future__ import annotations

from datetime import date

import pytest

from schedules.rules.steps import Steps, steps_after, steps_before
from tests.schedules.rules.common import SEOUL

# Thursday, 18 June 2026; 3 June is a holiday: local elections.
DUE = date(2026, 6, 18)


@pytest.mark.parametrize(
    ("due", "steps", "before"),
    [
        ("2026-06-18", (30, 7, 1), [(30, "2026-05-19"), (7, "2026-06-11"), (1, "2026-06-17")]),
        ("2026-06-18", (0, 1), [(1, "2026-06-17"), (0, "2026-06-18")]),
        ("2026-06-18", (15,), [(15, "2026-06-02")]),
        ("2026-06-18", (3, 5, 4, 6), [(4, "2026-06-12"), (3, "2026-06-15")]),  # 5 and 4 are on a weekend
        ("2026-06-18", (), []),
    ],
)
def test_a_step_before_a_date_is_on_the_working_day_before_it_and_the_nearer_of_two_is_kept(
    due: str, steps: tuple[int, ...], before: list[tuple[int, str]]
) -> None:
    found = [(days, on.isoformat()) for days, on in steps_before(date.fromisoformat(due), steps, SEOUL)]
    assert found == before


@pytest.mark.parametrize(
    ("due", "steps", "after"),
    [
        ("2026-06-18", (7, 1, 14), [(1, "2026-06-19"), (7, "2026-06-25"), (14, "2026-07-02")]),
        ("2026-06-18", (0, 1), [(0, "2026-06-18"), (1, "2026-06-19")]),
        ("2026-05-20", (14,), [(14, "2026-06-04")]),
        ("2026-06-18", (3, 2, 4, 1), [(1, "2026-06-19"), (4, "2026-06-22")]),  # 2 and 3 are on a weekend
        ("2026-06-18", (), []),
    ],
)
def test_a_step_after_a_date_is_on_the_working_day_after_it_and_the_later_of_two_is_kept(
    due: str, steps: tuple[int, ...], after: list[tuple[int, str]]
) -> None:
    found = [(days, on.isoformat()) for days, on in steps_after(date.fromisoformat(due), steps, SEOUL)]
    assert found == after


def test_the_steps_of_a_date_are_computed_once() -> None:
    steps = Steps(SEOUL)
    assert steps.before(DUE, (7, 1)) == list(steps_before(DUE, (7, 1), SEOUL))
    assert steps.after(DUE, (7, 1)) == list(steps_after(DUE, (7, 1), SEOUL))
    assert steps.before(DUE, (7, 1)) is steps.before(DUE, (7, 1))
    assert steps.after(DUE, (7, 1)) is steps.after(DUE, (7, 1))
    assert steps.before(DUE, (7,)) != steps.before(DUE, (1,))
