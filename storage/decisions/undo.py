"""Reversal of a corrected decision: of the task it created and of the state it gave the issue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from storage.db.base import Base
from storage.history import Change, History, history_of, note
from storage.issues.announcements import add_entry
from storage.issues.issues import SUBJECT, Issue, IssueState
from storage.issues.transitions import Move
from storage.meetings.agenda import APPROVED, AgendaItem, Outcome
from storage.organisation.people import Person
from storage.outbox.messages import Message
from storage.outbox.notices import Notice
from storage.tasks.tasks import Task

_MADE, _UNDONE, _STANDS = "became_task", "task_taken_back", "task_stands"


def decided_before(rows: Sequence[History], item: AgendaItem) -> History | None:
    """Return the last decision on this agenda item among an issue's history `rows`, or None."""
    said = [row for row in rows if row.action == "decided" and row.after.get("item") == item.id]
    return said[-1] if said else None


def way_back(rows: Sequence[History], issue: Issue, item: AgendaItem, was: History) -> Move | None:
    """Return the move back to review if the decision, no longer valid, made the issue's last move; else None."""
    moved = [row for row in rows if row.action == "moved"]
    if not moved or moved[-1].at != was.at or was.after["outcome"] == item.outcome:
        return None
    approved_no_more = was.after["outcome"] in APPROVED and item.outcome not in APPROVED
    rejected_no_more = was.after["outcome"] == Outcome.REJECTED
    if approved_no_more and issue.state == IssueState.IN_PROGRESS:
        return Move(IssueState.UNDER_REVIEW)
    if rejected_no_more and issue.state == IssueState.NOT_FEASIBLE:
        return Move(IssueState.UNDER_REVIEW, reason=item.decision or item.outcome)
    return None


def undo_task(session: Session, issue: Issue, by: Person, now: datetime) -> None:
    """Delete the task that an approved proposal became, or, if somebody has touched it, only record that it stays.

    The reporters are notified of either; without such a task nothing happens.
    """
    task = made_of(session, issue)
    if task is None:
        return
    said = {"code": task.code, "title": task.title, "sector": task.sector, "issue": issue.number}
    if is_touched(session, task, issue):
        add_entry(session, issue, _STANDS, by, now, after=said)
        return
    note(session, issue.workspace_id, Change("task", task.id, "taken_back", after=said), now, by=by.id)
    issue.task_id = None
    session.flush()
    session.delete(task)
    session.flush()
    add_entry(session, issue, _UNDONE, by, now, after=said)


def made_of(session: Session, issue: Issue) -> Task | None:
    """Return the task that a decision created from the issue, or None if there is none any more."""
    task = session.get(Task, issue.task_id) if issue.task_id else None
    rows = history_of(session, issue.workspace_id, SUBJECT, issue.id)
    codes = {row.after["code"] for row in rows if row.action == _MADE}
    return task if task is not None and task.code in codes else None


def is_touched(session: Session, task: Task, issue: Issue) -> bool:
    """Return whether the task has an owner, a team leader, years, a row referring to it or a notice about it."""
    if task.owner_id or task.team_leader_id or task.start_year or task.end_year:
        return True
    for table in Base.metadata.sorted_tables:
        if any(_points(session, table, column, task, issue) for column in table.columns if _is_of_task(column)):
            return True
    notices = (
        select(Notice.id)
        .join(Message, Message.id == Notice.message_id)
        .where(
            Notice.workspace_id == task.workspace_id,
            Notice.subject.in_(("task", "report")),
            Notice.subject_id == task.id,
        )
    )
    return session.scalar(notices.limit(1)) is not None


def codes_undone(session: Session, workspace_id: int) -> list[tuple[str, str]]:
    """Return (code, sector) of every task whose creation was undone, because a code is never given twice."""
    query = select(History.after).where(
        History.workspace_id == workspace_id, History.subject == "task", History.action == "taken_back"
    )
    return [(str(after["code"]), str(after["sector"])) for after in session.scalars(query)]


def _is_of_task(column: Column[Any]) -> bool:
    return any(key.column.table.name == "tasks" for key in column.foreign_keys)


def _points(session: Session, table: Table, column: Column[Any], task: Task, issue: Issue) -> bool:
    query = select(table.c.id).where(table.c.workspace_id == task.workspace_id, column == task.id)
    if table.name == "issues":
        query = query.where(table.c.id != issue.id)
    return session.execute(query.limit(1)).first() is not None
