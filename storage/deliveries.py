"""The keys of what Slack has delivered, so that a repeat does nothing and hears the first answer again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint, and_, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace, enter
from storage.errors import NotFound
from storage.people import Person, person_of
from storage.workspaces import Workspace, workspace_made_if_new


class Delivery(Base, OfWorkspace):
    __tablename__ = "deliveries"
    __table_args__ = (UniqueConstraint("workspace_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON)


# Asked before anything else for everything that arrives: put together once.
_ARRIVED = (
    select(Workspace, Person, Delivery)
    .outerjoin(Person, and_(Person.workspace_id == Workspace.id, Person.slack_id == bindparam("user")))
    .outerjoin(Delivery, and_(Delivery.workspace_id == Workspace.id, Delivery.key == bindparam("key")))
    .where(Workspace.team_id == bindparam("team"))
)


def arrived(session: Session, team: str, user: str, key: str) -> tuple[Workspace, Person, Delivery | None]:
    """The city, the person, both entered when they are new, and what came with this key before, if anything did."""
    found = session.execute(_ARRIVED, {"team": team, "user": user, "key": key}).one_or_none()
    workspace, person, first = found if found is not None else (None, None, None)
    workspace = workspace or workspace_made_if_new(session, team)
    return workspace, person or person_of(session, workspace.id, user), first


def asking(session: Session, team: str, user: str) -> tuple[Workspace, Person]:
    """The city and the person, who stays out of the books when they are new. Raises NotFound."""
    found = session.execute(_ARRIVED, {"team": team, "user": user, "key": ""}).one_or_none()
    if found is None:
        raise NotFound("workspace", team)
    return found[0], found[1] or Person(workspace_id=found[0].id, slack_id=user)


def note_delivery(session: Session, workspace_id: int, key: str, now: datetime, answer: dict[str, Any] | None) -> None:
    """Write the key down in the transaction of its effect.

    Of two copies handled at once the second meets the unique key and fails whole with `IntegrityError`;
    the listener's boundary then answers with the first one's answer.
    """
    enter(session, Delivery, workspace_id=workspace_id, key=key, at=now, answer=answer)


def last_heard(session: Session, workspace_id: int) -> datetime | None:
    """When Slack last delivered something."""
    return session.scalar(select(func.max(Delivery.at)).where(Delivery.workspace_id == workspace_id))
