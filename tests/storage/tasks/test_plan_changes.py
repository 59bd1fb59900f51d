"""Changes of dates and targets need a reason; the third postponement is proposed for the agenda."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.db.errors import Lacking, TooLong
from storage.history import history_of
from storage.meetings.agenda import agenda_of
from storage.meetings.agenda_editing import drop_item
from storage.meetings.meetings import Meeting, MeetingState
from storage.meetings.plan_change_items import propose_often_postponed
from storage.organisation.committees import all_committees, enter_default_committees
from storage.tasks.milestones import Milestone
from storage.tasks.plan_changes import change_target, move_milestone, needed, often_postponed, plan_changes_of
from storage.tasks.tasks import Task, targets_of
from tests.cast import Cast

DUE = date(2025, 6, 13)


def entered(session: Session, cast: Cast) -> tuple[Task, Milestone]:
    task = Task(workspace_id=cast.owner.workspace_id, code="B-02", title="시범사업")
    session.add(task)
    session.flush()
    milestone = Milestone(workspace_id=task.workspace_id, task_id=task.id, name="대상지 선정", due=DUE)
    session.add(milestone)
    session.flush()
    return task, milestone


def test_without_a_reason_nothing_moves(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        task, milestone = entered(session, cast)
        with pytest.raises(Lacking):
            move_milestone(session, task, milestone, DUE + timedelta(7), " ", cast.owner, now)
        move_milestone(session, task, milestone, DUE, "", cast.owner, now)  # the date it already has
        change_target(session, task, 2025, Decimal(100), "", cast.owner, now)  # a first target needs no reason
        with pytest.raises(Lacking):
            change_target(session, task, 2025, Decimal(80), "", cast.owner, now)
        assert (milestone.due, [each.value for each in targets_of(session, task)]) == (DUE, [Decimal(100)])
        assert plan_changes_of(session, task.workspace_id) == []


def test_the_third_slip_is_for_the_agenda_and_a_gain_is_none(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        task, milestone = entered(session, cast)
        change_target(session, task, 2025, Decimal(100), "", None, now)
        move_milestone(session, task, milestone, DUE + timedelta(7), "설계 지연", cast.owner, now)
        move_milestone(session, task, milestone, DUE + timedelta(1), "앞당김", cast.owner, now)
        change_target(session, task, 2025, Decimal(120), "예산 증가", cast.owner, now)
        move_milestone(session, task, milestone, DUE + timedelta(9), "설계 지연", cast.owner, now)
        assert often_postponed(session, task.workspace_id) == []
        change_target(session, task, 2025, Decimal("80.5"), "예산 감소", cast.owner, now)
        assert often_postponed(session, task.workspace_id) == [(task, now)]
        ledger = [
            (each.what, each.before, each.after, each.is_postponement)
            for each in plan_changes_of(session, task.workspace_id)
        ]
        assert often_postponed(session, cast.outsider.workspace_id) == []
    assert ledger == [
        ("대상지 선정", "2025-06-13", "2025-06-20", True),
        ("대상지 선정", "2025-06-20", "2025-06-14", False),
        ("2025", "100", "120", False),
        ("대상지 선정", "2025-06-14", "2025-06-22", True),
        ("2025", "120", "80.5", True),
    ]


def test_what_is_postponed_again_and_again_is_proposed_once_each_time(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        task, milestone = entered(session, cast)
        city, today = task.workspace_id, now.date()
        enter_default_committees(session, city, "C0COUNCIL", "C0STEERING")
        session.flush()
        (steering,) = [each for each in all_committees(session, city) if not each.receives_issues]
        days = [today + timedelta(7), today + timedelta(97)]
        first, second = (
            Meeting(workspace_id=city, committee_id=steering.id, occurrence=day, on=day, at="14:00") for day in days
        )
        session.add_all([first, second])

        def change(days: int, at: datetime) -> None:
            move_milestone(session, task, milestone, DUE + timedelta(days), "설계 지연", cast.owner, at)

        for number in (1, 2):
            change(number, now)
            assert propose_often_postponed(session, city, today, now) == []
        change(3, now)
        assert propose_often_postponed(session, city, today, now) == [first]
        (item,) = agenda_of(session, first)
        assert (item.kind, item.task_id) == ("deliberation", task.id)
        drop_item(session, item, cast.owner, now)
        assert propose_often_postponed(session, city, today, now) == []  # nor an item that the secretary removed
        first.state, first.closed_at = MeetingState.CLOSED, now + timedelta(7)
        assert propose_often_postponed(session, city, days[0] + timedelta(1), now + timedelta(8)) == []
        change(4, now + timedelta(8))
        assert propose_often_postponed(session, city, days[0] + timedelta(1), now + timedelta(8)) == [second]


def test_a_plan_change_is_kept_and_in_the_history_with_its_author_and_reason(
    database: Database, cast: Cast, now: datetime
) -> None:
    later, reason = now + timedelta(days=1), unicodedata.normalize("NFD", " 설계 지연\n")
    with database.writing() as session:
        task, milestone = entered(session, cast)
        change_target(session, task, 2025, Decimal("1E+3"), "", cast.owner, now)
        move_milestone(session, task, milestone, DUE + timedelta(7), reason, cast.owner, now)
        change_target(session, task, 2025, Decimal("80.50"), reason, None, later)
        kept = [
            (each.task_id, each.of, each.what, each.before, each.after, each.reason, each.by_id, each.at)
            for each in plan_changes_of(session, task.workspace_id)
        ]
        entries = [
            (each.action, each.person_id, each.at, each.before, each.after)
            for each in history_of(session, task.workspace_id, "task", task.id)
        ]
    owner = cast.owner.id
    assert kept == [
        (task.id, "milestone", "대상지 선정", "2025-06-13", "2025-06-20", "설계 지연", owner, now),
        (task.id, "target", "2025", "1000", "80.5", "설계 지연", None, later),
    ]
    moved = {"milestone": "대상지 선정 2025-06-20", "reason": "설계 지연"}
    assert entries == [
        ("moved", owner, now, {"milestone": "대상지 선정 2025-06-13"}, moved),
        ("moved", None, later, {"target": "2025 1000"}, {"target": "2025 80.5", "reason": "설계 지연"}),
    ]


def test_the_target_of_that_year_and_task_changes_and_no_other(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        task, _ = entered(session, cast)
        another = Task(workspace_id=task.workspace_id, code="B-03", title="다른 과제")
        session.add(another)
        session.flush()
        for of, year in ((another, 2025), (task, 2024), (task, 2025)):
            change_target(session, of, year, Decimal(100), "", None, now)
        change_target(session, task, 2025, Decimal(80), "예산 감소", None, now)
        change_target(session, task, 2025, Decimal(80), "", None, now)  # the value it has by now
        assert {each.year: each.value for each in targets_of(session, task)} == {2024: Decimal(100), 2025: Decimal(80)}
        assert [each.value for each in targets_of(session, another)] == [Decimal(100)]
        assert [len(plan_changes_of(session, task.workspace_id, each.id)) for each in (task, another)] == [1, 0]


def test_a_reason_has_up_to_1000_characters() -> None:
    assert needed(f" {'가' * 1_000} ") == "가" * 1_000
    with pytest.raises(TooLong) as caught:
        needed("가" * 1_001)
    assert (caught.value.length, caught.value.limit) == (1_001, 1_000)
    with pytest.raises(Lacking) as lacking:
        needed(" \n")
    assert lacking.value.field == "reason"


def test_tasks_postponed_three_times_are_listed_by_code_with_the_time_of_the_last(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        task, milestone = entered(session, cast)
        before = Task(workspace_id=task.workspace_id, code="A-01", title="다른 과제")
        session.add(before)
        session.flush()
        its = Milestone(workspace_id=task.workspace_id, task_id=before.id, name="", due=DUE)
        session.add(its)
        session.flush()
        for number in (1, 2, 3, 4):
            at = now + timedelta(days=number)
            move_milestone(session, task, milestone, DUE + timedelta(number), "설계 지연", None, at)
            if number < 4:
                move_milestone(session, before, its, DUE + timedelta(number), "설계 지연", None, at)
        move_milestone(session, before, its, DUE, "앞당김", None, now + timedelta(days=9))
        assert often_postponed(session, task.workspace_id) == [
            (before, now + timedelta(days=3)),
            (task, now + timedelta(days=4)),
        ]
