"""A quarter's report: what it contains, and the rating and reduction that its figures suggest."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.db.errors import Lacking
from storage.tasks.progress import Entry, Rating, enter_report, entry_of
from storage.tasks.rating_marks import marks_of
from storage.tasks.reductions import reduction_of
from storage.tasks.tasks import TargetKind, Task
from tests.cast import Cast


def a_task(session: Session, cast: Cast) -> Task:
    task = Task(workspace_id=cast.owner.workspace_id, code="B-02", title="시범사업", owner_id=cast.owner.id)
    session.add(task)
    session.flush()
    return task


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Entry(Rating.DELAYED, action_plan="8월에 마칩니다"), "reason"),
        (Entry(Rating.DELAYED, reason="자재 수급"), "action_plan"),
        (Entry(Rating.NOT_ACHIEVED, note="메모는 사유가 아닙니다"), "reason"),
    ],
)
def test_what_is_late_needs_a_reason_and_a_plan(
    database: Database, cast: Cast, now: datetime, said: Entry, field: str
) -> None:
    with database.writing() as session, pytest.raises(Lacking) as caught:
        enter_report(session, a_task(session, cast), (2025, 1), said, cast.owner, now)
    assert caught.value.field == field


def test_who_entered_for_whom_and_late_once_stays_as_it_was(database: Database, cast: Cast, now: datetime) -> None:
    said = Entry(Rating.DELAYED, Decimal(5), Decimal(370_000_000), "착공", "자재 수급", "8월 납품")
    with database.writing() as session:
        task = a_task(session, cast)
        theirs = enter_report(session, task, (2025, 1), said, cast.owner, now)
        assert (theirs.for_others, theirs.late, entry_of(theirs)) == (False, False, said)
        mended = enter_report(session, task, (2025, 1), said, cast.officer, now, late=True)
        assert (mended.for_others, mended.late) == (True, False)
        assert enter_report(session, task, (2025, 2), said, cast.officer, now, late=True).late


def task_of(kind: TargetKind = TargetKind.ANNUAL, *, factor: str = "0.019", qualitative: bool = False) -> Task:
    return Task(target_kind=kind, is_qualitative=qualitative, factor=Decimal(factor) if factor else None)


@pytest.mark.parametrize(
    ("task", "value", "saved"),
    [
        (task_of(), Decimal(3000), Decimal("57.00")),
        (task_of(), Decimal(0), Decimal("0.00")),
        (task_of(), None, None),
        (task_of(factor=""), Decimal(3000), None),
        (task_of(qualitative=True), Decimal(3000), None),
        (task_of(TargetKind.CUMULATIVE), Decimal(45), None),
        (task_of(TargetKind.RATIO), Decimal(80), None),
    ],
)
def test_what_saves_nothing_is_blank_and_not_nought(task: Task, value: Decimal | None, saved: Decimal | None) -> None:
    assert reduction_of(task, value) == saved


@pytest.mark.parametrize(
    ("kind", "targets", "quarter", "value", "rating"),
    [
        (TargetKind.ANNUAL, {2025: 3000}, 2, 3000, Rating.ACHIEVED),
        (TargetKind.ANNUAL, {2025: 3000}, 2, 1500, Rating.ON_TRACK),
        (TargetKind.ANNUAL, {2025: 3000}, 2, 1499, Rating.DELAYED),
        (TargetKind.ANNUAL, {2025: 3000}, 4, 2999, Rating.NOT_ACHIEVED),
        (TargetKind.ANNUAL, {2024: 2000, 2025: 3000}, 1, 750, Rating.ON_TRACK),  # last year's figures do not count
        (TargetKind.CUMULATIVE, {2024: 20, 2025: 45}, 2, 25, Rating.DELAYED),
        (TargetKind.CUMULATIVE, {2024: 20, 2025: 45}, 2, 33, Rating.ON_TRACK),
        (TargetKind.RATIO, {2024: 50, 2025: 80}, 1, 58, Rating.ON_TRACK),
        (TargetKind.RATIO, {2024: 90, 2025: 80}, 1, 79, Rating.DELAYED),
    ],
)
def test_the_rating_that_figures_suggest(
    kind: TargetKind, targets: dict[int, int], quarter: int, value: int, rating: Rating
) -> None:
    marks = marks_of(task_of(kind), {year: Decimal(each) for year, each in targets.items()}, 2025, quarter)
    assert marks is not None
    assert marks.suggest(Decimal(value)) == rating


def test_without_a_target_or_a_number_nothing_is_suggested() -> None:
    assert marks_of(task_of(), {2024: Decimal(5)}, 2025, 1) is None
    assert marks_of(task_of(), {2025: Decimal(0)}, 2025, 1) is None
    assert marks_of(task_of(qualitative=True), {2025: Decimal(5)}, 2025, 1) is None


@given(st.sampled_from(list(TargetKind)), st.integers(1, 10**6), st.integers(0, 10**6), st.integers(1, 4))
def test_more_is_never_rated_worse(kind: TargetKind, target: int, before: int, quarter: int) -> None:
    marks = marks_of(task_of(kind), {2024: Decimal(before), 2025: Decimal(target)}, 2025, quarter)
    assert marks is not None
    order = [Rating.NOT_ACHIEVED, Rating.DELAYED, Rating.ON_TRACK, Rating.ACHIEVED]
    rated = [order.index(marks.suggest(Decimal(target) * share / 4)) for share in range(6)]
    assert rated == sorted(rated)
    assert rated[4] == order.index(Rating.ACHIEVED)
