"""History: who changed what, when, and the values before and after. Rows are added and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, enter


class History(Base, OfWorkspace):
    """A history entry. `person_id` is None for an automatic change; `at` is in UTC."""

    __tablename__ = "history"
    __table_args__ = (Index(None, "workspace_id", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int]
    action: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


@dataclass(frozen=True)
class Change:
    """What was done to one record: the action, and the values it changed, before and after."""

    subject: str
    subject_id: int
    action: str
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


def note(session: Session, workspace_id: int, change: Change, now: datetime, *, by: int | None = None) -> History:
    """Add a history entry. `by` is a person's id, or None for an automatic change.

    The returned entry is a copy outside the session.
    """
    values = {**vars(change), "workspace_id": workspace_id, "person_id": by, "at": now}
    return History(id=enter(session, History, **values), **values)


def history_of(session: Session, workspace_id: int, subject: str, subject_id: int) -> list[History]:
    """Return all history entries of one record, oldest first."""
    return list(
        session.scalars(
            select(History)
            .where(History.workspace_id == workspace_id, History.subject == subject, History.subject_id == subject_id)
            .order_by(History.id),
        ),
    )
