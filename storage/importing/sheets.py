"""Spreadsheet files (.csv or .xlsx) as rows of text, each with its number in the file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from storage.db.errors import RuleError

_MOST_BYTES = 20_000_000
# Encodings of Korean offices' files: UTF-8, with or without Excel's mark, and the older code page 949.
_ENCODINGS = ("utf-8-sig", "cp949")


class SheetUnreadable(RuleError):
    """Unreadable file. `why` is a word for the reason: kind, large, encoding, damaged or empty."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Sheet:
    """Headers and rows of a sheet. Each row comes with its number in the file, counted from 1."""

    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


Line = tuple[int, tuple[str, ...]]


def read_sheet(path: Path) -> Sheet:
    """Return the file's first sheet that is not empty. Raises SheetUnreadable, OSError."""
    return read_sheets(path)[0]


def read_sheets(path: Path) -> list[Sheet]:
    """Return every sheet that is not empty, without its empty lines. Raises SheetUnreadable, OSError."""
    readers = {".csv": _csv_pages, ".xlsx": _xlsx_pages}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise SheetUnreadable("kind")
    if path.stat().st_size > _MOST_BYTES:
        raise SheetUnreadable("large")
    pages = ([(number, line) for number, line in page if any(line)] for page in reader(path.read_bytes()))
    sheets = [Sheet(lines[0][1], tuple(lines[1:])) for lines in pages if lines]
    if not sheets:
        raise SheetUnreadable("empty")
    return sheets


def _csv_pages(content: bytes) -> Iterator[Iterator[Line]]:
    yield _csv_lines(content)


def _csv_lines(content: bytes) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(_decoded(content), newline=""))
    try:
        for line in reader:
            yield reader.line_num, tuple(cell.strip() for cell in line)
    except csv.Error as error:
        raise SheetUnreadable("damaged") from error


def _decoded(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SheetUnreadable("encoding")


def _xlsx_pages(content: bytes) -> Iterator[Iterator[Line]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise SheetUnreadable("damaged") from error
    for sheet in book.worksheets:
        lines = enumerate(sheet.iter_rows(values_only=True), 1)
        yield ((number, tuple(_cell(value) for value in line)) for number, line in lines)


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # Excel keeps every number as a float
    return "" if value is None else str(value).strip()
