"""A paper as an A4 .docx file, for readers of English."""

from __future__ import annotations

from datetime import UTC
from io import BytesIO

from docx import Document
from docx.document import Document as Writing
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Mm

from handlers.documents.paper import Drawing, Paper, Table, plain

_WIDTH, _HEIGHT, _MARGIN = Mm(210), Mm(297), Mm(20)
_TALLEST = Mm(200)


def docx_bytes(paper: Paper) -> bytes:
    """Return the file's content. Its metadata has the paper's title and time, but no author."""
    writing = Document()
    page = writing.sections[0]
    page.page_width, page.page_height = _WIDTH, _HEIGHT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    named = writing.core_properties
    named.title, named.author, named.comments = plain(paper.title), "", ""
    named.created = named.modified = paper.made_at.astimezone(UTC)
    writing.add_heading(plain(paper.title), 0)
    writing.add_paragraph(plain(paper.mark)).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add_table(writing, paper.facts)
    for section in paper.sections:
        if section.on_new_page:
            writing.add_page_break()  # type: ignore[no-untyped-call]
        writing.add_heading(plain(section.heading), 1)
        if section.drawing is not None:
            _add_drawing(writing, section.drawing)
        for line in section.lines:
            writing.add_paragraph(plain(line))
        _add_table(writing, section.table)
    held = BytesIO()
    writing.save(held)
    return held.getvalue()


def _add_drawing(writing: Writing, drawing: Drawing) -> None:
    """Add the picture within the page, with its alternative text."""
    wide = _WIDTH - 2 * _MARGIN
    height = min(int(wide * drawing.shape), _TALLEST)
    shape = writing.add_picture(BytesIO(drawing.content), height=Emu(height))
    shape._inline.docPr.set("descr", plain(drawing.alt))  # python-docx has no public name for it


def _add_table(writing: Writing, rows: Table) -> None:
    if not rows:
        return
    table = writing.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.cell(row, column).text = plain(text)
