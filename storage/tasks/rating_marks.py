"""Suggestions of a rating from a task's figures. Only a person sets a rating."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from storage.tasks.progress import Rating
from storage.tasks.tasks import TargetKind, Task

_LAST_QUARTER = 4


@dataclass(frozen=True)
class Marks:
    """Lower limits in the task's unit for "achieved" and "on track"; below both, the rating is `otherwise`."""

    achieved: Decimal
    on_track: Decimal
    otherwise: Rating

    def suggest(self, value: Decimal) -> Rating:
        """Return the rating suggested for a value in the task's unit."""
        if value >= self.achieved:
            return Rating.ACHIEVED
        return Rating.ON_TRACK if self.on_track <= value else self.otherwise


def marks_of(task: Task, targets: dict[int, Decimal], year: int, quarter: int) -> Marks | None:
    """Return the limits for even progress through the year; None for a qualitative task or without a target.

    An annual figure starts at 0, a cumulative one and a ratio at last year's target. In the fourth quarter, anything
    below the target suggests NOT_ACHIEVED.
    """
    target = targets.get(year)
    if target is None or target <= 0 or task.is_qualitative:
        return None
    if quarter == _LAST_QUARTER:
        return Marks(target, target, Rating.NOT_ACHIEVED)
    start = Decimal(0) if task.target_kind == TargetKind.ANNUAL else min(targets.get(year - 1, Decimal(0)), target)
    return Marks(target, start + (target - start) * quarter / _LAST_QUARTER, Rating.DELAYED)
