"""Reporting rounds by quarter: closing one freezes every task's state, reopening one needs a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Numeric, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, Versioned
from storage.issues.photos import files_of_reports
from storage.organisation.departments import department_names
from storage.tasks.budgets import all_budgets, year_of
from storage.tasks.progress import ProgressReport, reports_in
from storage.tasks.reductions import reduction_of
from storage.tasks.tasks import Target, Task, all_tasks


class RoundState(StrEnum):
    """State of a round. A round that has never been closed has no row."""

    OPEN = "open"
    CLOSED = "closed"


class Round(Base, OfWorkspace, Versioned):
    """A quarter's reporting round. It opens by the calendar and has a row once it has been closed.

    `closing` counts how often it was closed.
    """

    __tablename__ = "rounds"
    __table_args__ = (UniqueConstraint("workspace_id", "year", "quarter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    quarter: Mapped[int]
    state: Mapped[str] = mapped_column(String(16), default=RoundState.OPEN)
    closing: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

    @property
    def is_closed(self) -> bool:
        """Return whether the round is closed; False for a reopened one."""
        match RoundState(self.state):
            case RoundState.OPEN:
                return False
            case RoundState.CLOSED:
                return True


class RoundEntry(Base, OfWorkspace):
    """One task as it was when the round was closed for the `closing`-th time; never changed. Units are as in `Line`."""

    __tablename__ = "round_entries"
    __table_args__ = (UniqueConstraint("round_id", "closing", "task_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    closing: Mapped[int]
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(String(300))
    sector: Mapped[str] = mapped_column(String(50))
    department: Mapped[str] = mapped_column(String(100))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    indicator: Mapped[str] = mapped_column(String(200))
    unit: Mapped[str] = mapped_column(String(20))
    counts: Mapped[str] = mapped_column(String(16), default="")
    target: Mapped[Decimal | None] = mapped_column(Numeric(18, 4))
    value: Mapped[Decimal | None] = mapped_column(Numeric(18, 4))
    spend: Mapped[Decimal | None] = mapped_column(Numeric(18, 0))
    reduction: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))
    reduction_target: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))
    factor: Mapped[Decimal | None] = mapped_column(Numeric(18, 8))
    factor_id: Mapped[str] = mapped_column(String(20), default="")
    budget: Mapped[Decimal | None] = mapped_column(Numeric(18, 0))
    files: Mapped[str] = mapped_column(Text, default="")
    rating: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    action_plan: Mapped[str] = mapped_column(Text)
    reported_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reported_at: Mapped[datetime | None]
    late: Mapped[bool]
    for_others: Mapped[bool]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    is_sample: Mapped[bool]


@dataclass(frozen=True)
class Line:
    """One task in a round. `rating` is "" if nobody reported; numbers are None if there is none, which is not 0.

    `reduction` and `reduction_target` are in tCO2eq, `spend` and `budget` in won, all for the round's year.
    """

    task_id: int
    code: str
    title: str
    sector: str
    department: str
    owner_id: int | None
    indicator: str
    unit: str
    counts: str  # how its figures count: a TargetKind, or "qualitative"
    target: Decimal | None
    value: Decimal | None
    spend: Decimal | None
    reduction: Decimal | None
    reduction_target: Decimal | None
    factor: Decimal | None
    factor_id: str
    budget: Decimal | None
    files: str  # file names, one per line
    rating: str
    note: str
    reason: str
    action_plan: str
    reported_by_id: int | None
    reported_at: datetime | None
    late: bool
    for_others: bool
    confirmed_by_id: int | None
    is_sample: bool


def round_of(session: Session, workspace_id: int, year: int, quarter: int) -> Round | None:
    """Return the quarter's round, or None if it has never been closed."""
    return session.scalar(
        select(Round).where(Round.workspace_id == workspace_id, Round.year == year, Round.quarter == quarter)
    )


def is_closed(session: Session, workspace_id: int, year: int, quarter: int) -> bool:
    """Return whether the quarter's round is closed; False for a reopened one."""
    found = round_of(session, workspace_id, year, quarter)
    return found is not None and found.is_closed


def picture_of(session: Session, workspace_id: int, year: int, quarter: int) -> list[Line]:
    """Return the round's tasks by code: frozen while it is closed, otherwise as they are now."""
    closed = round_of(session, workspace_id, year, quarter)
    if closed is not None and closed.is_closed:
        return frozen(session, closed, closed.closing)
    return list(as_it_is(session, workspace_id, year, quarter))


def frozen(session: Session, round: Round, closing: int) -> list[Line]:
    """Return the tasks by code as they were at one closing; earlier closings stay when a round is reopened."""
    query = select(RoundEntry).where(
        RoundEntry.workspace_id == round.workspace_id, RoundEntry.round_id == round.id, RoundEntry.closing == closing
    )
    names = list(Line.__dataclass_fields__)
    rows = session.scalars(query.order_by(RoundEntry.code))
    return [Line(**{name: getattr(row, name) for name in names}) for row in rows]


def as_it_is(session: Session, workspace_id: int, year: int, quarter: int) -> Iterator[Line]:
    """Yield the round's tasks by code as they are now, whether it is closed or not."""
    departments = department_names(session, workspace_id)
    targets = dict(
        session.execute(
            select(Target.task_id, Target.value).where(Target.workspace_id == workspace_id, Target.year == year)
        ).all()
    )
    reports, files = reports_in(session, workspace_id, year, quarter), files_of_reports(session, workspace_id)
    budgets = all_budgets(session, workspace_id)
    for task in all_tasks(session, workspace_id):
        if task.runs_in(year):
            department = departments[task.department_id] if task.department_id else ""
            report = reports.get(task.id)
            names = "\n".join(files.get(report.id, ())) if report else ""
            budget = year_of(budgets.get(task.id, {}), year)
            yield _line(task, department, targets.get(task.id), budget, report, names)


def _line(
    task: Task,
    department: str,
    target: Decimal | None,
    budget: Decimal | None,
    report: ProgressReport | None,
    files: str,
) -> Line:
    return Line(
        task_id=task.id,
        code=task.code,
        title=task.title,
        sector=task.sector,
        department=department,
        owner_id=task.owner_id,
        indicator=task.indicator,
        unit=task.unit,
        counts="qualitative" if task.is_qualitative else task.target_kind,
        target=target,
        value=report.value if report else None,
        spend=report.spend if report else None,
        reduction=report.reduction if report else None,
        reduction_target=reduction_of(task, target),
        factor=report.factor if report else None,
        factor_id=report.factor_id if report else "",
        budget=budget,
        files=files,
        rating=report.rating if report else "",
        note=report.note if report else "",
        reason=report.reason if report else "",
        action_plan=report.action_plan if report else "",
        reported_by_id=report.person_id if report else None,
        reported_at=report.at if report else None,
        late=report.late if report else False,
        for_others=report.for_others if report else False,
        confirmed_by_id=report.confirmed_by_id if report else None,
        is_sample=task.is_sample,
    )
