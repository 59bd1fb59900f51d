"""인사발령: hand over all of a person's responsibilities to another person, with an entry in each record's history."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.action_items.action_items import ActionItem, ActionState
from storage.db.base import Base
from storage.db.errors import HandoverRefused
from storage.history import Change, note
from storage.issues.issues import OPEN, Issue
from storage.organisation.committees import Committee
from storage.organisation.departments import Department
from storage.organisation.people import Person
from storage.organisation.seats import Part, Seat
from storage.tasks.tasks import Task


@dataclass(frozen=True)
class Holding:
    """A kind of responsibility: a record's column that names a person.

    `states` are the record states in which it counts; None means all.
    """

    name: str
    subject: str  # the record's name in the history
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
        frozenset(ActionState) - {ActionState.DONE, ActionState.CANCELLED},
    ),
)
SEATS = "seats"


def held_by(session: Session, person: Person) -> dict[str, Sequence[Base]]:
    """Return a person's responsibilities by the name of the holding; empty ones are left out."""
    found: dict[str, Sequence[Base]] = {each.name: _held(session, person, each) for each in HOLDINGS}
    found[SEATS] = _seats(session, person)
    return {name: records for name, records in found.items() if records}


def hand_over(session: Session, old: Person, new: Person, by: Person, now: datetime) -> int:
    """Hand over all responsibilities and memberships from `old` to `new`; return their number.

    `new` gets the department of `old` if they have none. A second call returns 0. Raises HandoverRefused.
    """
    check_handover(old, new)
    moved = 0
    for holding in HOLDINGS:
        for record in _held(session, old, holding):
            # Nobody may be their own deputy or assistant.
            to = None if record is new else new.id
            setattr(record, holding.column, to)
            before, after = {holding.name: old.slack_id}, {holding.name: new.slack_id if to else ""}
            change = Change(holding.subject, record.id, "handed_over", before, after)
            note(session, old.workspace_id, change, now, by=by.id)
            moved += 1
    moved += _hand_over_seats(session, old, new, by, now)
    new.department_id = new.department_id or old.department_id
    session.flush()
    return moved


def check_handover(old: Person, new: Person) -> None:
    """Check that `new` can take over from `old`.

    Raises HandoverRefused if they are the same person, or if `new` has left, is a bot or a guest.
    """
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
    """Move memberships and return their number; `old` is excluded from those committees.

    `new` becomes a member where `old` was one, and a member stays a member.
    """
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
        note(session, old.workspace_id, Change("seat", seat.id, "handed_over", before, after), now, by=by.id)
    return len(seats)
