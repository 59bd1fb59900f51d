"""Unassigned work: tasks without an active owner, departments without an active head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from storage.history import Change, note
from storage.organisation.departments import Department
from storage.organisation.people import Person
from storage.tasks.tasks import Task


@dataclass(frozen=True)
class Unassigned:
    """The first unassigned tasks and departments, with the total of each."""

    tasks: list[Task]
    departments: list[Department]
    task_count: int
    department_count: int

    @property
    def count(self) -> int:
        """Return how many tasks and departments are unassigned, including those not listed."""
        return self.task_count + self.department_count


def unassigned_in(session: Session, workspace_id: int, most: int) -> Unassigned:
    """Return the first `most` unassigned tasks (by code) and departments (by name), with their totals."""
    tasks, departments = _tasks(workspace_id), _departments(workspace_id)
    return Unassigned(
        list(session.scalars(tasks.order_by(Task.code).limit(most))),
        list(session.scalars(departments.order_by(Department.name).limit(most))),
        session.scalar(select(func.count()).select_from(tasks.subquery())) or 0,
        session.scalar(select(func.count()).select_from(departments.subquery())) or 0,
    )


def _tasks(workspace_id: int) -> Select[Task]:
    """Select tasks without an active owner; the deputy of an owner who left still counts until they leave too."""
    owner, deputy = aliased(Person), aliased(Person)
    return (
        select(Task)
        .outerjoin(owner, owner.id == Task.owner_id)
        .outerjoin(deputy, deputy.id == owner.deputy_id)
        .where(Task.workspace_id == workspace_id)
        .where(or_(Task.owner_id.is_(None), owner.gone.is_(True) & or_(deputy.id.is_(None), deputy.gone.is_(True))))
    )


def _departments(workspace_id: int) -> Select[Department]:
    """Select departments without an active head, if they lead a task."""
    head = aliased(Person)
    return (
        select(Department)
        .outerjoin(head, head.id == Department.head_id)
        .where(Department.workspace_id == workspace_id, or_(Department.head_id.is_(None), head.gone.is_(True)))
        .where(exists().where(Task.department_id == Department.id))
    )


def name_head(session: Session, department: Department, head: Person, by: Person, now: datetime) -> None:
    """Make `head` the department's head; the history entry has the Slack ids of the old and new head."""
    before = session.get(Person, department.head_id) if department.head_id else None
    department.head_id = head.id
    was, is_now = {"head": before.slack_id if before else ""}, {"head": head.slack_id}
    note(session, department.workspace_id, Change("department", department.id, "head", was, is_now), now, by=by.id)
