"""Lists of submitted and missing reports in a round, read as rows instead of records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from storage.organisation.departments import Department
from storage.overviews.own_work import report_on, runs_in
from storage.rounds.rounds import Round, RoundEntry, RoundState, round_of
from storage.tasks.progress import ProgressReport
from storage.tasks.tasks import Task


class Seen(NamedTuple):
    """A task in a list of submitted and missing reports; `rating` is "" if there is no report."""

    task_id: int
    code: str
    department: str
    rating: str
    late: bool


def seen_in(session: Session, workspace_id: int, year: int, quarter: int) -> list[Seen]:
    """Return the round's tasks like `picture_of`, by department and code.

    One query without records, because people wait for the list.
    """
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
    """Numbers of reports a department owes and has submitted for a quarter; `id` is None for no department."""

    id: int | None
    name: str
    owed: int
    given: int


def round_by_department(session: Session, workspace_id: int, year: int, quarter: int) -> list[RoundOf]:
    """Return each department's numbers, most missing reports first.

    A closed round counts only the tasks that were in it at its closing.
    """
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
    """Return the SQL conditions for the entries of the round's last closing."""
    return (
        RoundEntry.workspace_id == closed.workspace_id,
        RoundEntry.round_id == closed.id,
        RoundEntry.closing == closed.closing,
    )
