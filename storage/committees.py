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


COUNCIL, STEERING = "탄소중립 실무협의체", "탄소중립추진단"


def enter_default_committees(session: Session, workspace_id: int, council_channel: str, steering_channel: str) -> None:
    """The two bodies a city starts with, in the channels of its settings; what is there already stays as it is."""
    there = set(session.scalars(select(Committee.name).where(Committee.workspace_id == workspace_id)))
    if steering_channel and STEERING not in there:
        session.add(Committee(workspace_id=workspace_id, name=STEERING, channel=steering_channel))
        session.flush()
    if council_channel and COUNCIL not in there:
        above = session.scalar(
            select(Committee.id).where(Committee.workspace_id == workspace_id, Committee.name == STEERING),
        )
        council = Committee(workspace_id=workspace_id, name=COUNCIL, channel=council_channel, reports_to_id=above)
        council.receives_issues = True
        session.add(council)
