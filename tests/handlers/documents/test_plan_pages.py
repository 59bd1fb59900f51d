"""The pages of a steering group's papers: the plan, then each department; blank, not 0, if nothing is measured."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from bot.sample import enter_sample
from handlers.documents.plan_pages import status_pages
from storage.db.database import Database
from storage.organisation.people import person_of
from storage.organisation.workspaces import workspace_made_if_new
from storage.tasks.plan_changes import change_target
from storage.tasks.progress import Entry, Rating, enter_report
from storage.tasks.tasks import task_coded
from tests.texts import korean

NOW, TODAY = datetime(2025, 7, 7, 1, tzinfo=UTC), date(2025, 7, 7)


def test_each_department_has_a_page_with_its_tasks_figures_and_plan_changes(database: Database) -> None:
    with database.writing() as session:
        city = workspace_made_if_new(session, "T0CITY")
        assert status_pages(session, city, "ko", TODAY) == ()
        enter_sample(session, city.id, NOW)
        owner, task = person_of(session, city.id, "U0OWNER"), task_coded(session, city.id, "B-06")
        change_target(session, task, 2025, Decimal(15_000), "수요 감소", owner, NOW)
        said = Entry(Rating.DELAYED, Decimal(5_000), Decimal(150_000_000), "", "자재 수급", "8월 납품")
        enter_report(session, task, (2025, 1), Entry(Rating.ON_TRACK, Decimal(4_000)), owner, NOW)
        enter_report(session, task, (2025, 2), said, owner, NOW)
        first, *pages = status_pages(session, city, "ko", TODAY)
    assert first.drawing is not None
    assert korean("chart.title", year=2025, quarter=2, count=53) in first.drawing.alt
    worsened = f"{korean('rating.on_track')} → {korean('rating.delayed')}"
    assert f"B-06 민간 신축 건축물 ZEB 확산: {worsened}" in first.lines
    by_name = {page.heading: page for page in pages}
    assert (len(by_name), all(page.on_new_page for page in pages)) == (12, True)
    page = by_name["건축과"]
    assert page.lines == (
        "지연 1 · 미보고 4",
        "2025년 감축량: 목표 90tCO2eq 중 30tCO2eq (33%)",
        "2025년 예산 집행: 6억원 중 1억 5,000만원 (25%)",
        "B-06: 자재 수급 / 8월 납품",
        "B-06 2025 목표 변경: 20,000㎡ → 15,000㎡ (수요 감소)",
    )
    rows = {row[0].partition(" ")[0]: row[1:] for row in page.table}
    assert rows["B-06"] == ("5,000 / 15,000㎡", "지연", "30 / 90", "1억 5,000만원 / 6억원 (25%)")
    assert rows["B-01"] == ("- / 1건", "미보고", "", "")  # 정성 (qualitative): no reduction, which is not 0
