"""Budgets of a year, read from a plan in the unit of its headers, by fund or as one sum, and never guessed."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from storage.db.database import Database
from storage.importing.headers import columns_of_a_plan
from storage.importing.plan import Preview, commit_plan, preview_plan
from storage.importing.sheets import read_sheet
from storage.tasks.budgets import Fund, budgets_of, year_of
from storage.tasks.tasks import task_coded
from tests.cast import Cast


def taken(database: Database, cast: Cast, path: Path, now: datetime, *lines: str) -> Preview:
    path.write_text("\n".join(lines), encoding="utf-8")
    with database.writing() as session:
        city = cast.owner.workspace_id
        preview = preview_plan(session, city, read_sheet(path))
        if not preview.refused:
            commit_plan(session, city, preview, now)
    return preview


@pytest.mark.parametrize(
    ("header", "year", "fund", "unit"),
    [
        ("2026년 예산(백만원)", 2026, Fund.WHOLE, "백만원"),
        ("2026년도 국비 (단위: 천원)", 2026, Fund.NATIONAL, "천원"),
        ("소요예산(2026)", 2026, Fund.WHOLE, ""),
        ("시비 2027", 2027, Fund.CITY, ""),
        ("2026 national budget (won)", 2026, Fund.NATIONAL, "won"),
        ("2026 예산 비고", None, None, None),
        ("총예산", None, None, None),
        ("2026 민간참여 인원", None, None, None),
    ],
)
def test_headers_say_year_fund_and_unit(header: str, year: int, fund: Fund, unit: str) -> None:
    columns = columns_of_a_plan((header,))
    found = [(each.year, each.fund, each.unit) for each in columns.places if not isinstance(each, str | int)]
    assert found == ([(year, fund, unit)] if year else [])
    assert columns.unknown == (() if year else (header,))


def test_parts_and_a_sum_are_kept_and_shown_again_as_they_change(
    database: Database, cast: Cast, tmp_path: Path, now: datetime
) -> None:
    plan, head = tmp_path / "plan.csv", "관리번호,과제명,2026 국비(백만원),2026 시비,2026 예산(백만원),2027 예산"
    taken(database, cast, plan, now, head, "B-01,창호,370,1억 3천만원,500,3억 7000여만원", "B-02,옥상,,,,0")
    with database.reading() as session:
        first, second = (budgets_of(session, task_coded(session, cast.owner.workspace_id, f"B-0{n}")) for n in (1, 2))
    assert [year_of(first, year) for year in (2026, 2027)] == [Decimal(500_000_000), Decimal(370_000_000)]
    assert first[2026, Fund.CITY] == 130_000_000
    assert [year_of(second, year) for year in (2026, 2027)] == [None, Decimal(0)]
    again = taken(database, cast, plan, now, "관리번호,과제명,2027 예산(억원)", "B-01,창호,4.2")
    assert [(each.what, each.before, each.after) for each in again.changed] == [
        ("budget_2027", "370000000", "420000000")
    ]


@pytest.mark.parametrize(
    ("sheet", "refused"),
    [
        (("2026 예산", "370"), ("budget_2026", "unit_needed")),
        (("2026 예산(백만원)", "많이"), ("budget_2026", "not_a_number")),
        (("2026 예산(백만원)", "-5"), ("budget_2026", "not_a_number")),
        (("2026 국비(백만원),2026 예산(백만원)", "370,400"), ("budget_2026", "does_not_add_up")),
        (("2026 국비(백만원),2026 국비(천원)", "370,400"), ("2026 국비(천원)", "twice")),
    ],
)
def test_what_is_unclear_is_refused(
    database: Database, cast: Cast, tmp_path: Path, now: datetime, sheet: tuple[str, str], refused: tuple[str, str]
) -> None:
    head, line = sheet
    preview = taken(database, cast, tmp_path / "plan.csv", now, f"관리번호,과제명,{head}", f"B-01,창호,{line}")
    assert [(each.column, each.reason) for each in preview.refused] == [refused]
