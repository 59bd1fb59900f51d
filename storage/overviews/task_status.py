"""Status of every task in a quarter, by its newest report up to it, as a department's page lists it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import and_, bindparam, case, func, select
from sqlalchemy.orm import Session, aliased

from storage.organisation.departments import Department
from storage.organisation.people import Person
from storage.overviews.plan_status import NOT_REPORTED, newest_report
from storage.tasks.budgets import budgets_in
from storage.tasks.overdue import on, overdue
from storage.tasks.progress import ProgressReport
from storage.tasks.reductions import target_reduction
from storage.tasks.tasks import Target, Task


@dataclass(frozen=True)
class TaskStanding:
    """Status of a task. Figures are of the one year; None means no figure, which is not 0.

    `target` and `value` are in the task's `unit`, `to_save` and `saved` in tCO2eq, `budget` and `spend` in won.
    """

    task_id: int
    department: str
    code: str
    title: str
    title_en: str
    unit: str
    rating: str
    target: Decimal | None
    value: Decimal | None
    to_save: Decimal | None
    saved: Decimal | None
    budget: Decimal | None
    spend: Decimal | None
    reason: str
    action_plan: str


def task_statuses(session: Session, workspace_id: int, year: int, quarter: int) -> list[TaskStanding]:
    """Return the status of all tasks, by department and code, in one query."""
    report, budget = aliased(ProgressReport), budgets_in(workspace_id, year)
    this_year = report.year == year
    query = (
        select(
            *(Task.id, func.coalesce(Department.name, ""), Task.code, Task.title, Task.title_en, Task.unit),
            *(func.coalesce(report.rating, NOT_REPORTED), Target.value, case((this_year, report.value))),
            *(
                target_reduction(),
                case((this_year, report.reduction)),
                budget.c.amount,
                case((this_year, report.spend)),
            ),
            *(func.coalesce(report.reason, ""), func.coalesce(report.action_plan, "")),
        )
        .select_from(Task)
        .outerjoin(Department, Department.id == Task.department_id)
        .outerjoin(report, report.id == newest_report(year, quarter))
        .outerjoin(Target, and_(Target.task_id == Task.id, Target.year == year))
        .outerjoin(budget, budget.c.task_id == Task.id)
        .where(Task.workspace_id == workspace_id)
        .order_by(Department.name, Task.code)
    )
    return [TaskStanding(*row) for row in session.execute(query)]


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
