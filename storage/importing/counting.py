"""Columns that say how a task counts: the kind of its target, 정량 or 정성, the reduction per unit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from storage.importing.headers import plain
from storage.tasks.tasks import TargetKind

_KINDS = {
    "": TargetKind.ANNUAL,
    "annual": TargetKind.ANNUAL,
    "연간": TargetKind.ANNUAL,
    "연차": TargetKind.ANNUAL,
    "cumulative": TargetKind.CUMULATIVE,
    "누적": TargetKind.CUMULATIVE,
    "누계": TargetKind.CUMULATIVE,
    "ratio": TargetKind.RATIO,
    "비율": TargetKind.RATIO,
}
_QUALITATIVE = {
    "": False,
    "정량": False,
    "정량사업": False,
    "quantitative": False,
    "정성": True,
    "정성사업": True,
    "qualitative": True,
}
COUNTING = ("target_kind", "is_qualitative", "factor", "factor_id")
_FACTOR_BELOW = Decimal(10) ** 10
_FACTOR_STEP = Decimal("0.00000001")


class NotSaid(ValueError):
    """Cell whose value is not understood. `reason` is a word for it: unknown_word or not_a_number."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def counting_in(column: str, value: str) -> object:
    """Return the value of a cell in one of the COUNTING columns. Raises NotSaid."""
    match column:
        case "target_kind":
            return _one_of(_KINDS, value)
        case "is_qualitative":
            return _one_of(_QUALITATIVE, value)
        case "factor":
            return _factor(value)
        case _:
            return value


def _one_of(known: Mapping[str, object], value: str) -> object:
    try:
        return known[plain(value)]
    except KeyError:
        raise NotSaid("unknown_word") from None


def _factor(value: str) -> Decimal | None:
    if not value:
        return None
    try:
        factor = Decimal(value.replace(",", ""))
        if factor.is_finite() and 0 <= factor < _FACTOR_BELOW:
            return factor.quantize(_FACTOR_STEP)
    except InvalidOperation:
        raise NotSaid("not_a_number") from None
    raise NotSaid("not_a_number")
