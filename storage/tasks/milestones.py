"""Milestones of a task: what is due when, and whether it is done."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, Versioned
from storage.db.errors import NotFound
from storage.history import Change, note
from storage.organisation.people import Person
from storage.organisation.replanning import Remindable
from storage.tasks.tasks import Task

# A task without milestones gets one at its end: the last day of its last year.
_LAST_DAY = (12, 31)


class Milestone(Base, OfWorkspace, Versioned, Remindable):
    """A step of a task. `name` is "" for the task's end; `done_at` is None until the step is done."""

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
    """Return the milestone with this id. Raises NotFound, also for a milestone of another city."""
    found = session.get(Milestone, milestone_id)
    if found is None or found.workspace_id != workspace_id:
        raise NotFound("milestone", milestone_id)
    return found


def open_milestones(session: Session, workspace_id: int) -> list[Milestone]:
    """Return the city's milestones that are not done, earliest due date first."""
    query = select(Milestone).where(Milestone.workspace_id == workspace_id, Milestone.done_at.is_(None))
    return list(session.scalars(query.order_by(Milestone.due, Milestone.id)))


def named_milestones(session: Session, workspace_id: int) -> list[Milestone]:
    """Return the city's milestones that have a name, earliest due date first."""
    named = select(Milestone).where(Milestone.workspace_id == workspace_id, Milestone.name != "")
    return list(session.scalars(named.order_by(Milestone.due)))


def milestones_of(session: Session, task: Task) -> list[Milestone]:
    """Return all milestones of a task, done or not, earliest due date first."""
    query = select(Milestone).where(Milestone.workspace_id == task.workspace_id, Milestone.task_id == task.id)
    return list(session.scalars(query.order_by(Milestone.due, Milestone.id)))


def give_last_milestones(session: Session, workspace_id: int) -> None:
    """Give every task without named milestones an unnamed one at its end.

    An unnamed one that is no longer needed is deleted. A task without a last year gets none. A second call changes
    nothing.
    """
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
    """Set a task's named milestones to `wanted` (name → due date) and delete the others.

    A milestone that stays keeps its completion and result.
    """
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
    """Mark the milestone as done; the first call counts. A `result` that is not empty replaces the earlier one."""
    if milestone.done_at is None:
        milestone.done_at, milestone.done_by_id = now, by.id
        _note(session, milestone, "done", by, now)
    if result:
        milestone.result = result
        _note(session, milestone, "result", by, now)
    session.flush()


def reopen(session: Session, milestone: Milestone, by: Person, now: datetime) -> None:
    """Mark the milestone as not done; its result stays. An open milestone is not changed."""
    if milestone.done_at is not None:
        milestone.done_at, milestone.done_by_id = None, None
        _note(session, milestone, "reopened", by, now)
        session.flush()


def _note(session: Session, milestone: Milestone, action: str, by: Person, now: datetime) -> None:
    after = {"due": milestone.due.isoformat(), "result": milestone.result}
    note(session, milestone.workspace_id, Change("milestone", milestone.id, action, after=after), now, by=by.id)
