"""Who has reported in a round and who has not, as it is looked at live: rows, not records."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from storage.overviews import runs_in
from storage.people import Department
from storage.progress import ProgressReport
from storage.rounds import RoundEntry, RoundState, round_of
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
    closed = round_of(session, workspace_id, year, quarter)
    if closed is not None and closed.state == RoundState.CLOSED:
        kept = RoundEntry.workspace_id == workspace_id, RoundEntry.round_id == closed.id
        what = (RoundEntry.task_id, RoundEntry.code, RoundEntry.department, RoundEntry.rating, RoundEntry.late)
        frozen_rows = select(*what).where(*kept, RoundEntry.closing == closed.closing)
        return [Seen(*row) for row in session.execute(frozen_rows.order_by(RoundEntry.department, RoundEntry.code))]
    name, rating = func.coalesce(Department.name, ""), func.coalesce(ProgressReport.rating, "")
    of_round = and_(ProgressReport.task_id == Task.id, ProgressReport.year == year, ProgressReport.quarter == quarter)
    query = (
        select(Task.id, Task.code, name, rating, func.coalesce(ProgressReport.late, False))
        .select_from(Task)
        .outerjoin(Department, Department.id == Task.department_id)
        .outerjoin(ProgressReport, of_round)
        .where(Task.workspace_id == workspace_id, runs_in(year))
    )
    return [Seen(*row) for row in session.execute(query.order_by(name, Task.code))]
