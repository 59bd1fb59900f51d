"""What a task saves in tCO2eq: its figure of one year times its factor (감축원단위). Years are never added up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import ColumnElement, Numeric, and_, case, func

from storage.tasks import Target, TargetKind, Task

_STEP, _PLACES = Decimal("0.01"), 2


def factor_of(task: Task) -> Decimal | None:
    """What its figures are to be multiplied by; None of a qualitative task, of progress and of a ratio."""
    return None if task.is_qualitative or task.target_kind != TargetKind.ANNUAL else task.factor


def reduction_of(task: Task, value: Decimal | None) -> Decimal | None:
    """None, which is not 0: without a figure or a factor, of a qualitative task, of progress and of a ratio."""
    factor = factor_of(task)
    return (value * factor).quantize(_STEP, ROUND_HALF_UP) if value is not None and factor is not None else None


def target_reduction() -> ColumnElement[Decimal | None]:
    """The same of a target, by the database."""
    counts = and_(Task.is_qualitative.is_(False), Task.target_kind == TargetKind.ANNUAL, Task.factor.is_not(None))
    return case((counts, func.round(Target.value * Task.factor, _PLACES, type_=Numeric(18, _PLACES))))
