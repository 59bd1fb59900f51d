"""What a quarter's reporting round asks for: a report of every task that runs in its year."""

from __future__ import annotations

from typing import TypeVarTuple

from sqlalchemy import Select, and_

from storage.tasks.progress import ProgressReport
from storage.tasks.tasks import Task, running_in

Columns = TypeVarTuple("Columns")


def with_reports(query: Select[*Columns], workspace_id: int, year: int, quarter: int) -> Select[*Columns]:
    """Limit a query of tasks to those of the round, each joined with its report; NULL for a task without one."""
    of_round = and_(ProgressReport.task_id == Task.id, ProgressReport.year == year, ProgressReport.quarter == quarter)
    return query.outerjoin(ProgressReport, of_round).where(Task.workspace_id == workspace_id, running_in(year))
