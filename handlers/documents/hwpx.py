"""A paper as an A4 .hwpx file, the format of Hancom Office in Korean city halls."""

from __future__ import annotations

from datetime import UTC

from hwpx import HwpxDocument

from handlers.documents.paper import Drawing, Paper, Table, plain, widths_of

_FONT = "함초롬바탕"
_MARGIN_MM = 20.0
_TEXT_MM, _TALLEST_MM = 170.0, 200.0
_INK, _SHADE = "#7F7F7F", "#EDEDED"
_TITLE_PT, _HEADING_PT, _BODY_PT, _MARK_PT = 18, 13, 11, 10


class _Writing:
    def __init__(self) -> None:
        self.document = HwpxDocument.new()
        self.document.page.setup(paper_size="A4", orientation="PORTRAIT")
        margins = {"left": _MARGIN_MM, "right": _MARGIN_MM, "top": _MARGIN_MM, "bottom": _MARGIN_MM}
        self.document.page.setup(margins_mm=margins)

    def line(
        self, text: str, size: int = _BODY_PT, *, bold: bool = False, align: str = "", on_new_page: bool = False
    ) -> None:
        style = self.document.styles.ensure_run(bold=bold, size=size, font=_FONT)
        self.document.add_paragraph(plain(text), char_pr_id_ref=style, pageBreak=str(int(on_new_page)))
        if align:
            last = len(self.document.paragraphs) - 1
            self.document.styles.apply_paragraph_format(paragraph_index=last, alignment=align)

    def drawing(self, drawing: Drawing) -> None:
        """Add a picture as wide as the page's text, with its alternative text."""
        height = min(_TEXT_MM * drawing.shape, _TALLEST_MM)
        width = height / drawing.shape
        placed = self.document.add_picture(drawing.content, "png", width_mm=width, height_mm=height)
        for comment in placed.element.iter("{*}shapeComment"):
            comment.text = plain(drawing.alt)

    def table(self, rows: Table, *, labels: bool = False) -> None:
        """Add a ruled table; its first row is shaded as a heading, or with `labels` its first column."""
        styles = self.document.styles
        ruled = styles.ensure_border_fill(border_color=_INK)
        shaded = styles.ensure_border_fill(border_color=_INK, fill_color=_SHADE)
        table = self.document.add_table(len(rows), len(rows[0]))
        table.set_column_widths(widths_of(rows))
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                table.set_cell_text(row, column, plain(text))
                is_heading = column == 0 if labels else row == 0
                table.set_cell_border_fill(row, column, shaded if is_heading else ruled)


def hwpx_bytes(paper: Paper) -> bytes:
    """Return the file's content. Its metadata has the paper's title and time, but no author."""
    writing = _Writing()
    writing.line(paper.title, _TITLE_PT, bold=True, align="CENTER")
    writing.line(paper.mark, _MARK_PT, align="RIGHT")
    if paper.facts:
        writing.table(paper.facts, labels=True)
    for section in paper.sections:
        writing.line("", on_new_page=section.on_new_page)
        writing.line(section.heading, _HEADING_PT, bold=True)
        if section.drawing is not None:
            writing.drawing(section.drawing)
        for line in section.lines:
            writing.line(line)
        if section.table:
            writing.table(section.table)
    _name(writing.document, paper)
    return writing.document.to_bytes()


def _name(document: HwpxDocument, paper: Paper) -> None:
    """Replace the metadata of the library's blank document, which names another author and time."""
    document.parts.clear_document_metadata(timestamp=f"{paper.made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    document.parts.set_document_metadata(title=plain(paper.title))
