"""The keys of what Slack has delivered, so that a repeat does nothing and hears the first answer again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace


class Delivery(Base, OfWorkspace):
    __tablename__ = "deliveries"
    __table_args__ = (UniqueConstraint("workspace_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON)


def first_of(session: Session, workspace_id: int, key: str) -> Delivery | None:
    """The delivery that came with this key before, or None when this is the first."""
    return session.scalar(select(Delivery).where(Delivery.workspace_id == workspace_id, Delivery.key == key))


def note_delivery(session: Session, workspace_id: int, key: str, now: datetime, answer: dict[str, Any] | None) -> None:
    """Write the key down in the transaction of its effect.

    Of two copies handled at once the second meets the unique key and fails whole with `IntegrityError`;
    the listener's boundary then answers with the first one's answer.
    """
    session.add(Delivery(workspace_id=workspace_id, key=key, at=now, answer=answer))
    session.flush()


def last_heard(session: Session, workspace_id: int) -> datetime | None:
    """When Slack last delivered something."""
    return session.scalar(select(func.max(Delivery.at)).where(Delivery.workspace_id == workspace_id))
