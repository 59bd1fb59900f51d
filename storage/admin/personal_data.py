"""One person's data: export it, or erase it and keep authorship under a number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Table, or_, select, update
from sqlalchemy.orm import Session

from storage.admin.handovers import held_by
from storage.all_models import metadata
from storage.db.errors import StillHolds
from storage.history import History
from storage.organisation.people import Person
from storage.outbox.messages import Message, MessageState
from storage.outbox.notices import Notice
from storage.outbox.reactions import Reaction

_OWN = ("name", "language", "dm_channel", "department_id", "deputy_id", "assistant_id")
_ABSENCE = ("away_from", "away_until", "opens_at", "closes_at")


def everything_of(session: Session, person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return every row that is about the person, refers to them or is addressed to them, by table name.

    The columns are found by their foreign keys, so that a new table is included by itself. Dates are ISO texts.
    """
    found = {}
    for table in metadata.sorted_tables:
        naming = list(_naming(table, person))
        if naming:
            inside = table.c.workspace_id == person.workspace_id
            rows = session.execute(select(table).where(inside, or_(*naming)).order_by(table.c.id)).mappings()
            kept = [{name: _plain(value) for name, value in row.items()} for row in rows]
            if kept:
                found[table.name] = kept
    return found


def erase(session: Session, person: Person) -> str:
    """Erase name, language, absence, hours, channel, reactions and Slack id; keep authorship under a number.

    Return the new id, such as `erased-7`, which replaces the Slack id everywhere. Raises StillHolds while the person
    has responsibilities: hand them over first.
    """
    held = held_by(session, person)
    if held:
        raise StillHolds(tuple(held))
    was, number = person.slack_id, f"erased-{person.id}"
    person.slack_id, person.gone, person.is_admin, person.name = number, True, False, ""
    for name in (*_OWN[1:], *_ABSENCE):
        setattr(person, name, None)
    city = person.workspace_id
    session.execute(
        update(Message)
        .where(Message.workspace_id == city, Message.recipient == was)
        .values(recipient=number, channel=None, ts=None, waiting=False, state=MessageState.MOOT)
    )
    session.execute(update(Notice).where(Notice.workspace_id == city, Notice.recipient == was).values(recipient=number))
    for reaction in session.scalars(
        select(Reaction).where(Reaction.workspace_id == city, Reaction.person_id == person.id)
    ):
        session.delete(reaction)
    for row in session.scalars(select(History).where(History.workspace_id == city)):
        row.before, row.after = _without(row.before, was, number), _without(row.after, was, number)
    session.flush()
    return number


def _naming(table: Table, person: Person) -> Iterable[Any]:
    if table.name == "people":
        yield table.c.id == person.id
    for column in table.columns:
        if _points_at_people(column):
            yield column == person.id
        elif column.name == "recipient":
            yield column == person.slack_id


def _points_at_people(column: Column[Any]) -> bool:
    return any(key.column.table.name == "people" for key in column.foreign_keys)


def _without(said: dict[str, Any], was: str, number: str) -> dict[str, Any]:
    """Replace `was` by `number`; return the same object if nothing changes, so that no row is written."""
    if was not in said.values():
        return said
    return {name: number if value == was else value for name, value in said.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
