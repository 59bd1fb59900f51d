"""담당자 아님: a person who is reminded of a task that is not theirs informs the secretary, with a reason."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from sqlalchemy.orm import Session

from storage.db.errors import EmptyText, TooLong
from storage.history import Change, History, history_of, note
from storage.organisation.people import Person
from storage.outbox.planned import Wanted, add_to_next_reminder
from storage.tasks.tasks import Task

REASON_LIMIT = 500  # characters
ACTION = "not_mine"  # the action name in a task's history


def say_not_mine(session: Session, task: Task, person: Person, reason: str, notice: Wanted, now: datetime) -> None:
    """Record that the task is not the person's and plan the secretary's notice, one per task and day.

    Raises EmptyText without a reason, TooLong.
    """
    reason = unicodedata.normalize("NFC", reason).strip()
    if not reason:
        raise EmptyText
    if len(reason) > REASON_LIMIT:
        raise TooLong(len(reason), REASON_LIMIT)
    note(session, task.workspace_id, Change("task", task.id, ACTION, after={"reason": reason}), now, by=person.id)
    add_to_next_reminder(session, task.workspace_id, notice)


def last_said_not_mine(session: Session, task: Task) -> History | None:
    """Return the latest disclaimer in the task's history, or None if the task was assigned after it."""
    rows = history_of(session, task.workspace_id, "task", task.id)
    last = next((row for row in reversed(rows) if row.action in (ACTION, "assigned", "handed_over")), None)
    return last if last is not None and last.action == ACTION else None
