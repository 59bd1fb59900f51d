"""The rule by which a task is overdue (기한 경과): it depends on dates, unlike the rating 지연."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_

from storage.tasks.milestones import Milestone
from storage.tasks.progress import Rating
from storage.tasks.tasks import Task


def overdue(rating: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the SQL condition for an overdue `Task`; execute the query with the parameters `on(today)`.

    A task is overdue if its last year is over and it is not rated as achieved, or if a named milestone is past its date
    and not done. A milestone without a name is the task's end and does not count.
    """
    late = exists().where(
        Milestone.workspace_id == Task.workspace_id,
        Milestone.task_id == Task.id,
        Milestone.name != "",
        Milestone.done_at.is_(None),
        Milestone.due < bindparam("today"),
    )
    return or_(and_(Task.end_year < bindparam("this_year"), rating != Rating.ACHIEVED), late)


def on(today: date) -> dict[str, object]:
    """Return the parameters of `overdue`; `today` is by the city's calendar."""
    return {"today": today, "this_year": today.year}
