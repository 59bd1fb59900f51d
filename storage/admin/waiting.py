"""Matters for a secretary besides due dates: unassigned work, undelivered messages, unconfirmed members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.admin.unassigned import Unassigned, unassigned_in
from storage.organisation.committees import Committee
from storage.organisation.people import Person
from storage.organisation.seats import Seat, waits_for_secretary
from storage.outbox.fallback import undeliverable
from storage.outbox.messages import Message


@dataclass(frozen=True)
class Waiting:
    """Matters that need a secretary's attention. `seats` counts unconfirmed people by the committee's name."""

    unassigned: Unassigned
    undeliverable: list[Message]
    seats: dict[str, int]

    @property
    def anything(self) -> bool:
        """Return whether any of the three is not empty."""
        return bool(self.unassigned.count or self.undeliverable or self.seats)


# Undelivered messages are in two weekly digests; the health status stays red until they are dealt with.
_LISTED_FOR = timedelta(days=14)


def waiting_in(session: Session, workspace_id: int, most: int, today: date) -> Waiting:
    """Return the matters, with the first `most` unassigned tasks and departments.

    Undelivered messages are those that were due in the 14 days before `today`, or later.
    """
    seats: dict[str, int] = {}
    query = (
        select(Seat, Committee)
        .join(Committee, Committee.id == Seat.committee_id)
        .join(Person, Person.id == Seat.person_id)
        .where(Seat.workspace_id == workspace_id, Person.gone.is_(False))
        .order_by(Committee.id)
    )
    for seat, committee in session.execute(query):
        if waits_for_secretary(seat, committee):
            seats[committee.name] = seats.get(committee.name, 0) + 1
    since = today - _LISTED_FOR
    lost = [message for message in undeliverable(session, workspace_id) if message.due_at.date() >= since]
    return Waiting(unassigned_in(session, workspace_id, most), lost, seats)
