from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from storage.db.database import Database
from storage.history import history_of
from storage.importing.plan import Preview, commit_plan, preview_plan
from storage.importing.sheets import SheetUnreadable, read_sheet
from storage.organisation.departments import Department
from storage.organisation.people import Person, person_of
from storage.samples import SAMPLE_PLAN
from storage.tasks.plan_changes import plan_changes_of
from storage.tasks.tasks import Target, Task, all_tasks, task_coded
from tests.cast import Cast

HEAD = "관리번호,과제명,주관부서,단위,2025 목표"


def preview_of(database: Database, cast: Cast, path: Path) -> Preview:
    with database.reading() as session:
        return preview_plan(session, cast.owner.workspace_id, read_sheet(path))


def commit(database: Database, cast: Cast, path: Path, now: datetime) -> None:
    with database.writing() as session:
        city = cast.owner.workspace_id
        commit_plan(session, city, preview_plan(session, city, read_sheet(path)), now)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "plan.csv"


def test_the_sample_plan_is_taken_whole_and_a_second_time_changes_nothing(
    database: Database, cast: Cast, now: datetime
) -> None:
    preview = preview_of(database, cast, SAMPLE_PLAN)
    assert (len(preview.created), preview.refused, preview.unknown_columns) == (53, (), ())
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Task)) == 0
    commit(database, cast, SAMPLE_PLAN, now)
    again = preview_of(database, cast, SAMPLE_PLAN)
    assert (again.created, again.changed, again.unchanged) == ((), (), 53)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Department)) == 12
        task = task_coded(session, cast.owner.workspace_id, "S-02")
        values = session.scalars(select(Target.value).where(Target.task_id == task.id).order_by(Target.year)).all()
        assert values == [Decimal("0.5"), Decimal("0.8")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_csv_of_any_office_is_read(database: Database, cast: Cast, plan: Path, encoding: str) -> None:
    plan.write_bytes(f'{HEAD}\r\nb-01,"창호, 교체",건축과,㎡,"1,200"\r\n'.encode(encoding))
    (row,) = preview_of(database, cast, plan).created
    assert (row.code, row.texts["title"], row.targets) == ("B-01", "창호, 교체", {2025: Decimal(1200)})


@pytest.mark.parametrize(
    "header",
    ["2025 목표", "2025년 목표", "목표(2025)", "목표（２０２５）", "target_2025", "Target 2025", "목표 2025년"],
)
def test_a_target_is_found_under_the_headers_offices_write(
    database: Database, cast: Cast, plan: Path, header: str
) -> None:
    plan.write_text(f"과제번호,세부과제명,{header}\nB-01,창호,１２０\n", encoding="utf-8")
    (row,) = preview_of(database, cast, plan).created
    assert row.targets == {2025: Decimal(120)}


def test_an_xlsx_is_read_and_a_formula_is_not_run(database: Database, cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["code", "title_ko", "target_2026", "비고"])
    sheet.append(["B-01", "창호 교체", 3000, "=1+1"])
    book.save(path)
    preview = preview_of(database, cast, path)
    assert preview.created[0].targets == {2026: Decimal(3000)}
    assert preview.unknown_columns == ("비고",)


def test_a_changed_target_keeps_before_and_after(database: Database, cast: Cast, plan: Path, now: datetime) -> None:
    plan.write_text(f"{HEAD}\nB-01,창호,건축과,㎡,100\n", encoding="utf-8")
    commit(database, cast, plan, now)
    plan.write_text(f"{HEAD}\nB-01,창호,회계과,㎡,80\n", encoding="utf-8")
    (refused,) = preview_of(database, cast, plan).refused
    assert (refused.row, refused.value, refused.reason) == (2, "2025", "reason_needed")
    plan.write_text(f"{HEAD},변경사유\nB-01,창호,회계과,㎡,80,예산이 줄었습니다\n", encoding="utf-8")
    changes = {(change.what, change.before, change.after) for change in preview_of(database, cast, plan).changed}
    assert changes == {("department", "건축과", "회계과"), ("target_2025", "100", "80")}
    commit(database, cast, plan, now)
    with database.reading() as session:
        task = task_coded(session, cast.owner.workspace_id, "B-01")
        last = history_of(session, task.workspace_id, "task", task.id)[-1]
        (change,) = plan_changes_of(session, task.workspace_id, task.id)
    assert (last.before["target_2025"], last.after["target_2025"]) == ("100", "80")
    assert (change.what, change.before, change.after, change.reason, change.is_postponement) == (
        "2025",
        "100",
        "80",
        "예산이 줄었습니다",
        True,
    )


def test_how_a_task_counts_is_read_in_both_languages(database: Database, cast: Cast, plan: Path, now: datetime) -> None:
    plan.write_text(
        "code,title,target_kind,measure_type,factor_tco2eq_per_unit\n"
        "B-01,조례,연간,정성,\nB-02,태양광,annual,정량,0.617\nB-03,공정,누적,qualitative,\nB-04,비율,ratio,정량,\n",
        encoding="utf-8",
    )
    commit(database, cast, plan, now)
    with database.reading() as session:
        found = [
            (task.target_kind, task.is_qualitative, task.factor) for task in all_tasks(session, cast.owner.workspace_id)
        ]
    assert found == [
        ("annual", True, None),
        ("annual", False, Decimal("0.617")),
        ("cumulative", True, None),
        ("ratio", False, None),
    ]
    plan.write_text("code,title,목표 유형,정량/정성,감축원단위\nB-01,조례,가끔,반반,많이\n", encoding="utf-8")
    reasons = [(each.column, each.reason) for each in preview_of(database, cast, plan).refused]
    assert reasons == [
        ("target_kind", "unknown_word"),
        ("is_qualitative", "unknown_word"),
        ("factor", "not_a_number"),
    ]


def test_an_empty_target_is_no_target_and_not_nought(database: Database, cast: Cast, plan: Path, now: datetime) -> None:
    plan.write_text(f"{HEAD}\nB-01,창호,건축과,㎡,\nB-02,시범,건축과,㎡,0\n", encoding="utf-8")
    commit(database, cast, plan, now)
    with database.reading() as session:
        assert session.scalars(select(Target.value)).all() == [Decimal(0)]


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("B-01,,건축과,㎡,1", "title", "missing"),
        ("창호,창호,건축과,㎡,1", "code", "code"),
        ("B-01,창호,건축과,㎡,많이", "2025", "not_a_number"),
        ("B-01,창호,건축과,㎡,NaN", "2025", "not_a_number"),
        ("B-01,창호,건축과,㎡,1e99", "2025", "not_a_number"),
        (f"B-01,{'가' * 301},건축과,㎡,1", "title", "too_long"),
        ("B-02,창호,건축과,㎡,1", "code", "twice"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(
    database: Database, cast: Cast, plan: Path, line: str, column: str, reason: str
) -> None:
    plan.write_text(f"{HEAD}\nB-02,먼저,건축과,㎡,1\n\n{line}\n", encoding="utf-8")
    (refused,) = preview_of(database, cast, plan).refused
    assert (refused.row, refused.column, refused.reason) == (4, column, reason)


def test_a_header_that_stands_twice_or_is_missing_is_refused(database: Database, cast: Cast, plan: Path) -> None:
    plan.write_text("관리번호,과제번호,단위\nB-01,B-02,㎡\n", encoding="utf-8")
    reasons = {(refused.column, refused.reason) for refused in preview_of(database, cast, plan).refused}
    assert reasons == {("과제번호", "twice"), ("title", "missing")}


def test_owners_are_matched_by_id_or_a_name_only_one_has_and_never_guessed(
    database: Database, cast: Cast, plan: Path, now: datetime
) -> None:
    with database.writing() as session:
        city = cast.owner.workspace_id
        person_of(session, city, "U0OWNER").name = "과제 담당"
        for number in (1, 2):
            session.add(Person(workspace_id=city, slack_id=f"U0TWIN{number}", name="같은 이름"))
    plan.write_text(
        "code,title,담당자,팀장\nB-01,창호,과제담당,U0OFFICER\nB-02,창호,같은 이름,없는 사람\n", encoding="utf-8"
    )
    preview = preview_of(database, cast, plan)
    unmatched = {(refused.row, refused.column, refused.reason) for refused in preview.unmatched}
    assert unmatched == {(3, "owner", "namesake"), (3, "team_leader", "stranger")}
    commit(database, cast, plan, now)
    with database.reading() as session:
        task = task_coded(session, cast.owner.workspace_id, "B-01")
        assert (task.owner_id, task.team_leader_id) == (cast.owner.id, cast.officer.id)
        assert task_coded(session, cast.owner.workspace_id, "B-02").owner_id is None


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("plan.hwp", b"x", "kind"),
        ("plan.csv", b"\xff\xfe\x00\x01\x02", "encoding"),
        ("plan.csv", b"\n\n,,\n", "empty"),
        ("plan.xlsx", b"not a zip", "damaged"),
        ("plan.csv", b"\0" * 100, "encoding"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SheetUnreadable) as caught:
        read_sheet(tmp_path / name)
    assert caught.value.why == why
