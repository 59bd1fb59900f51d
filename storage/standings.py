"""How a plan stands in a quarter: ratings by sector and by department, and what has slipped since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.people import Department
from storage.progress import ProgressReport, Rating
from storage.tasks import Task, all_tasks

NOT_REPORTED = "none"
_WORSE = (Rating.ACHIEVED, Rating.ON_TRACK, Rating.DELAYED, Rating.NOT_ACHIEVED)


@dataclass(frozen=True)
class Group:
    """The tasks of one sector or department, counted by rating; tasks without a report count under NOT_REPORTED."""

    name: str
    ratings: Mapping[str, int]

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
    """A task counts by its newest report up to that quarter. Four queries, however many tasks."""
    tasks = all_tasks(session, workspace_id)
    departments = select(Department.id, Department.name).where(Department.workspace_id == workspace_id)
    names = {row.id: row.name for row in session.execute(departments)}
    now = ratings_up_to(session, workspace_id, year, quarter)
    before = ratings_up_to(session, workspace_id, year, quarter - 1)
    return Standing(
        year=year,
        quarter=quarter,
        whole=_group("", tasks, now),
        sectors=_groups(tasks, now, {task.id: task.sector for task in tasks}),
        departments=_groups(tasks, now, {task.id: names.get(task.department_id or 0, "") for task in tasks}),
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


def _groups(tasks: Iterable[Task], ratings: Mapping[int, str], by: Mapping[int, str]) -> tuple[Group, ...]:
    """The largest first."""
    inside: dict[str, list[Task]] = {}
    for task in tasks:
        inside.setdefault(by[task.id], []).append(task)
    groups = (_group(name, held, ratings) for name, held in inside.items())
    return tuple(sorted(groups, key=lambda group: (-group.tasks, group.name)))


def _group(name: str, tasks: Iterable[Task], ratings: Mapping[int, str]) -> Group:
    return Group(name, Counter(ratings.get(task.id, NOT_REPORTED) for task in tasks))


def _slipped(tasks: Iterable[Task], before: Mapping[int, str], now: Mapping[int, str]) -> Iterable[Slipped]:
    for task in tasks:
        was, is_now = before.get(task.id), now.get(task.id)
        if was and is_now and _WORSE.index(Rating(is_now)) > _WORSE.index(Rating(was)):
            yield Slipped(task.code, task.title, was, is_now)
