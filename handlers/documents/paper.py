"""A paper before it becomes a file: title, facts in a table, sections of pictures, lines and tables."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from datetime import datetime

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Drawing:
    """A PNG with its alternative text."""

    content: bytes
    alt: str

    @property
    def shape(self) -> float:
        """Return height divided by width, read from the beginning of the PNG (RFC 2083, 11.2.1)."""
        width, height = struct.unpack(">II", self.content[16:24])
        return float(height / width)


@dataclass(frozen=True)
class Section:
    """A section: heading, drawing, lines, table, in this order; the table's first row is its heading."""

    heading: str
    lines: tuple[str, ...] = ()
    table: Table = ()
    drawing: Drawing | None = None
    on_new_page: bool = False


@dataclass(frozen=True)
class Paper:
    """A paper; `mark` says that it is a draft and not the record, `facts` are (label, value)."""

    title: str
    mark: str
    made_at: datetime
    facts: Table
    sections: tuple[Section, ...]


# Not allowed in XML: most control characters, lone surrogates, U+FFFE and U+FFFF.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Return the text without the characters that no office file may hold."""
    return _NOT_IN_XML.sub("", text)


_NARROWEST, _WIDEST = 8, 30


def widths_of(rows: Table) -> list[int]:
    """Return each column's relative width: its longest cell in characters, between 8 and 30."""
    return [min(max(len(cell) for cell in (*column, " " * _NARROWEST)), _WIDEST) for column in zip(*rows, strict=True)]
