"""Who has reported in a round and who has not, as it is looked at live: rows, not records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from storage.overviews import report_on, runs_in
from storage.people import Department
from storage.progress import ProgressReport
from storage.rounds import Round, RoundEntry, RoundState, round_of
from storage.tasks import Task


class Seen(NamedTuple):
    """Of a task in a round, what a list of who has reported needs."""

    task_id: int
    code: str
    department: str
    rating: str
    late: bool


def seen_in(session: Session, workspace_id: int, year: int, quarter: int) -> list[Seen]:
    """As `picture_of`, by department and code, in one query without the records: it is looked at live."""
    closed = _closed(session, workspace_id, year, quarter)
    if closed is not None:
        what = (RoundEntry.task_id, RoundEntry.code, RoundEntry.department, RoundEntry.rating, RoundEntry.late)
        frozen_rows = select(*what).where(*_kept(closed))
        return [Seen(*row) for row in session.execute(frozen_rows.order_by(RoundEntry.department, RoundEntry.code))]
    name, rating = func.coalesce(Department.name, ""), func.coalesce(ProgressReport.rating, "")
    query = (
        select(Task.id, Task.code, name, rating, func.coalesce(ProgressReport.late, False))
        .select_from(Task)
        .outerjoin(Department, Department.id == Task.department_id)
        .outerjoin(ProgressReport, report_on(year, quarter))
        .where(Task.workspace_id == workspace_id, runs_in(year))
    )
    return [Seen(*row) for row in session.execute(query.order_by(name, Task.code))]


@dataclass(frozen=True)
class RoundOf:
    """How many reports one department owes for a quarter, and how many it has given; `id` is None for no department."""

    id: int | None
    name: str
    owed: int
    given: int


def round_by_department(session: Session, workspace_id: int, year: int, quarter: int) -> list[RoundOf]:
    """Who lacks most comes first. Of a closed round the tasks that were in it, whatever has been added since."""
    query = (
        select(Department.id, Department.name, func.count(Task.id), func.count(ProgressReport.id))
        .select_from(Task)
        .outerjoin(Department, Department.id == Task.department_id)
        .outerjoin(ProgressReport, report_on(year, quarter))
        .where(Task.workspace_id == workspace_id, runs_in(year))
        .group_by(Department.id, Department.name)
    )
    closed = _closed(session, workspace_id, year, quarter)
    if closed is not None:
        query = query.where(Task.id.in_(select(RoundEntry.task_id).where(*_kept(closed))))
    found = [RoundOf(number, name or "", owed, given) for number, name, owed, given in session.execute(query)]
    return sorted(found, key=lambda each: (each.given - each.owed, each.name))


def _closed(session: Session, workspace_id: int, year: int, quarter: int) -> Round | None:
    there = round_of(session, workspace_id, year, quarter)
    return there if there is not None and there.state == RoundState.CLOSED else None


def _kept(closed: Round) -> tuple[ColumnElement[bool], ...]:
    """Of the picture of its last closing."""
    return (
        RoundEntry.workspace_id == closed.workspace_id,
        RoundEntry.round_id == closed.id,
        RoundEntry.closing == closed.closing,
    )
