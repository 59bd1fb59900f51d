"""A task's milestones: what is to be done by when, and whether it is."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace, Versioned
from storage.errors import NotFound
from storage.history import note
from storage.people import Person
from storage.replanning import Remindable
from storage.tasks import Task

# A task without milestones has its end for one: the last day of its last year.
_LAST_DAY = (12, 31)


class Milestone(Base, OfWorkspace, Versioned, Remindable):
    __tablename__ = "milestones"
    __table_args__ = (Index(None, "workspace_id", "task_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200), default="")
    due: Mapped[date]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    result: Mapped[str] = mapped_column(Text, default="")


def milestone_with(session: Session, workspace_id: int, milestone_id: int) -> Milestone:
    """Raises NotFound."""
    found = session.get(Milestone, milestone_id)
    if found is None or found.workspace_id != workspace_id:
        raise NotFound("milestone", milestone_id)
    return found


def open_milestones(session: Session, workspace_id: int) -> list[Milestone]:
    query = select(Milestone).where(Milestone.workspace_id == workspace_id, Milestone.done_at.is_(None))
    return list(session.scalars(query.order_by(Milestone.due, Milestone.id)))


def milestones_of(session: Session, task: Task) -> list[Milestone]:
    """By date."""
    query = select(Milestone).where(Milestone.workspace_id == task.workspace_id, Milestone.task_id == task.id)
    return list(session.scalars(query.order_by(Milestone.due, Milestone.id)))


def give_last_milestones(session: Session, workspace_id: int) -> None:
    """Keep the end of every task that names no milestone as one, without a name of its own."""
    held: dict[int, list[Milestone]] = {}
    for milestone in session.scalars(select(Milestone).where(Milestone.workspace_id == workspace_id)):
        held.setdefault(milestone.task_id, []).append(milestone)
    for task in session.scalars(select(Task).where(Task.workspace_id == workspace_id)):
        inside = held.get(task.id, [])
        last = date(task.end_year, *_LAST_DAY) if task.end_year else None
        own = [each for each in inside if not each.name and each.done_at is None]
        if any(each.name for each in inside) or last is None:
            for each in own:
                session.delete(each)
        elif not inside:
            session.add(Milestone(workspace_id=workspace_id, task_id=task.id, due=last))
        elif own and own[0].due != last:
            own[0].due = last
    session.flush()


def set_milestones(session: Session, task: Task, wanted: dict[str, date]) -> None:
    """Bring a task's named milestones to `wanted`, name → date. What is done stays done."""
    there = {each.name: each for each in milestones_of(session, task) if each.name}
    for name, due in wanted.items():
        if name in there:
            there[name].due = due
        else:
            session.add(Milestone(workspace_id=task.workspace_id, task_id=task.id, name=name, due=due))
    for name, each in there.items():
        if name not in wanted:
            session.delete(each)
    session.flush()


def complete(session: Session, milestone: Milestone, by: Person, now: datetime, result: str = "") -> None:
    """Done, as of the first time somebody said so; a later word adds to the result."""
    if milestone.done_at is None:
        milestone.done_at, milestone.done_by_id = now, by.id
        _note(session, milestone, "done", by, now)
    if result:
        milestone.result = result
        _note(session, milestone, "result", by, now)
    session.flush()


def reopen(session: Session, milestone: Milestone, by: Person, now: datetime) -> None:
    if milestone.done_at is not None:
        milestone.done_at, milestone.done_by_id = None, None
        _note(session, milestone, "reopened", by, now)
        session.flush()


def _note(session: Session, milestone: Milestone, action: str, by: Person, now: datetime) -> None:
    after = {"due": milestone.due.isoformat(), "result": milestone.result}
    note(session, milestone.workspace_id, "milestone", milestone.id, action, now, by=by.id, after=after)
