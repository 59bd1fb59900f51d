"""A table of a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | Decimal | int | date | None


@dataclass(frozen=True)
class Table:
    """A table of a spreadsheet; `marked` are the indexes of rows that are samples."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Value]]
    marked: frozenset[int] = frozenset()
