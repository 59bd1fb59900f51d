"""What rating a task's figures suggest. A person sets it: nothing here does."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from storage.progress import Rating
from storage.tasks import TargetKind, Task

_LAST_QUARTER = 4


@dataclass(frozen=True)
class Marks:
    """From `on_track` on it goes as planned, from `achieved` on it is there; below, `otherwise`."""

    achieved: Decimal
    on_track: Decimal
    otherwise: Rating

    def suggest(self, value: Decimal) -> Rating:
        if value >= self.achieved:
            return Rating.ACHIEVED
        return Rating.ON_TRACK if self.on_track <= value else self.otherwise


def marks_of(task: Task, targets: dict[int, Decimal], year: int, quarter: int) -> Marks | None:
    """By even pace through the year; None where there is no target to measure by, as of a qualitative task.

    A year's figure starts at 0, a cumulative one and a ratio where last year's target left them. At the year's end
    what is not there is missed.
    """
    target = targets.get(year)
    if target is None or target <= 0 or task.is_qualitative:
        return None
    if quarter == _LAST_QUARTER:
        return Marks(target, target, Rating.NOT_ACHIEVED)
    start = Decimal(0) if task.target_kind == TargetKind.ANNUAL else min(targets.get(year - 1, Decimal(0)), target)
    return Marks(target, start + (target - start) * quarter / _LAST_QUARTER, Rating.DELAYED)
