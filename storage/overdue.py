"""When a task is overdue (기한 경과), which is a date's doing, unlike the rating 지연."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_

from storage.milestones import Milestone
from storage.progress import Rating
from storage.tasks import Task


def overdue(rating: ColumnElement[str]) -> ColumnElement[bool]:
    """Its last year is over and nobody has said that it was achieved, or a step of it has passed and is not done.

    Of `Task` in a query that is given `on(today)`. A step without a name is the task's end.
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
    return {"today": today, "this_year": today.year}
