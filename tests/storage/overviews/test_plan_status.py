"""A plan's status: the newest report up to a quarter counts, and a rating worse than the one before is marked."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.organisation.departments import department_named
from storage.organisation.people import Person
from storage.overviews.plan_status import NOT_REPORTED, Worsened, plan_status_in
from storage.tasks.budgets import Fund, set_budgets
from storage.tasks.progress import Entry, ProgressReport, Rating, enter_report, reports_of
from storage.tasks.reductions import reduction_of
from storage.tasks.tasks import Target, TargetKind, Task
from tests.cast import Cast

Given = tuple[int, int, Rating]
ON_TRACK, DELAYED, ACHIEVED = Rating.ON_TRACK, Rating.DELAYED, Rating.ACHIEVED


def enter(session: Session, by: Person, now: datetime, code: str, *reports: Given) -> Task:
    task = Task(workspace_id=by.workspace_id, code=code, title=code.lower(), sector="건물", end_year=2025)
    session.add(task)
    session.flush()
    for year, quarter, rating in reports:
        row = ProgressReport(workspace_id=by.workspace_id, task_id=task.id, year=year, quarter=quarter, rating=rating)
        row.person_id, row.at = by.id, now
        session.add(row)
    return task


@pytest.mark.parametrize(
    ("quarter", "ratings", "worsened"),
    [
        ((2025, 1), {ON_TRACK: 1, ACHIEVED: 1, NOT_REPORTED: 1}, []),
        ((2025, 2), {DELAYED: 1, ACHIEVED: 1, ON_TRACK: 1}, [Worsened("A-1", "a-1", "", ON_TRACK, DELAYED)]),
        ((2025, 3), {DELAYED: 1, ACHIEVED: 1, ON_TRACK: 1}, []),
        ((2024, 4), {ACHIEVED: 1, NOT_REPORTED: 2}, []),
        ((2026, 1), {DELAYED: 2, ON_TRACK: 1}, [Worsened("A-2", "a-2", "", ACHIEVED, DELAYED)]),
    ],
)
def test_the_newest_report_up_to_the_quarter_counts(
    database: Database,
    cast: Cast,
    now: datetime,
    quarter: tuple[int, int],
    ratings: dict[str, int],
    worsened: list[Worsened],
) -> None:
    with database.writing() as session:
        first = enter(session, cast.owner, now, "A-1", (2025, 1, ON_TRACK), (2025, 2, DELAYED))
        first.department_id = department_named(session, cast.owner.workspace_id, "건축과").id
        enter(session, cast.owner, now, "A-2", (2024, 4, ACHIEVED), (2026, 1, DELAYED))
        enter(session, cast.owner, now, "A-3", (2025, 2, ON_TRACK))
        enter(session, cast.outsider, now, "A-9", (2025, 1, DELAYED))
    with database.reading() as session:
        found = plan_status_in(session, cast.owner.workspace_id, *quarter, today=date(2026, 2, 1))
    assert dict(found.whole.ratings) == ratings
    assert list(found.worsened) == worsened
    assert [(group.name, group.tasks) for group in found.sectors] == [("건물", 3)]
    assert [(group.name, group.tasks) for group in found.departments] == [("", 2), ("건축과", 1)]
    assert found.unowned == 3
    assert found.overdue == 3 - ratings.get(ACHIEVED, 0)


def test_a_years_reduction_is_value_times_factor_and_years_are_never_summed(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        for code, factor, kind, qualitative in (
            ("A-1", "0.5", TargetKind.ANNUAL, False),
            ("A-2", "0.5", TargetKind.CUMULATIVE, False),
            ("A-3", "0.5", TargetKind.ANNUAL, True),
            ("A-4", None, TargetKind.ANNUAL, False),
        ):
            task = enter(session, cast.owner, now, code, (2024, 4, ON_TRACK), (2025, 1, ON_TRACK), (2025, 2, ON_TRACK))
            task.factor, task.target_kind = Decimal(factor) if factor else None, kind
            task.is_qualitative = qualitative
            session.flush()
            for year, value in ((2024, 1000), (2025, 200)):
                session.add(Target(workspace_id=task.workspace_id, task_id=task.id, year=year, value=Decimal(value)))
            for report in reports_of(session, task.workspace_id, task.id):
                report.value = Decimal(report.year - 2000 + 100 * report.quarter)
                report.spend, report.reduction = Decimal(1_000_000 * report.quarter), reduction_of(task, report.value)
            set_budgets(session, task, {(2025, Fund.CITY): Decimal(3_000_000), (2025, Fund.NATIONAL): Decimal(1)})
            set_budgets(session, task, {(2024, Fund.WHOLE): Decimal(9)})
    with database.reading() as session:
        found = plan_status_in(session, cast.owner.workspace_id, 2025, 2, today=date(2025, 8, 1)).whole
        early = plan_status_in(session, cast.owner.workspace_id, 2025, 1, today=date(2025, 8, 1)).whole
        none = plan_status_in(session, cast.owner.workspace_id, 2026, 1, today=date(2026, 2, 1)).whole
    assert (found.target, found.achieved, found.spend) == (Decimal(100), Decimal("112.5"), Decimal(8_000_000))
    assert (early.achieved, early.spend) == (Decimal("62.5"), Decimal(4_000_000))
    assert (found.budget, early.budget) == (Decimal(12_000_004), Decimal(12_000_004))
    assert (none.target, none.achieved, none.spend, none.budget) == (None, None, Decimal(0), None)


def test_what_a_result_saved_stays_when_its_tasks_factor_becomes_another(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        task = enter(session, cast.owner, now, "A-1")
        task.factor, task.factor_id = Decimal("0.617"), "1-1"
        enter_report(session, task, (2025, 1), Entry(ON_TRACK, Decimal(10)), cast.owner, now)
        task.factor, task.factor_id = Decimal("0.5"), "1-2"
        enter_report(session, task, (2025, 2), Entry(ON_TRACK, Decimal(20)), cast.owner, now)
        reports = reports_of(session, task.workspace_id, task.id)
        kept = [(each.factor_id, each.factor, each.reduction) for each in reports]
        assert kept == [("1-1", Decimal("0.617"), Decimal("6.17")), ("1-2", Decimal("0.5"), Decimal(10))]
        task.is_qualitative = True
        enter_report(session, task, (2025, 2), Entry(ON_TRACK, Decimal(20)), cast.owner, now)
        assert reports_of(session, task.workspace_id, task.id)[-1].reduction is None
    with database.reading() as session:
        assert plan_status_in(session, cast.owner.workspace_id, 2025, 1, date(2025, 8, 1)).whole.achieved == Decimal(
            "6.17"
        )
        assert plan_status_in(session, cast.owner.workspace_id, 2025, 2, date(2025, 8, 1)).whole.achieved is None
