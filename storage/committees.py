"""Committees: a working council, the steering group it reports to, and whatever other bodies a city has."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace, Versioned
from storage.errors import NotFound


class Committee(Base, OfWorkspace, Versioned):
    __tablename__ = "committees"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    channel: Mapped[str] = mapped_column(String(32))
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    secretary_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reports_to_id: Mapped[int | None] = mapped_column(ForeignKey("committees.id"))
    receives_issues: Mapped[bool] = mapped_column(default=False)


def committee_receiving_issues(session: Session, workspace_id: int) -> Committee:
    """The committee whose channel gets the cards. Raises NotFound while the city has not been set up."""
    found = session.scalar(
        select(Committee)
        .where(Committee.workspace_id == workspace_id, Committee.receives_issues.is_(True))
        .order_by(Committee.id)
        .limit(1),
    )
    if found is None:
        raise NotFound("committee", "receives_issues")
    return found
