"""Status of the plan in a quarter: ratings by sector and department, reductions, spending, lowered ratings.

Counted by the database, which returns a row for each group instead of each task.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from storage.organisation.departments import Department
from storage.tasks.budgets import budgets_in
from storage.tasks.overdue import on, overdue
from storage.tasks.progress import ProgressReport, Rating
from storage.tasks.reductions import target_reduction
from storage.tasks.tasks import Target, Task

NOT_REPORTED = "none"
_WORSE = (Rating.ACHIEVED, Rating.ON_TRACK, Rating.DELAYED, Rating.NOT_ACHIEVED)


@dataclass(frozen=True)
class Group:
    """The tasks of one sector or department, counted by rating; tasks without a report count under NOT_REPORTED.

    `target` and `achieved` are in tCO2eq for the one year, None if no task has such a figure. `spend` is the spending
    of that year and `budget` the budget for it, in won; `budget` is None if no task has one.
    """

    name: str
    ratings: Mapping[str, int]
    target: Decimal | None = None
    achieved: Decimal | None = None
    spend: Decimal = Decimal(0)
    budget: Decimal | None = None

    @property
    def tasks(self) -> int:
        """Return the number of tasks, with or without a report."""
        return sum(self.ratings.values())


@dataclass(frozen=True)
class Worsened:
    """A task rated worse than a quarter before. `before` and `after` are ratings."""

    code: str
    title: str
    title_en: str
    before: str
    after: str


@dataclass(frozen=True)
class PlanStatus:
    """Status of the plan, from reports up to `quarter` of `year`. `overdue` and `unowned` are numbers of tasks."""

    year: int
    quarter: int
    whole: Group
    sectors: tuple[Group, ...]
    departments: tuple[Group, ...]
    worsened: tuple[Worsened, ...]
    overdue: int
    unowned: int


@dataclass(frozen=True)
class _Row:
    """Counts and sums over the tasks of one sector, department and rating."""

    sector: str
    department: str
    rating: str
    count: int
    target: Decimal | None
    achieved: Decimal | None
    spend: Decimal | None
    budget: Decimal | None
    overdue: int
    unowned: int


def plan_status_in(session: Session, workspace_id: int, year: int, quarter: int, today: date) -> PlanStatus:
    """Return the plan's status in a quarter, with two queries.

    A task counts by its newest report up to that quarter; figures count only within the year.
    """
    rows = _rows(session, workspace_id, year, quarter, today)
    return PlanStatus(
        year=year,
        quarter=quarter,
        whole=_group("", rows),
        sectors=_groups(rows, lambda row: row.sector),
        departments=_groups(rows, lambda row: row.department),
        worsened=tuple(_worsened(session, workspace_id, year, quarter)),
        overdue=sum(row.overdue for row in rows),
        unowned=sum(row.unowned for row in rows),
    )


def _rows(session: Session, workspace_id: int, year: int, quarter: int, today: date) -> Sequence[_Row]:
    report, budget = aliased(ProgressReport), budgets_in(workspace_id, year)
    rating = func.coalesce(report.rating, NOT_REPORTED)
    query = (
        select(
            *(Task.sector, func.coalesce(Department.name, ""), rating.label("rated"), func.count()),
            *(func.sum(target_reduction()), func.sum(case((report.year == year, report.reduction)))),
            *(func.sum(case((report.year == year, report.spend))), func.sum(budget.c.amount)),
            *(_number_of(overdue(rating)), _number_of(Task.owner_id.is_(None))),
        )
        .select_from(Task)
        .outerjoin(Department, Department.id == Task.department_id)
        .outerjoin(report, report.id == newest_report(year, quarter))
        .outerjoin(Target, and_(Target.task_id == Task.id, Target.year == year))
        .outerjoin(budget, budget.c.task_id == Task.id)
        .where(Task.workspace_id == workspace_id)
        .group_by(Task.sector, Department.name, text("rated"))
    )
    return [_Row(*row) for row in session.execute(query, on(today))]


def newest_report(year: int, quarter: int) -> ScalarSelect[int]:
    """Return the SQL expression for the id of a task's newest report up to that quarter.

    `quarter` 0 is the last quarter of the year before.
    """
    of = aliased(ProgressReport)
    up_to = or_(of.year < year, and_(of.year == year, of.quarter <= quarter))
    newest = select(of.id).where(of.task_id == Task.id, up_to).order_by(of.year.desc(), of.quarter.desc()).limit(1)
    return newest.correlate(Task).scalar_subquery()


def _number_of(holds: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((holds, 1), else_=0))


def _groups(rows: Sequence[_Row], by: Callable[[_Row], str]) -> tuple[Group, ...]:
    """Return the groups, the one with most tasks first."""
    inside: dict[str, list[_Row]] = {}
    for row in rows:
        inside.setdefault(by(row), []).append(row)
    groups = (_group(name, held) for name, held in inside.items())
    return tuple(sorted(groups, key=lambda group: (-group.tasks, group.name)))


def _group(name: str, rows: Sequence[_Row]) -> Group:
    ratings: Counter[str] = Counter()
    for row in rows:
        ratings[row.rating] += row.count
    return Group(
        name,
        ratings,
        _sum(row.target for row in rows),
        _sum(row.achieved for row in rows),
        _sum(row.spend for row in rows) or Decimal(0),
        _sum(row.budget for row in rows),
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum, or None if no task has a value; None is not 0."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _worsened(session: Session, workspace_id: int, year: int, quarter: int) -> Iterable[Worsened]:
    """Return the tasks rated worse than a quarter before, by code."""
    before, now = aliased(ProgressReport), aliased(ProgressReport)
    query = (
        select(Task.code, Task.title, Task.title_en, before.rating, now.rating)
        .select_from(Task)
        .join(now, now.id == newest_report(year, quarter))
        .join(before, before.id == newest_report(year, quarter - 1))
        .where(Task.workspace_id == workspace_id, _badness(now.rating) > _badness(before.rating))
        .order_by(Task.code)
    )
    return [Worsened(*row) for row in session.execute(query)]


def _badness(rating: InstrumentedAttribute[str]) -> ColumnElement[int]:
    return case({str(each): place for place, each in enumerate(_WORSE)}, value=rating)
