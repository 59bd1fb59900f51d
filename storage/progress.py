"""What was reported of a task for a quarter: its value, its rating, a note, by whom and when."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ForeignKey, Numeric, String, Text, UniqueConstraint, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace, Versioned
from storage.errors import ReasonNeeded, TooLong
from storage.history import note as note_in_history
from storage.people import Department, Person
from storage.replanning import Remindable
from storage.tasks import Task


class Rating(StrEnum):
    """Fixed by the national guideline; a person sets it, nothing computes it."""

    ACHIEVED = "achieved"  # 달성
    ON_TRACK = "on_track"  # 정상추진
    DELAYED = "delayed"  # 지연
    NOT_ACHIEVED = "not_achieved"  # 미달성


class ProgressReport(Base, OfWorkspace, Versioned, Remindable):
    __tablename__ = "progress_reports"
    __table_args__ = (UniqueConstraint("task_id", "year", "quarter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    year: Mapped[int]
    quarter: Mapped[int]
    value: Mapped[Decimal | None] = mapped_column(Numeric(18, 4))
    rating: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class TaskLine(NamedTuple):
    """A task as a list shows it: its department's name, its owner's Slack id, its latest rating, "" for none."""

    code: str
    title: str
    title_en: str
    sector: str
    end_year: int | None
    is_sample: bool
    department: str
    owner: str
    rating: str


_LATEST_RATING = (
    select(ProgressReport.rating)
    .where(ProgressReport.task_id == Task.id)
    .order_by(ProgressReport.year.desc(), ProgressReport.quarter.desc())
    .limit(1)
    .scalar_subquery()
)
_LINES = (
    select(
        *(Task.code, Task.title, Task.title_en, Task.sector, Task.end_year, Task.is_sample),
        *(func.coalesce(each, "") for each in (Department.name, Person.slack_id, _LATEST_RATING)),
    )
    .outerjoin(Department, Department.id == Task.department_id)
    .outerjoin(Person, Person.id == Task.owner_id)
    .where(Task.workspace_id == bindparam("city"))
    .order_by(Task.code)
)


def plan_in_lines(session: Session, workspace_id: int) -> list[TaskLine]:
    """The whole plan by code. One query without the records: lists are what people look at most."""
    return [TaskLine(*row) for row in session.execute(_LINES, {"city": workspace_id})]


def latest_reports(session: Session, workspace_id: int) -> dict[int, ProgressReport]:
    """The newest report of each task that has one, by the task's id."""
    query = (
        select(ProgressReport)
        .where(ProgressReport.workspace_id == workspace_id)
        .order_by(ProgressReport.year, ProgressReport.quarter)
    )
    return {report.task_id: report for report in session.scalars(query)}


def last_two_reports(session: Session, workspace_id: int) -> dict[int, tuple[ProgressReport, ProgressReport | None]]:
    """The newest report of each task that has one, and the one before it."""
    query = (
        select(ProgressReport)
        .where(ProgressReport.workspace_id == workspace_id)
        .order_by(ProgressReport.year, ProgressReport.quarter)
    )
    found: dict[int, tuple[ProgressReport, ProgressReport | None]] = {}
    for report in session.scalars(query):
        earlier = found.get(report.task_id)
        found[report.task_id] = (report, earlier[0] if earlier else None)
    return found


def reports_of(session: Session, workspace_id: int, task_id: int) -> list[ProgressReport]:
    """Every quarter of one task, oldest first."""
    query = (
        select(ProgressReport)
        .where(ProgressReport.workspace_id == workspace_id, ProgressReport.task_id == task_id)
        .order_by(ProgressReport.year, ProgressReport.quarter)
    )
    return list(session.scalars(query))


def report_for(session: Session, task: Task, year: int, quarter: int) -> ProgressReport | None:
    return session.scalar(
        select(ProgressReport).where(
            ProgressReport.workspace_id == task.workspace_id,
            ProgressReport.task_id == task.id,
            ProgressReport.year == year,
            ProgressReport.quarter == quarter,
        )
    )


# 지연 and 미달성 must say why, by the national guideline.
NEEDS_A_REASON = (Rating.DELAYED, Rating.NOT_ACHIEVED)
NOTE_LIMIT = 3_000


def enter_report(
    session: Session,
    task: Task,
    quarter: tuple[int, int],
    rating: Rating,
    value: Decimal | None,
    note: str,
    by: Person,
    now: datetime,
) -> ProgressReport:
    """Report on a task for (year, quarter), or mend what was reported. Raises ReasonNeeded, TooLong."""
    note = unicodedata.normalize("NFC", note).strip()
    if rating in NEEDS_A_REASON and not note:
        raise ReasonNeeded
    if len(note) > NOTE_LIMIT:
        raise TooLong(len(note), NOTE_LIMIT)
    report = report_for(session, task, *quarter)
    before = _shown(report) if report is not None else {}
    if report is None:
        report = ProgressReport(workspace_id=task.workspace_id, task_id=task.id, year=quarter[0], quarter=quarter[1])
        session.add(report)
    report.rating, report.value, report.note = rating, value, note
    report.person_id, report.at = by.id, now
    after = _shown(report)
    note_in_history(session, task.workspace_id, "task", task.id, "reported", now, by=by.id, before=before, after=after)
    session.flush()
    return report


def _shown(report: ProgressReport) -> dict[str, object]:
    value = str(report.value) if report.value is not None else ""
    return {"quarter": f"{report.year}-{report.quarter}", "rating": report.rating, "value": value, "note": report.note}
