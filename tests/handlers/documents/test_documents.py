"""Generated documents: they open, hold what was put in, and are read back without the libraries that wrote them."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hwpx import validate_editor_open_safety, validate_package
from hwpx.experimental import render_layout_preview
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from handlers.documents.docx import docx_bytes
from handlers.documents.hwpx import hwpx_bytes
from handlers.documents.paper import Drawing, Paper, Section, plain

HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A4_HWPUNITS = ("59528", "84189")  # 210 and 297 mm
A4_TWIPS = ("11906", "16838")


def paper(text: str = "원안가결 <&>") -> Paper:
    return Paper(
        title="탄소중립 실무협의체 회의록",
        mark="초안",
        made_at=datetime(2025, 5, 9, 8, 0, tzinfo=UTC),
        facts=(("일시", "2025. 5. 9.(금) 14:00"), ("참석자", "건축팀장 (1)")),
        sections=(Section("발언요지", (text,)), Section("결정사항", table=(("안건", "결과"), ("1. ZEB", text)))),
    )


def drawn() -> Paper:
    kept = BytesIO()
    Image.new("RGB", (300, 200), "white").save(kept, "PNG")
    drawing = Drawing(kept.getvalue(), "달성 3 · <지연> 1")
    return replace(paper(), sections=(*paper().sections, Section("건축과", drawing=drawing, on_new_page=True)))


def test_a_picture_is_inside_with_its_words_on_a_page_of_its_own() -> None:
    picture = drawn().sections[-1].drawing
    assert picture is not None
    assert picture.shape == pytest.approx(2 / 3)
    with zipfile.ZipFile(BytesIO(hwpx_bytes(drawn()))) as package:
        root = ElementTree.fromstring(package.read("Contents/section0.xml"))
        (inside,) = [package.read(name) for name in package.namelist() if name.startswith("BinData/")]
    assert inside == picture.content
    assert [each.text for each in root.iter(f"{HP}shapeComment")] == [picture.alt]
    assert [each.get("pageBreak") for each in root.iter(f"{HP}p")].count("1") == 1
    assert validate_editor_open_safety(hwpx_bytes(drawn())).reopen_ok
    with zipfile.ZipFile(BytesIO(docx_bytes(drawn()))) as package:
        written = package.read("word/document.xml").decode()
        (inside,) = [package.read(name) for name in package.namelist() if name.startswith("word/media/")]
    assert inside == picture.content
    assert 'descr="달성 3 · &lt;지연&gt; 1"' in written
    assert '<w:br w:type="page"/>' in written


def words_in_hwpx(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        root = ElementTree.fromstring(package.read("Contents/section0.xml"))
    return ["".join(each.itertext()) for each in root.iter(f"{HP}t")]


def words_in_docx(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    return ["".join(each.itertext()) for each in root.iter(f"{W}p")]


def test_a_hwpx_passes_the_librarys_checks_and_is_read_back_without_it() -> None:
    content = hwpx_bytes(paper())
    assert [each for each in validate_package(content).issues if each.level == "error"] == []
    safety = validate_editor_open_safety(content)
    assert safety.reopen_ok
    assert not safety.blocking_package_errors
    assert safety.validate_document is not None
    assert not safety.validate_document.issues
    words = words_in_hwpx(content)
    for said in ("탄소중립 실무협의체 회의록", "초안", "2025. 5. 9.(금) 14:00", "원안가결 <&>", "1. ZEB"):
        assert said in words
    with zipfile.ZipFile(BytesIO(content)) as package:
        page = next(ElementTree.fromstring(package.read("Contents/section0.xml")).iter(f"{HP}pagePr"))
        about = package.read("Contents/content.hpf").decode()
    assert (page.get("width"), page.get("height")) == A4_HWPUNITS
    assert "2025-05-09T08:00:00Z" in about
    assert "author" not in about


def test_a_docx_holds_the_same_on_a4() -> None:
    content = docx_bytes(paper())
    words = words_in_docx(content)
    for said in ("탄소중립 실무협의체 회의록", "초안", "2025. 5. 9.(금) 14:00", "원안가결 <&>", "1. ZEB"):
        assert said in words
    with zipfile.ZipFile(BytesIO(content)) as package:
        size = next(ElementTree.fromstring(package.read("word/document.xml")).iter(f"{W}pgSz"))
        about = package.read("docProps/core.xml").decode()
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == A4_TWIPS
    assert "python-docx" not in about


@pytest.mark.parametrize("make", [hwpx_bytes, docx_bytes])
def test_a_paper_with_nothing_in_it_is_a_paper(make: object) -> None:
    empty = Paper("회의록", "초안", datetime(2025, 5, 9, tzinfo=UTC), (), ())
    assert zipfile.ZipFile(BytesIO(make(empty))).testzip() is None  # type: ignore[operator]


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_whatever_people_type_both_files_can_be_read(text: str) -> None:
    said = plain(text)
    assert validate_editor_open_safety(hwpx_bytes(paper(text))).reopen_ok
    joined = "".join("".join(words_in_docx(docx_bytes(paper(text)))).split())
    assert "".join(said.split()) in joined


def test_a_hwpx_is_laid_out_on_a4_with_its_ruled_tables_and_nothing_left_out() -> None:
    """Check the library's own layout page by page, which is what Hancom Office shows."""
    long = Section("발언요지", tuple(f"{number}번째 발언 " + "건물의 에너지를 줄이는 일 " * 6 for number in range(60)))
    made = paper()
    shown = render_layout_preview(hwpx_bytes(replace(made, sections=(*made.sections, long))))
    assert not shown.warnings
    assert {(round(page.width_mm), round(page.height_mm)) for page in shown.pages} == {(210, 297)}
    assert shown.html.count("<table") == 2
    assert all(f"{number}번째 발언" in shown.html for number in range(60))
