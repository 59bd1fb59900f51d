"""What a task saves in tCO2eq: its figure of one year times its factor (감축원단위). Years are never added up."""

from __future__ import annotations

from decimal import Decimal

from storage.tasks import TargetKind, Task

_STEP = Decimal("0.01")


def reduction_of(task: Task, value: Decimal | None) -> Decimal | None:
    """None, which is not 0: without a figure or a factor, of a qualitative task, of progress and of a ratio."""
    if value is None or task.factor is None or task.is_qualitative or task.target_kind != TargetKind.ANNUAL:
        return None
    return (value * task.factor).quantize(_STEP)
