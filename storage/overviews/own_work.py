"""Counts for overviews: a person's own work, a quarter's round, overdue milestones. Each takes one or two queries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import Session

from storage.tasks.milestones import Milestone
from storage.tasks.owed import with_reports
from storage.tasks.progress import ProgressReport
from storage.tasks.tasks import Task


def own_milestones(
    session: Session, workspace_id: int, person_id: int, until: date, most: int
) -> tuple[int, Sequence[Row[Milestone, Task]]]:
    """Return how many milestones of the person's tasks are open and due by `until`, and the first `most` by date.

    A person's tasks are those they own or lead as team leader.
    """
    query = (
        select(Milestone, Task)
        .join(Task, Task.id == Milestone.task_id)
        .where(Milestone.workspace_id == workspace_id, Milestone.done_at.is_(None), Milestone.due <= until)
        .where(_is_theirs(person_id))
    )
    rows = session.execute(query.order_by(Milestone.due, Milestone.id).limit(most)).all()
    return _counted(session, query, rows, most), rows


def own_reports(
    session: Session, workspace_id: int, person_id: int, year: int, quarter: int, most: int
) -> tuple[int, Sequence[Task]]:
    """Return how many of the person's tasks have no report for that quarter, and the first `most` by code."""
    query = with_reports(select(Task), workspace_id, year, quarter).where(
        ProgressReport.id.is_(None), _is_theirs(person_id)
    )
    rows = session.scalars(query.order_by(Task.code).limit(most)).all()
    return _counted(session, query, rows, most), rows


def not_confirmed(session: Session, workspace_id: int, department_id: int, year: int, quarter: int) -> int:
    """Return how many of the department's reports its head has neither confirmed nor sent back."""
    query = (
        select(func.count())
        .select_from(ProgressReport)
        .join(Task, Task.id == ProgressReport.task_id)
        .where(Task.workspace_id == workspace_id, Task.department_id == department_id)
        .where(ProgressReport.year == year, ProgressReport.quarter == quarter)
        .where(ProgressReport.confirmed_at.is_(None), ProgressReport.sent_back == "")
    )
    return session.scalar(query) or 0


def late_milestones(session: Session, workspace_id: int, today: date, department_id: int | None = None) -> int:
    """Return how many milestones are past their date and not done, in one department, or in all if it is None."""
    query = (
        select(func.count())
        .select_from(Milestone)
        .join(Task, Task.id == Milestone.task_id)
        .where(Milestone.workspace_id == workspace_id, Milestone.done_at.is_(None), Milestone.due < today)
    )
    if department_id is not None:
        query = query.where(Task.department_id == department_id)
    return session.scalar(query) or 0


def _is_theirs(person_id: int) -> ColumnElement[bool]:
    return or_(Task.owner_id == person_id, Task.team_leader_id == person_id)


def _counted(session: Session, query: Select[*tuple[Any, ...]], rows: Sequence[object], most: int) -> int:
    """Return the total number of rows; ask the database only if `most` rows were read, because there may be more."""
    if len(rows) < most:
        return len(rows)
    return session.scalar(select(func.count()).select_from(query.with_only_columns(Task.id).subquery())) or 0
