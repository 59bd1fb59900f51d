"""Deduplication keys of what arrived from Slack: what arrives again gets the first answer again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint, and_, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, enter
from storage.db.errors import NotFound
from storage.organisation.people import Person, person_of
from storage.organisation.workspaces import Workspace, workspace_made_if_new


class Arrival(Base, OfWorkspace):
    """What arrived from Slack and was handled: its key, the time, and the answer it got, or None."""

    __tablename__ = "deliveries"
    __table_args__ = (UniqueConstraint("workspace_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON)


# This query runs first for everything that arrives, so it is built once.
_ARRIVED = (
    select(Workspace, Person, Arrival)
    .outerjoin(Person, and_(Person.workspace_id == Workspace.id, Person.slack_id == bindparam("user")))
    .outerjoin(Arrival, and_(Arrival.workspace_id == Workspace.id, Arrival.key == bindparam("key")))
    .where(Workspace.team_id == bindparam("team"))
)


def arrived(session: Session, team: str, user: str, key: str) -> tuple[Workspace, Person, Arrival | None]:
    """Return the city, the person and the earlier arrival with this key, or None for a new key.

    The city and the person are created if they are new.
    """
    found = session.execute(_ARRIVED, {"team": team, "user": user, "key": key}).one_or_none()
    workspace, person, first = found if found is not None else (None, None, None)
    workspace = workspace or workspace_made_if_new(session, team)
    return workspace, person or person_of(session, workspace.id, user), first


def asking(session: Session, team: str, user: str) -> tuple[Workspace, Person]:
    """Return the city and the person without storing anything; an unknown person is a transient record.

    Raises NotFound if the city is unknown.
    """
    found = session.execute(_ARRIVED, {"team": team, "user": user, "key": ""}).one_or_none()
    if found is None:
        raise NotFound("workspace", team)
    return found[0], found[1] or Person(workspace_id=found[0].id, slack_id=user)


def note_arrival(session: Session, workspace_id: int, key: str, now: datetime, answer: dict[str, Any] | None) -> None:
    """Store the key in the same transaction as the arrival's effect.

    If two copies are handled at once, the second violates the unique key: its transaction fails with `IntegrityError`.
    The listener then returns the first copy's answer.
    """
    enter(session, Arrival, workspace_id=workspace_id, key=key, at=now, answer=answer)


def last_heard(session: Session, workspace_id: int) -> datetime | None:
    """Return the instant of the last arrival from Slack, or None if there was none."""
    return session.scalar(select(func.max(Arrival.at)).where(Arrival.workspace_id == workspace_id))
