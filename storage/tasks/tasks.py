"""Tasks (세부과제) of a city's plan, and their targets by year."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Numeric, String, UniqueConstraint, and_, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, Versioned
from storage.db.errors import NotFound
from storage.history import Change, note
from storage.organisation.people import Person
from storage.organisation.replanning import Remindable
from storage.parsing.text import plain

_CODE = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{1,3})[-\s]?(\d{1,3})(?![0-9])")


class TargetKind(StrEnum):
    """Kind of a task's figures: from when they count."""

    ANNUAL = "annual"  # from the year's first day
    CUMULATIVE = "cumulative"  # from the task's beginning: 공정률; never summed
    RATIO = "ratio"  # a level at the time of the report


class Task(Base, OfWorkspace, Versioned, Remindable):
    """A task of the plan. `code` (관리번호) is in upper case and unique in the city."""

    __tablename__ = "tasks"
    __table_args__ = (UniqueConstraint("workspace_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(32))
    sector: Mapped[str] = mapped_column(String(50), default="")
    title: Mapped[str] = mapped_column(String(300))
    title_en: Mapped[str] = mapped_column(String(300), default="")
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    team_leader_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    indicator: Mapped[str] = mapped_column(String(200), default="")
    unit: Mapped[str] = mapped_column(String(20), default="")
    start_year: Mapped[int | None]
    end_year: Mapped[int | None]
    target_kind: Mapped[str] = mapped_column(String(16), default=TargetKind.ANNUAL)
    # 정성: reported in words, without a reduction in tonnes.
    is_qualitative: Mapped[bool] = mapped_column(default=False)
    # 감축원단위: tCO2eq per unit and year; None if the guideline has none.
    factor: Mapped[Decimal | None] = mapped_column(Numeric(18, 8))
    factor_id: Mapped[str] = mapped_column(String(20), default="")
    is_sample: Mapped[bool] = mapped_column(default=False)

    def runs_in(self, year: int) -> bool:
        """Return whether the task is to be reported on in that year; a missing first or last year sets no limit."""
        return (self.start_year or year) <= year <= (self.end_year or year)


def running_in(year: int) -> ColumnElement[bool]:
    """Return `Task.runs_in` as the SQL condition of a query."""
    return and_(func.coalesce(Task.start_year, year) <= year, func.coalesce(Task.end_year, year) >= year)


class Target(Base, OfWorkspace):
    """A task's target for one year, in the task's own unit."""

    __tablename__ = "targets"
    __table_args__ = (UniqueConstraint("task_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    year: Mapped[int]
    value: Mapped[Decimal] = mapped_column(Numeric(18, 4))


def task_coded(session: Session, workspace_id: int, code: str) -> Task:
    """Return the task with this code, written in upper or lower case. Raises NotFound."""
    found = session.scalar(select(Task).where(Task.workspace_id == workspace_id, Task.code == code.strip().upper()))
    if found is None:
        raise NotFound("task", code)
    return found


def codes_in(text: str) -> set[str]:
    """Return everything that looks like a task's code, written as B-09."""
    return {f"{letters}-{int(digits):02d}".upper() for letters, digits in _CODE.findall(plain(text))}


def task_named_in(session: Session, workspace_id: int, text: str) -> Task | None:
    """Return the task whose code is in the text; None without a code or with several."""
    codes = codes_in(text)
    if not codes:
        return None
    found = session.scalars(select(Task).where(Task.workspace_id == workspace_id, Task.code.in_(codes))).all()
    return found[0] if len(found) == 1 else None


def task_with(session: Session, workspace_id: int, task_id: int) -> Task:
    """Return the task with this id. Raises NotFound, also for a task of another city."""
    found = session.get(Task, task_id)
    if found is None or found.workspace_id != workspace_id:
        raise NotFound("task", task_id)
    return found


def all_tasks(session: Session, workspace_id: int) -> list[Task]:
    """Return the whole plan, by code."""
    return list(session.scalars(select(Task).where(Task.workspace_id == workspace_id).order_by(Task.code)))


def targets_of(session: Session, task: Task) -> list[Target]:
    """Return a task's targets, earliest year first."""
    query = select(Target).where(Target.workspace_id == task.workspace_id, Target.task_id == task.id)
    return list(session.scalars(query.order_by(Target.year)))


def all_targets(session: Session, workspace_id: int) -> dict[tuple[int, int], Decimal]:
    """Return the whole plan's targets as (task id, year) → value in the task's unit."""
    found = session.scalars(select(Target).where(Target.workspace_id == workspace_id))
    return {(each.task_id, each.year): each.value for each in found}


def targets_by_year(session: Session, task: Task) -> dict[int, Decimal]:
    """Return a task's targets as year → value in the task's unit."""
    return {target.year: target.value for target in targets_of(session, task)}


def assign(session: Session, task: Task, owner: Person, by: Person, now: datetime) -> None:
    """Make `owner` the task's owner and record the change; the caller has checked `may_assign`."""
    before = session.get(Person, task.owner_id) if task.owner_id else None
    task.owner_id = owner.id
    was, is_now = {"owner": before.slack_id if before else ""}, {"owner": owner.slack_id}
    note(session, task.workspace_id, Change("task", task.id, "assigned", was, is_now), now, by=by.id)
