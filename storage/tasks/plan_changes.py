"""Plan changes (postponements): a milestone's date or a year's target changes only with a reason.

The values before and after are stored.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace
from storage.db.errors import Lacking, TooLong
from storage.history import Change, note
from storage.organisation.people import Person
from storage.organisation.replanning import Remindable
from storage.tasks.milestones import Milestone
from storage.tasks.tasks import Target, Task

REASON_LIMIT = 1_000
# A task postponed this many times is proposed for the agenda.
TO_THE_AGENDA = 3


class PlanChangeOf(StrEnum):
    """Subject of a plan change: a milestone's date or a year's target."""

    MILESTONE = "milestone"
    TARGET = "target"


class PlanChange(Base, OfWorkspace, Remindable):
    """One plan change. `is_postponement` is true if the date moved later or the target was lowered."""

    __tablename__ = "slips"
    __table_args__ = (Index(None, "workspace_id", "task_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    of: Mapped[str] = mapped_column(String(16))
    what: Mapped[str] = mapped_column(String(200))  # a milestone's name ("" for the task's end), or a target's year
    before: Mapped[str] = mapped_column(String(40))
    after: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text)
    is_postponement: Mapped[bool]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


def move_milestone(
    session: Session, task: Task, milestone: Milestone, to: date, reason: str, by: Person | None, now: datetime
) -> None:
    """Move a milestone's date and record the plan change; the same date changes nothing.

    Raises Lacking without a reason, TooLong.
    """
    before = milestone.due
    if to == before:
        return
    reason = needed(reason)
    milestone.due = to
    moved = _Moved(PlanChangeOf.MILESTONE, milestone.name, before.isoformat(), to.isoformat(), to > before)
    _enter(session, task, moved, reason, by, now)


def change_target(
    session: Session, task: Task, year: int, to: Decimal, reason: str, by: Person | None, now: datetime
) -> None:
    """Change a year's target and record the plan change; the same value changes nothing.

    A first target is stored without a record and needs no reason. Raises Lacking without a reason, TooLong.
    """
    target = session.scalar(
        select(Target).where(Target.workspace_id == task.workspace_id, Target.task_id == task.id, Target.year == year)
    )
    if target is None:
        session.add(Target(workspace_id=task.workspace_id, task_id=task.id, year=year, value=to))
        return
    before = target.value
    if to == before:
        return
    reason = needed(reason)
    target.value = to
    moved = _Moved(PlanChangeOf.TARGET, str(year), _plain(before), _plain(to), to < before)
    _enter(session, task, moved, reason, by, now)


def needed(reason: str) -> str:
    """Return the reason trimmed and composed (NFC). Raises Lacking if it is empty, TooLong above REASON_LIMIT."""
    reason = unicodedata.normalize("NFC", reason).strip()
    if not reason:
        raise Lacking("reason")
    if len(reason) > REASON_LIMIT:
        raise TooLong(len(reason), REASON_LIMIT)
    return reason


def plan_changes_of(session: Session, workspace_id: int, task_id: int | None = None) -> list[PlanChange]:
    """Return all plan changes of one task, or of the city if `task_id` is None, oldest first."""
    query = select(PlanChange).where(PlanChange.workspace_id == workspace_id)
    if task_id is not None:
        query = query.where(PlanChange.task_id == task_id)
    return list(session.scalars(query.order_by(PlanChange.id)))


def often_postponed(session: Session, workspace_id: int) -> list[tuple[Task, datetime]]:
    """Return the tasks postponed three times or more, by code, with the time of the last postponement."""
    often = (
        select(PlanChange.task_id, func.max(PlanChange.at).label("last"))
        .where(PlanChange.workspace_id == workspace_id, PlanChange.is_postponement.is_(True))
        .group_by(PlanChange.task_id)
        .having(func.count() >= TO_THE_AGENDA)
        .subquery()
    )
    query = select(Task, often.c.last).join(often, often.c.task_id == Task.id)
    rows = session.execute(query.where(Task.workspace_id == workspace_id).order_by(Task.code))
    return [(task, last) for task, last in rows]


@dataclass(frozen=True)
class _Moved:
    of: PlanChangeOf
    what: str
    before: str
    after: str
    is_postponement: bool


def _enter(session: Session, task: Task, moved: _Moved, reason: str, by: Person | None, now: datetime) -> None:
    by_id = by.id if by is not None else None
    row = PlanChange(
        workspace_id=task.workspace_id,
        task_id=task.id,
        of=moved.of,
        what=moved.what,
        is_postponement=moved.is_postponement,
    )
    row.before, row.after, row.reason, row.by_id, row.at = moved.before, moved.after, reason, by_id, now
    session.add(row)
    before = {str(moved.of): f"{moved.what} {moved.before}".strip()}
    after = {str(moved.of): f"{moved.what} {moved.after}".strip(), "reason": reason}
    note(session, task.workspace_id, Change("task", task.id, "moved", before, after), now, by=by_id)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
