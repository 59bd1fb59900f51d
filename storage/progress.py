"""What was reported of a task for a quarter: its value, its rating, a note, by whom and when."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Numeric, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace, Versioned


class Rating(StrEnum):
    """Fixed by the national guideline; a person sets it, nothing computes it."""

    ACHIEVED = "achieved"  # 달성
    ON_TRACK = "on_track"  # 정상추진
    DELAYED = "delayed"  # 지연
    NOT_ACHIEVED = "not_achieved"  # 미달성


class ProgressReport(Base, OfWorkspace, Versioned):
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


def latest_reports(session: Session, workspace_id: int) -> dict[int, ProgressReport]:
    """The newest report of each task that has one, by the task's id."""
    query = (
        select(ProgressReport)
        .where(ProgressReport.workspace_id == workspace_id)
        .order_by(ProgressReport.year, ProgressReport.quarter)
    )
    return {report.task_id: report for report in session.scalars(query)}


def reports_of(session: Session, workspace_id: int, task_id: int) -> list[ProgressReport]:
    """Every quarter of one task, oldest first."""
    query = (
        select(ProgressReport)
        .where(ProgressReport.workspace_id == workspace_id, ProgressReport.task_id == task_id)
        .order_by(ProgressReport.year, ProgressReport.quarter)
    )
    return list(session.scalars(query))
