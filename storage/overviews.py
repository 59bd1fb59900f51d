"""What is counted for a glance: a person's own work, a quarter's round, what is late. Each is a query or two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from storage.milestones import Milestone
from storage.progress import ProgressReport
from storage.tasks import Task


def own_milestones(
    session: Session, workspace_id: int, person_id: int, until: date, most: int
) -> tuple[int, Sequence[Row[Milestone, Task]]]:
    """How many are open and due by `until` on tasks this person owns or leads, and the first of them."""
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
    """How many of their tasks have no report for that quarter, and the first of them."""
    query = (
        select(Task)
        .outerjoin(ProgressReport, report_on(year, quarter))
        .where(Task.workspace_id == workspace_id, runs_in(year), ProgressReport.id.is_(None), _is_theirs(person_id))
    )
    rows = session.scalars(query.order_by(Task.code).limit(most)).all()
    return _counted(session, query, rows, most), rows


def not_confirmed(session: Session, workspace_id: int, department_id: int, year: int, quarter: int) -> int:
    """Reports that wait for the department's head: neither confirmed nor sent back."""
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
    """Of one department, or of all."""
    query = (
        select(func.count())
        .select_from(Milestone)
        .join(Task, Task.id == Milestone.task_id)
        .where(Milestone.workspace_id == workspace_id, Milestone.done_at.is_(None), Milestone.due < today)
    )
    if department_id is not None:
        query = query.where(Task.department_id == department_id)
    return session.scalar(query) or 0


def runs_in(year: int) -> ColumnElement[bool]:
    """A task without a first or a last year runs always."""
    return and_(func.coalesce(Task.start_year, year) <= year, func.coalesce(Task.end_year, year) >= year)


def report_on(year: int, quarter: int) -> ColumnElement[bool]:
    """What joins a task to its report of that quarter."""
    return and_(ProgressReport.task_id == Task.id, ProgressReport.year == year, ProgressReport.quarter == quarter)


def _is_theirs(person_id: int) -> ColumnElement[bool]:
    return or_(Task.owner_id == person_id, Task.team_leader_id == person_id)


def _counted(session: Session, query: Select[*tuple[Any, ...]], rows: Sequence[object], most: int) -> int:
    """Counted by the database only where not all of it was read."""
    if len(rows) < most:
        return len(rows)
    return session.scalar(select(func.count()).select_from(query.with_only_columns(Task.id).subquery())) or 0
