"""What a paper says, whatever file it becomes: a title, facts in a table, sections of pictures, lines and tables."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from datetime import datetime

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Drawing:
    """A PNG, with what it shows in words."""

    content: bytes
    alt: str

    @property
    def shape(self) -> float:
        """Its height for its width: a PNG says both at its beginning (RFC 2083, 11.2.1)."""
        width, height = struct.unpack(">II", self.content[16:24])
        return float(height / width)


@dataclass(frozen=True)
class Section:
    """Its drawing stands first, then lines and table; `table`'s first row is its heading."""

    heading: str
    lines: tuple[str, ...] = ()
    table: Table = ()
    drawing: Drawing | None = None
    on_new_page: bool = False


@dataclass(frozen=True)
class Paper:
    """`mark` says what it is not: the record. `facts` are label and value."""

    title: str
    mark: str
    made_at: datetime
    facts: Table
    sections: tuple[Section, ...]


# XML takes no control characters but tabs and line ends, no half of a pair, and not these two.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Without what no office file may hold."""
    return _NOT_IN_XML.sub("", text)


_NARROWEST, _WIDEST = 8, 30


def widths_of(rows: Table) -> list[int]:
    """How wide each column is to be against the others, by the longest of its cells."""
    return [min(max(len(cell) for cell in (*column, " " * _NARROWEST)), _WIDEST) for column in zip(*rows, strict=True)]
