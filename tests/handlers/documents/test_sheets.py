"""Spreadsheets: typed text never becomes a formula, and what was written is read back unchanged."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from handlers.documents.sheets import workbook
from handlers.documents.table import Table, Value

_HOSTILE = ("=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "<b>", "\x00\x07가", "a" * 40_000)


def read(content: bytes) -> list[list[object]]:
    return [[cell.value for cell in line] for line in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows()]


def test_no_text_becomes_a_formula() -> None:
    content = workbook([Table("계획", ["관리번호", "내용"], [[text, "x"] for text in _HOSTILE])])
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    kinds = {cell.data_type for line in sheet.iter_rows() for cell in line}
    assert kinds == {"s"}
    assert sheet["A2"].value == "=1+1"
    assert len(str(sheet["A10"].value)) == 32_767


def test_a_secretary_would_keep_it() -> None:
    row: list[Value] = ["B-01", date(2025, 7, 9), Decimal("0.5")]
    table = Table("2025년 [2]분기: 실적/보고", ["관리번호", "기한", "목표"], [row], frozenset({0}))
    sheet = load_workbook(io.BytesIO(workbook([table]))).worksheets[0]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) == ("C2", "$1:$1", "landscape")
    assert sheet.auto_filter.ref == "A1:C2"
    assert sheet["B2"].number_format == 'yyyy". "m". "d"."'
    assert (sheet["C2"].value, sheet["C2"].number_format) == (0.5, "#,##0.####")
    assert sheet["A2"].fill.fgColor.rgb == "00FFF4CC"
    assert sheet.column_dimensions["A"].width == 10


_TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)


@settings(max_examples=40)
@given(st.lists(st.lists(_TEXTS, min_size=2, max_size=2), max_size=5))
def test_text_is_read_back_as_it_was(rows: list[list[str]]) -> None:
    written = workbook([Table("x", ["a", "b"], rows)])
    assert read(written)[1:] == [[text or None for text in row] for row in rows]


def test_a_table_without_rows_has_its_header(tmp_path: Path) -> None:
    assert read(workbook([Table("", ["a"], [])])) == [["a"]]
