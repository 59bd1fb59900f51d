"""Reductions in tCO2eq: a task's figure of one year times its factor (감축원단위). Years are never added up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import ColumnElement, Numeric, and_, case, func

from storage.tasks.tasks import Target, TargetKind, Task

_STEP, _PLACES = Decimal("0.01"), 2


def factor_of(task: Task) -> Decimal | None:
    """Return the factor in tCO2eq per unit; None for qualitative tasks and for cumulative and ratio targets."""
    return None if task.is_qualitative or task.target_kind != TargetKind.ANNUAL else task.factor


def reduction_of(task: Task, value: Decimal | None) -> Decimal | None:
    """Return the reduction in tCO2eq, to two decimals, or None, which is not 0.

    None without a value or a factor, for qualitative tasks and for cumulative and ratio targets.
    """
    factor = factor_of(task)
    return (value * factor).quantize(_STEP, ROUND_HALF_UP) if value is not None and factor is not None else None


def target_reduction() -> ColumnElement[Decimal | None]:
    """Return the SQL expression for the reduction by a target, in tCO2eq; NULL where `reduction_of` gives None."""
    counts = and_(Task.is_qualitative.is_(False), Task.target_kind == TargetKind.ANNUAL, Task.factor.is_not(None))
    return case((counts, func.round(Target.value * Task.factor, _PLACES, type_=Numeric(18, _PLACES))))
