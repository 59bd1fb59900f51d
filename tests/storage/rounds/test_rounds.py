"""A closed reporting round: a record that nothing changes, reopened with a reason."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from storage.db.database import Database
from storage.db.errors import Changed, Lacking
from storage.history import history_of
from storage.rounds.closing import close, reopen
from storage.rounds.lists import round_by_department, round_status
from storage.rounds.rounds import frozen, picture_of
from storage.tasks.progress import Entry, Rating, enter_report
from storage.tasks.tasks import Target, Task
from tests.cast import Cast


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
