"""A table as it goes into a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | Decimal | int | date | None


@dataclass(frozen=True)
class Table:
    """`marked` are the places of rows that are samples."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Value]]
    marked: frozenset[int] = frozenset()
