"""How a plan stands in a quarter: ratings by sector and by department, and what has slipped since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.people import Department
from storage.progress import ProgressReport, Rating
from storage.reductions import reduction_of
from storage.tasks import Target, Task, all_tasks

NOT_REPORTED = "none"
_WORSE = (Rating.ACHIEVED, Rating.ON_TRACK, Rating.DELAYED, Rating.NOT_ACHIEVED)


@dataclass(frozen=True)
class Group:
    """The tasks of one sector or department, counted by rating; tasks without a report count under NOT_REPORTED.

    `target` and `achieved` are tCO2eq of the one year, None where no task has a figure that saves any; `spend` is what
    was spent in it, in won.
    """

    name: str
    ratings: Mapping[str, int]
    target: Decimal | None = None
    achieved: Decimal | None = None
    spend: Decimal = Decimal(0)

    @property
    def tasks(self) -> int:
        return sum(self.ratings.values())


@dataclass(frozen=True)
class Slipped:
    code: str
    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Standing:
    """`year` and `quarter` say up to when reports count."""

    year: int
    quarter: int
    whole: Group
    sectors: tuple[Group, ...]
    departments: tuple[Group, ...]
    slipped: tuple[Slipped, ...]
    overdue: int
    unowned: int


def standing_in(session: Session, workspace_id: int, year: int, quarter: int, this_year: int) -> Standing:
    """A task counts by its newest report up to that quarter. Six queries, however many tasks."""
    tasks = all_tasks(session, workspace_id)
    departments = select(Department.id, Department.name).where(Department.workspace_id == workspace_id)
    names = {row.id: row.name for row in session.execute(departments)}
    now = ratings_up_to(session, workspace_id, year, quarter)
    before = ratings_up_to(session, workspace_id, year, quarter - 1)
    counting = _Counting(now, _figures(session, workspace_id, year, quarter), _targets(session, workspace_id, year))
    return Standing(
        year=year,
        quarter=quarter,
        whole=counting.group("", tasks),
        sectors=counting.groups(tasks, {task.id: task.sector for task in tasks}),
        departments=counting.groups(tasks, {task.id: names.get(task.department_id or 0, "") for task in tasks}),
        slipped=tuple(_slipped(tasks, before, now)),
        overdue=sum(is_overdue(task.end_year, this_year, now.get(task.id, "")) for task in tasks),
        unowned=sum(task.owner_id is None for task in tasks),
    )


def ratings_up_to(session: Session, workspace_id: int, year: int, quarter: int) -> dict[int, str]:
    """The rating of each task's newest report, by the task's id; `quarter` 0 is the last one of the year before."""
    number = ProgressReport.year * 4 + ProgressReport.quarter
    newest = (
        select(ProgressReport.task_id, func.max(number).label("number"))
        .where(ProgressReport.workspace_id == workspace_id, number <= year * 4 + quarter)
        .group_by(ProgressReport.task_id)
        .subquery()
    )
    query = select(ProgressReport.task_id, ProgressReport.rating).join(
        newest, (newest.c.task_id == ProgressReport.task_id) & (newest.c.number == number)
    )
    return {row.task_id: row.rating for row in session.execute(query)}


def is_overdue(end_year: int | None, year: int, rating: str) -> bool:
    """A task's last year is over, and nobody has said that it was achieved."""
    return end_year is not None and end_year < year and rating != Rating.ACHIEVED


_Figures = Mapping[int, tuple[Decimal | None, Decimal | None]]


def _figures(session: Session, workspace_id: int, year: int, quarter: int) -> _Figures:
    """Value and spend of each task's newest report of that year, up to that quarter: both count within the year."""
    query = (
        select(ProgressReport.task_id, ProgressReport.value, ProgressReport.spend)
        .where(ProgressReport.workspace_id == workspace_id)
        .where(ProgressReport.year == year, ProgressReport.quarter <= quarter)
        .order_by(ProgressReport.quarter)
    )
    return {row.task_id: (row.value, row.spend) for row in session.execute(query)}


def _targets(session: Session, workspace_id: int, year: int) -> Mapping[int, Decimal]:
    query = select(Target.task_id, Target.value).where(Target.workspace_id == workspace_id, Target.year == year)
    return {row.task_id: row.value for row in session.execute(query)}


@dataclass(frozen=True)
class _Counting:
    ratings: Mapping[int, str]
    figures: _Figures
    targets: Mapping[int, Decimal]

    def groups(self, tasks: Iterable[Task], by: Mapping[int, str]) -> tuple[Group, ...]:
        """The largest first."""
        inside: dict[str, list[Task]] = {}
        for task in tasks:
            inside.setdefault(by[task.id], []).append(task)
        groups = (self.group(name, held) for name, held in inside.items())
        return tuple(sorted(groups, key=lambda group: (-group.tasks, group.name)))

    def group(self, name: str, tasks: Sequence[Task]) -> Group:
        nothing = (None, None)
        return Group(
            name,
            Counter(self.ratings.get(task.id, NOT_REPORTED) for task in tasks),
            _sum(reduction_of(task, self.targets.get(task.id)) for task in tasks),
            _sum(reduction_of(task, self.figures.get(task.id, nothing)[0]) for task in tasks),
            _sum(self.figures.get(task.id, nothing)[1] for task in tasks) or Decimal(0),
        )


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    """None, which is not 0, where there is nothing to add."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _slipped(tasks: Iterable[Task], before: Mapping[int, str], now: Mapping[int, str]) -> Iterable[Slipped]:
    for task in tasks:
        was, is_now = before.get(task.id), now.get(task.id)
        if was and is_now and _WORSE.index(Rating(is_now)) > _WORSE.index(Rating(was)):
            yield Slipped(task.code, task.title, was, is_now)
