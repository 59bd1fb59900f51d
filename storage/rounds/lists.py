"""Lists of submitted and missing reports in a round, read as rows instead of records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from storage.organisation.departments import Department
from storage.rounds.rounds import Round, RoundEntry, round_of
from storage.tasks.owed import with_reports
from storage.tasks.progress import ProgressReport
from storage.tasks.tasks import Task


class Seen(NamedTuple):
    """A task in a list of submitted and missing reports; `rating` is "" if there is no report."""

    task_id: int
    code: str
    department: str
    rating: str
    late: bool


class RoundStatus:
    """A round with its tasks, by department and code; `round` is None if it has never been closed."""

    def __init__(self, round: Round | None, tasks: Sequence[Seen]) -> None:
        self.round = round
        self.tasks = sorted(tasks, key=lambda each: (each.department, each.code))

    @property
    def is_closed(self) -> bool:
        """Return whether the round is closed; False for a reopened one."""
        return self.round is not None and self.round.is_closed

    @property
    def total(self) -> int:
        """Return how many reports the round asks for."""
        return len(self.tasks)

    @property
    def reported(self) -> int:
        """Return how many reports were submitted."""
        return sum(bool(task.rating) for task in self.tasks)

    @property
    def missing(self) -> int:
        """Return how many reports are missing."""
        return self.total - self.reported

    @property
    def late(self) -> int:
        """Return how many reports were submitted late."""
        return sum(task.late for task in self.tasks)


def round_status(session: Session, workspace_id: int, year: int, quarter: int) -> RoundStatus:
    """Return the round with its tasks: frozen while it is closed, otherwise as they are now.

    Two queries, without the tasks' records, because people wait for the list.
    """
    there = round_of(session, workspace_id, year, quarter)
    if there is not None and there.is_closed:
        what = (RoundEntry.task_id, RoundEntry.code, RoundEntry.department, RoundEntry.rating, RoundEntry.late)
        rows = session.execute(select(*what).where(*_kept(there)))
    else:
        department, rating = func.coalesce(Department.name, ""), func.coalesce(ProgressReport.rating, "")
        columns = select(Task.id, Task.code, department, rating, func.coalesce(ProgressReport.late, False))
        tasks = columns.select_from(Task).outerjoin(Department, Department.id == Task.department_id)
        rows = session.execute(with_reports(tasks, workspace_id, year, quarter))
    return RoundStatus(there, [Seen(*row) for row in rows])


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
    columns = select(Department.id, Department.name, func.count(Task.id), func.count(ProgressReport.id))
    tasks = columns.select_from(Task).outerjoin(Department, Department.id == Task.department_id)
    query = with_reports(tasks, workspace_id, year, quarter).group_by(Department.id, Department.name)
    there = round_of(session, workspace_id, year, quarter)
    if there is not None and there.is_closed:
        query = query.where(Task.id.in_(select(RoundEntry.task_id).where(*_kept(there))))
    found = [RoundOf(number, name or "", owed, given) for number, name, owed, given in session.execute(query)]
    return sorted(found, key=lambda each: (each.given - each.owed, each.name))


def _kept(closed: Round) -> tuple[ColumnElement[bool], ...]:
    """Return the SQL conditions for the entries of the round's last closing."""
    return (
        RoundEntry.workspace_id == closed.workspace_id,
        RoundEntry.round_id == closed.id,
        RoundEntry.closing == closed.closing,
    )
