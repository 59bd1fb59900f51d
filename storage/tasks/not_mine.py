"""담당자 아님: a person who is reminded of a task that is not theirs informs the secretary, with a reason."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.db.errors import EmptyText, TooLong
from storage.history import Change, History, history_of, note
from storage.organisation.people import Person
from storage.outbox.notices import Notice, NoticeKind
from storage.tasks.tasks import Task

REASON_LIMIT = 500  # characters
ACTION = "not_mine"  # the action name in a task's history


def say_not_mine(
    session: Session,
    task: Task,
    person: Person,
    reason: str,
    secretary: Person,
    today: date,
    due_at: datetime,
    now: datetime,
) -> None:
    """Record that the task is not the person's and plan a notice to the secretary at `due_at`.

    There is one notice per task and day. Raises EmptyText without a reason, TooLong.
    """
    reason = unicodedata.normalize("NFC", reason).strip()
    if not reason:
        raise EmptyText
    if len(reason) > REASON_LIMIT:
        raise TooLong(len(reason), REASON_LIMIT)
    note(session, task.workspace_id, Change("task", task.id, ACTION, after={"reason": reason}), now, by=person.id)
    same = select(Notice).where(
        Notice.workspace_id == task.workspace_id,
        Notice.kind == NoticeKind.NOT_MINE,
        Notice.subject == "task",
        Notice.subject_id == task.id,
        Notice.due_date == today,
        Notice.recipient == secretary.slack_id,
    )
    if session.scalar(same.limit(1)) is None:
        told = Notice(workspace_id=task.workspace_id, kind=NoticeKind.NOT_MINE, subject="task", subject_id=task.id)
        told.due_date, told.recipient, told.due_at = today, secretary.slack_id, due_at
        session.add(told)
    session.flush()


def last_said_not_mine(session: Session, task: Task) -> History | None:
    """Return the latest disclaimer in the task's history, or None if the task was assigned after it."""
    rows = history_of(session, task.workspace_id, "task", task.id)
    last = next((row for row in reversed(rows) if row.action in (ACTION, "assigned", "handed_over")), None)
    return last if last is not None and last.action == ACTION else None
