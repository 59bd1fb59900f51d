""".xlsx files as a secretary would make them: frozen header, widths, official dates. Text never becomes a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from handlers.documents.table import Table, Value

# support.microsoft.com, "Excel specifications and limits": characters of a cell and of a sheet's name.
_CELL_LIMIT, _NAME_LIMIT = 32_767, 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_DAY = 'yyyy". "m". "d"."'
_NUMBER = "#,##0.####"
_WHOLE = "#,##0"
_LINE = Side(style="thin", color="B0B0B0")
_HEAD = PatternFill("solid", fgColor="DDEBDA")
_SAMPLE = PatternFill("solid", fgColor="FFF4CC")
_WIDE, _NARROW = 42, 8


def workbook(tables: Sequence[Table]) -> bytes:
    """Return the .xlsx with a sheet for each table, at least one; tables of the same name are numbered."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(_NOT_IN_A_NAME.sub(" ", table.name)[:_NAME_LIMIT].strip("' ") or "-"), table)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, table: Table) -> None:
    for place, header in enumerate(table.headers, 1):
        cell = sheet.cell(1, place)
        _write(cell, header)
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(place)].width = _width(table, place - 1)
    for number, row in enumerate(table.rows):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number + 2, place)
            _write(cell, value)
            if number in table.marked:
                cell.fill = _SAMPLE
    sheet.freeze_panes = "C2" if len(table.headers) > 2 else "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.headers))}{len(table.rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write(cell: Cell | MergedCell, value: Value) -> None:
    cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_CELL_LIMIT] or None
        if cell.value:
            cell.data_type = "s"  # openpyxl would turn text that begins with = into a formula
            cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    elif isinstance(value, date):
        cell.value, cell.number_format = value, _DAY
    elif value is not None:
        cell.value = value
        cell.number_format = _WHOLE if value == int(value) else _NUMBER


def _width(table: Table, place: int) -> int:
    """Return the column's width by its longest line in characters, between 8 and 42; a Korean letter counts two."""
    texts = [str(row[place]) for row in table.rows if row[place] is not None] + [table.headers[place]]
    lines = (line for text in texts for line in text.splitlines())
    longest = max((sum(2 if ord(letter) > 0x2E80 else 1 for letter in line) for line in lines), default=0)
    return min(max(longest + 2, _NARROW), _WIDE)
