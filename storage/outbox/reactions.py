"""Emoji reactions to the bot's messages, stored as they are now, so that removing one undoes its answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace
from storage.organisation.people import Person


class Reaction(Base, OfWorkspace):
    """A person's emoji on a message. `name` is without a skin tone."""

    __tablename__ = "reactions"
    __table_args__ = (UniqueConstraint("message_id", "person_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


def reactions_on(session: Session, workspace_id: int, message_id: int) -> list[Reaction]:
    """Return the reactions to a message, in the order they were added."""
    query = select(Reaction).where(Reaction.workspace_id == workspace_id, Reaction.message_id == message_id)
    return list(session.scalars(query.order_by(Reaction.id)))


def current_reactions(
    session: Session, workspace_id: int, message_ids: Sequence[int]
) -> dict[int, set[tuple[str, str]]]:
    """Return the present (Slack id, emoji) pairs by message id; messages without reactions are left out."""
    query = (
        select(Reaction.message_id, Person.slack_id, Reaction.name)
        .join(Person, Person.id == Reaction.person_id)
        .where(Reaction.workspace_id == workspace_id, Reaction.message_id.in_(message_ids))
    )
    found: dict[int, set[tuple[str, str]]] = {}
    for message_id, slack_id, name in session.execute(query):
        found.setdefault(message_id, set()).add((slack_id, name))
    return found


def add_reaction(
    session: Session, workspace_id: int, message_id: int, person_id: int, name: str, now: datetime
) -> bool:
    """Store a reaction; return False if it is stored already."""
    if _current(session, workspace_id, message_id, person_id, name) is not None:
        return False
    row = Reaction(workspace_id=workspace_id, message_id=message_id, person_id=person_id, name=name, at=now)
    session.add(row)
    session.flush()
    return True


def remove_reaction(session: Session, workspace_id: int, message_id: int, person_id: int, name: str) -> bool:
    """Delete a reaction; return False if there was none."""
    there = _current(session, workspace_id, message_id, person_id, name)
    if there is None:
        return False
    session.delete(there)
    session.flush()
    return True


def _current(session: Session, workspace_id: int, message_id: int, person_id: int, name: str) -> Reaction | None:
    return session.scalar(
        select(Reaction).where(
            Reaction.workspace_id == workspace_id,
            Reaction.message_id == message_id,
            Reaction.person_id == person_id,
            Reaction.name == name,
        )
    )
