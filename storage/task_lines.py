"""The plan as a list with one line per task."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import Session

from storage.overdue import on, overdue
from storage.people import Department, Person
from storage.progress import ProgressReport
from storage.tasks import Task


class TaskLine(NamedTuple):
    """A task in a list. `department` (name), `owner` (Slack id) and `rating` (latest) are "" if there is none.

    `overdue` is 1 or 0.
    """

    code: str
    title: str
    title_en: str
    is_sample: bool
    department: str
    owner: str
    rating: str
    overdue: int


_LATEST_RATING = func.coalesce(
    select(ProgressReport.rating)
    .where(ProgressReport.workspace_id == Task.workspace_id, ProgressReport.task_id == Task.id)
    .order_by(ProgressReport.year.desc(), ProgressReport.quarter.desc())
    .limit(1)
    .scalar_subquery(),
    "",
)
_LINES = (
    select(
        *(Task.code, Task.title, Task.title_en, Task.is_sample),
        *(func.coalesce(Department.name, ""), func.coalesce(Person.slack_id, ""), _LATEST_RATING),
        case((overdue(_LATEST_RATING), 1), else_=0),
    )
    .outerjoin(Department, Department.id == Task.department_id)
    .outerjoin(Person, Person.id == Task.owner_id)
    .where(Task.workspace_id == bindparam("city"))
    .order_by(Task.code)
)


def plan_in_lines(session: Session, workspace_id: int, today: date) -> list[TaskLine]:
    """Return the whole plan by code. One query without records, because people look at lists most often."""
    return [TaskLine(*row) for row in session.execute(_LINES, {"city": workspace_id, **on(today)})]
