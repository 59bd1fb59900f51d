"""A table of a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

Value = str | Decimal | int | date | None
Record = TypeVar("Record")
# A column's header, and the function that gives its cell of a record.
Column = tuple[str, Callable[[Record], Value]]


@dataclass(frozen=True)
class Table:
    """A table of a spreadsheet; `marked` are the indexes of rows that are samples."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Value]]
    marked: frozenset[int] = frozenset()


def table_of(
    name: str, columns: Sequence[Column[Record]], records: Sequence[Record], marked: frozenset[int] = frozenset()
) -> Table:
    """Return a table with one row for each record, in their order."""
    headers = [header for header, _ in columns]
    return Table(name, headers, [[cell(record) for _, cell in columns] for record in records], marked)
