"""인사발령: everything that one person holds goes to another at once, and each record's history says so."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.action_items import ActionItem, ActionState
from storage.base import Base
from storage.committees import Committee
from storage.errors import HandoverRefused
from storage.history import note
from storage.issues import OPEN, Issue
from storage.people import Department, Person
from storage.seats import Part, Seat
from storage.tasks import Task


@dataclass(frozen=True)
class Holding:
    """One way of holding something: a record's column. `states` are those in which it still counts."""

    name: str
    subject: str  # in the history
    record: Any
    column: str
    states: Collection[str] | None = None


HOLDINGS = (
    Holding("owns", "task", Task, "owner_id"),
    Holding("leads", "task", Task, "team_leader_id"),
    Holding("heads", "department", Department, "head_id"),
    Holding("answers_for", "department", Department, "contact_id"),
    Holding("chairs", "committee", Committee, "chair_id"),
    Holding("keeps", "committee", Committee, "secretary_id"),
    Holding("deputy_of", "person", Person, "deputy_id"),
    Holding("assistant_of", "person", Person, "assistant_id"),
    Holding("handles", "issue", Issue, "assignee_id", OPEN),
    Holding(
        "follows_up",
        "action_item",
        ActionItem,
        "owner_id",
        frozenset(ActionState) - {ActionState.DONE, ActionState.TAKEN_BACK},
    ),
)
SEATS = "seats"


def held_by(session: Session, person: Person) -> dict[str, Sequence[Base]]:
    """What a person holds, by the name of the holding; what they hold nothing of is left out."""
    found: dict[str, Sequence[Base]] = {each.name: _held(session, person, each) for each in HOLDINGS}
    found[SEATS] = _seats(session, person)
    return {name: records for name, records in found.items() if records}


def hand_over(session: Session, old: Person, new: Person, by: Person, now: datetime) -> int:
    """How many things went. Raises HandoverRefused."""
    check_handover(old, new)
    moved = 0
    for holding in HOLDINGS:
        for record in _held(session, old, holding):
            # Nobody is their own deputy.
            to = None if record is new else new.id
            setattr(record, holding.column, to)
            before, after = {holding.name: old.slack_id}, {holding.name: new.slack_id if to else ""}
            number = record.id
            note(
                session,
                old.workspace_id,
                holding.subject,
                number,
                "handed_over",
                now,
                by=by.id,
                before=before,
                after=after,
            )
            moved += 1
    moved += _hand_over_seats(session, old, new, by, now)
    new.department_id = new.department_id or old.department_id
    session.flush()
    return moved


def check_handover(old: Person, new: Person) -> None:
    """Raises HandoverRefused."""
    if old.id == new.id:
        raise HandoverRefused("same")
    if new.gone or new.is_bot or new.is_guest:
        raise HandoverRefused("new")


def _held(session: Session, person: Person, holding: Holding) -> list[Any]:
    record = holding.record
    query = select(record).where(
        record.workspace_id == person.workspace_id, getattr(record, holding.column) == person.id
    )
    if holding.states is not None:
        query = query.where(record.state.in_(holding.states))
    return list(session.scalars(query.order_by(record.id)))


def _seats(session: Session, person: Person) -> list[Seat]:
    query = select(Seat).where(
        Seat.workspace_id == person.workspace_id,
        Seat.person_id == person.id,
        Seat.part.in_((Part.MEMBER, Part.OBSERVER)),
    )
    return list(session.scalars(query.order_by(Seat.id)))


def _hand_over_seats(session: Session, old: Person, new: Person, by: Person, now: datetime) -> int:
    """A member stays one; who observed and takes a member's seat becomes one."""
    seats = _seats(session, old)
    for seat in seats:
        theirs = session.scalar(
            select(Seat).where(
                Seat.workspace_id == old.workspace_id,
                Seat.committee_id == seat.committee_id,
                Seat.person_id == new.id,
            )
        )
        if theirs is None:
            theirs = Seat(workspace_id=old.workspace_id, committee_id=seat.committee_id, person_id=new.id)
            theirs.in_channel = False
            session.add(theirs)
        if theirs.part != Part.MEMBER:
            theirs.part = seat.part
        before, after = {SEATS: old.slack_id, "part": seat.part}, {SEATS: new.slack_id, "part": theirs.part}
        seat.part = Part.EXCLUDED
        note(session, old.workspace_id, "seat", seat.id, "handed_over", now, by=by.id, before=before, after=after)
    return len(seats)
