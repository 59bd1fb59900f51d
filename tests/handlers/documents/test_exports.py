"""`/cn export` end to end; the exported review sheet is filled in and imported again."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from bot.practice.driver import Person, Slack
from bot.sample import FIELD
from storage.db.database import Database
from storage.importing.plan import preview_plan
from storage.importing.reports import ReportsPreview, commit_reports, preview_reports
from storage.importing.sheets import read_sheet, read_sheets
from storage.organisation.people import person_of
from storage.organisation.workspaces import Workspace
from storage.tasks.progress import reports_in
from tests.running import go_to
from tests.texts import korean


@pytest.fixture
def slack(slack: Slack) -> Slack:
    go_to(slack, 6, 20)
    return slack


def exported(slack: Slack, person: Person, words: str) -> bytes:
    before = len(files_of(person))
    said = person.command(FIELD, "/cn", f"내보내기 {words}")
    assert said == korean("export.comes")
    person.waits_for(lambda: len(files_of(person)) > before)
    return slack.file(files_of(person)[-1], "xoxb-practice")


def files_of(person: Person) -> list[str]:
    return [file["url_private"] for each in person.direct_messages() for file in each.get("files", ())]


def test_the_secretary_gets_a_workbook_and_others_read_who_can(slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    slack.person("U0OWNER").command(FIELD, "/cn", "실적 B-06 12,000 정상추진 =1+1")
    slack.person("U0SECRETARY").command(FIELD, "/cn", "실적 W-07 55% 정상추진")
    slack.person("U0OFFICER").command(FIELD, "/cn", "report =HYPERLINK(1)")
    book = load_workbook(io.BytesIO(exported(slack, secretary, "전체")))
    assert book.sheetnames == ["2025년 2분기", "계획", "현장 문제", "조치사항", "변경 이력"]
    headers, *rows = book["2025년 2분기"].iter_rows(values_only=True)
    lines = {row[0]: dict(zip(headers, row, strict=True)) for row in rows}
    line, level = lines["B-06"], lines["W-07"]
    assert (line["단위"], line["목표 유형"], line["목표"]) == ("㎡", "연간", 20000)
    assert (line["실적"], line["달성률(%)"]) == (12000, 60)
    assert (line["감축원단위"], line["감축 목표(tCO2eq)"], line["감축량(tCO2eq)"]) == (0.006, 120, 72)
    assert (line["예산(원)"], line["집행액(원)"], line["달성여부"]) == (600_000_000, None, "정상추진")
    assert (line["추진 내용"], line["비고"]) == ("=1+1", "표본 데이터")
    assert (level["목표 유형"], level["감축량(tCO2eq)"], level["감축 목표(tCO2eq)"]) == ("정성", None, None)
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    refused = korean("not_allowed", who="<@U0SECRETARY>")
    assert slack.person("U0OWNER").command(FIELD, "/cn", "export") == refused
    unknown = secretary.command(FIELD, "/cn", "export 날씨")
    assert unknown == korean("export.how")


def test_an_exported_plan_is_taken_in_and_changes_nothing(slack: Slack, database: Database, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(exported(slack, slack.person("U0SECRETARY"), "계획"))
    with database.reading() as session:
        city = session.scalar(select(Workspace.id).where(Workspace.team_id == "T0CITY"))
        preview = preview_plan(session, city or 0, read_sheet(path))
    assert (preview.refused, preview.created, preview.changed, preview.unchanged) == ((), (), (), 53)


def test_a_review_sheet_is_filled_in_and_taken_in(
    slack: Slack, database: Database, tmp_path: Path, now: datetime
) -> None:
    path = tmp_path / "점검표.xlsx"
    path.write_bytes(exported(slack, slack.person("U0SECRETARY"), "점검표"))
    book = load_workbook(path)
    assert len(book.sheetnames) == 11  # one of the twelve departments has no sheet: its tasks begin in 2026
    sheet = book["건축과"]
    filled = {"실적": "9000", "집행액(원)": "3억 7천만", "달성여부": "지연", "사유": "수급"}
    place = {cell.value: number for number, cell in enumerate(sheet[1], 1)}
    for line in sheet.iter_rows(min_row=2):
        if line[0].value == "B-06":
            for header, text in filled.items():
                sheet.cell(line[0].row, place[header], text)
    book.save(path)
    assert [(each.column, each.reason) for each in preview_of(database, path).refused] == [("action_plan", "missing")]
    for line in sheet.iter_rows(min_row=2):
        if line[0].value == "B-06":
            sheet.cell(line[0].row, place["조치계획"]).value = "8월"
    book.save(path)
    preview = preview_of(database, path)
    assert ([each.task.code for each in preview.created], preview.refused, preview.empty) == (["B-06"], (), 48)
    assert preview.unknown_columns == ()
    with database.writing() as session:
        city = session.scalar(select(Workspace.id).where(Workspace.team_id == "T0CITY")) or 0
        by = person_of(session, city, "U0SECRETARY")
        taken = preview_reports(session, city, read_sheets(path), (2025, 2))
        commit_reports(session, taken, (2025, 2), by, now, late=False)
        (report,) = reports_in(session, city, 2025, 2).values()
        assert (report.value, report.spend) == (Decimal(9000), Decimal(370_000_000))
        assert (report.reason, report.action_plan) == ("수급", "8월")
        assert report.for_others
    assert preview_of(database, path).unchanged == 1
    book = Workbook()
    assert book.active is not None
    wrong = (["Z-1", "달성", 1], ["W-07", "달성", 0.8], ["B-01", "대체로", 1], ["B-02", "", 5])
    for row in (["관리번호", "달성여부", "실적"], *wrong):
        book.active.append(row)
    book.save(path)
    reasons = [(each.row, each.column, each.reason) for each in preview_of(database, path).refused]
    assert reasons == [
        (2, "code", "no_task"),
        (3, "value", "percent_unclear"),
        (4, "rating", "unknown_word"),
        (5, "rating", "missing"),
    ]


def preview_of(database: Database, path: Path) -> ReportsPreview:
    with database.reading() as session:
        city = session.scalar(select(Workspace.id).where(Workspace.team_id == "T0CITY"))
        return preview_reports(session, city or 0, read_sheets(path), (2025, 2))
