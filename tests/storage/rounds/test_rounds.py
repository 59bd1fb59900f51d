"""A closed reporting round: a record that nothing changes, reopened with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from storage.db.database import Database
from storage.db.errors import Changed, Lacking
from storage.history import history_of
from storage.issues.photos import AttachedTo, FileSent, keep_photos
from storage.organisation.departments import department_named
from storage.rounds.closing import close, reopen
from storage.rounds.confirmations import confirm
from storage.rounds.lists import round_by_department, round_status
from storage.rounds.rounds import Line, as_it_is, frozen, picture_of
from storage.tasks.budgets import Fund, set_budgets
from storage.tasks.progress import Entry, Rating, enter_report
from storage.tasks.tasks import Target, Task
from tests.cast import Cast

FULL = Entry(Rating.DELAYED, Decimal(1500), Decimal(10), "메모", "자재 수급", "8월 납품")
# Of a qualitative task of the sample plan, without a department, a target, a budget and a report.
BLANK = Line(
    task_id=0,
    code="",
    title="",
    sector="",
    department="",
    owner_id=None,
    indicator="",
    unit="",
    counts="qualitative",
    target=None,
    value=None,
    spend=None,
    reduction=None,
    reduction_target=None,
    factor=None,
    factor_id="",
    budget=None,
    files="",
    rating="",
    note="",
    reason="",
    action_plan="",
    reported_by_id=None,
    reported_at=None,
    late=False,
    for_others=False,
    confirmed_by_id=None,
    is_sample=True,
)


def test_a_closed_round_is_frozen_until_it_is_reopened_with_a_reason(
    database: Database, cast: Cast, now: datetime
) -> None:
    city = cast.owner.workspace_id
    with database.writing() as session:
        task = Task(workspace_id=city, code="B-02", title="시범사업", unit="㎡", factor=Decimal("0.019"))
        words = Task(workspace_id=city, code="B-03", title="조례", is_qualitative=True)
        over = Task(workspace_id=city, code="B-04", title="끝난 과제", end_year=2024)
        session.add_all([task, words, over])
        session.flush()
        session.add(Target(workspace_id=city, task_id=task.id, year=2025, value=Decimal(3000)))
        enter_report(session, task, (2025, 2), Entry(Rating.ON_TRACK, Decimal(1500), Decimal(10)), cast.owner, now)
        status = close(session, city, 2025, 2, cast.officer, now)
        assert (status.is_closed, status.total, status.reported, status.missing) == (True, 2, 1, 1)
        assert status.tasks == round_status(session, city, 2025, 2).tasks
        closed = status.round
        assert closed is not None
        with pytest.raises(Changed):
            close(session, city, 2025, 2, cast.officer, now)
        task.title, task.unit = "다른 이름", "동"
        enter_report(session, task, (2025, 2), Entry(Rating.ACHIEVED, Decimal(3000)), cast.owner, now)
        enter_report(session, words, (2025, 2), Entry(Rating.ACHIEVED), cast.officer, now, late=True)
    with database.writing() as session:
        first, second = picture_of(session, city, 2025, 2)
        assert (first.title, first.unit, first.target, first.value) == ("시범사업", "㎡", Decimal(3000), Decimal(1500))
        assert (first.rating, first.reduction, first.reported_by_id) == ("on_track", Decimal("28.50"), cast.owner.id)
        assert (second.rating, second.value, second.reduction) == ("", None, None)
        closed = session.merge(closed)
        with pytest.raises(Lacking):
            reopen(session, city, 2025, 2, "  ", cast.officer, now)
        reopen(session, city, 2025, 2, "B-03이 빠졌습니다", cast.officer, now)
        assert [line.rating for line in picture_of(session, city, 2025, 2)] == ["achieved", "achieved"]
        close(session, city, 2025, 2, cast.officer, now)
        assert [line.rating for line in frozen(session, closed, 1)] == ["on_track", ""]
        assert [line.late for line in frozen(session, closed, 2)] == [False, True]
        actions = [(each.action, each.after.get("reason")) for each in history_of(session, city, "round", closed.id)]
    assert actions == [("closed", None), ("reopened", "B-03이 빠졌습니다"), ("closed", None)]


def test_a_task_of_a_later_day_is_not_owed_for_a_round_that_was_closed_before_it(
    database: Database, cast: Cast, now: datetime
) -> None:
    city = cast.owner.workspace_id
    with database.writing() as session:
        session.add(Task(workspace_id=city, code="B-02", title="시범사업"))
        session.flush()
        close(session, city, 2025, 2, cast.officer, now)
        session.add(Task(workspace_id=city, code="B-22", title="신규 과제"))
        session.flush()
        assert [each.owed for each in round_by_department(session, city, 2025, 2)] == [1]
        assert [each.owed for each in round_by_department(session, city, 2025, 3)] == [2]


def test_a_line_holds_the_task_its_target_and_budget_of_the_year_and_its_report(
    database: Database, cast: Cast, now: datetime
) -> None:
    city, owner = cast.owner.workspace_id, cast.owner.id
    with database.writing() as session:
        department = department_named(session, city, "건축과")
        task = Task(workspace_id=city, code="B-02", title="시범사업", sector="건물", department_id=department.id)
        task.indicator, task.unit, task.owner_id = "면적", "㎡", owner
        task.factor, task.factor_id = Decimal("0.019"), "1-1"
        words = Task(workspace_id=city, code="B-01", title="조례", is_qualitative=True, is_sample=True)
        session.add_all([task, words])
        session.flush()
        for year, value in ((2024, 1000), (2025, 3000)):
            session.add(Target(workspace_id=city, task_id=task.id, year=year, value=Decimal(value)))
            set_budgets(session, task, {(year, Fund.CITY): Decimal(value * 2)})
        report = enter_report(session, task, (2025, 2), FULL, cast.officer, now, late=True)
        enter_report(session, task, (2025, 1), Entry(Rating.ON_TRACK, Decimal(1)), cast.owner, now)
        files = [FileSent(f"F0{number}", f"{number}.jpg", "https://files.example", 1) for number in (1, 2)]
        keep_photos(session, AttachedTo(report_id=report.id), cast.owner, files, now)
        confirm(session, report, cast.officer, now)
        first, second = as_it_is(session, city, 2025, 2)
        assert picture_of(session, city, 2025, 2) == [first, second]
        close(session, city, 2025, 2, cast.officer, now)
        assert picture_of(session, city, 2025, 2) == [first, second]
    assert first == replace(BLANK, task_id=words.id, code="B-01", title="조례")
    assert second == Line(
        task_id=task.id,
        code="B-02",
        title="시범사업",
        sector="건물",
        department="건축과",
        owner_id=owner,
        indicator="면적",
        unit="㎡",
        counts="annual",
        target=Decimal(3000),
        value=Decimal(1500),
        spend=Decimal(10),
        reduction=Decimal("28.50"),
        reduction_target=Decimal("57.00"),
        factor=Decimal("0.019"),
        factor_id="1-1",
        budget=Decimal(6000),
        files="1.jpg\n2.jpg",
        rating="delayed",
        note="메모",
        reason="자재 수급",
        action_plan="8월 납품",
        reported_by_id=cast.officer.id,
        reported_at=now,
        late=True,
        for_others=True,
        confirmed_by_id=cast.officer.id,
        is_sample=False,
    )
