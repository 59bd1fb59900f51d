"""Closing and reopening a reporting round: closing stores every task's state, reopening needs a reason."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict
from datetime import datetime

from sqlalchemy.orm import Session

from storage.db.errors import Changed, Lacking
from storage.history import Change, note
from storage.organisation.people import Person
from storage.rounds.lists import RoundStatus, Seen
from storage.rounds.rounds import Round, RoundEntry, RoundState, as_it_is, round_of


def close(session: Session, workspace_id: int, year: int, quarter: int, by: Person, now: datetime) -> RoundStatus:
    """Close the quarter's round, store every task's state, and return the closed round.

    Raises Changed if it is closed already.
    """
    found = round_of(session, workspace_id, year, quarter)
    if found is None:
        found = Round(workspace_id=workspace_id, year=year, quarter=quarter, state=RoundState.OPEN, closing=0)
        session.add(found)
    if found.is_closed:
        raise Changed(_closer(session, found))
    lines = list(as_it_is(session, workspace_id, year, quarter))  # its queries insert a new round: `found` has an id
    found.state, found.closing, found.closed_at, found.closed_by_id = RoundState.CLOSED, found.closing + 1, now, by.id
    session.add_all(
        RoundEntry(workspace_id=workspace_id, round_id=found.id, closing=found.closing, **asdict(line))
        for line in lines
    )
    status = RoundStatus(
        found, [Seen(line.task_id, line.code, line.department, line.rating, line.late) for line in lines]
    )
    after = {"closing": found.closing, "tasks": status.total, "reported": status.reported}
    note(session, workspace_id, Change("round", found.id, "closed", after=after), now, by=by.id)
    return status


def reopen(
    session: Session, workspace_id: int, year: int, quarter: int, reason: str, by: Person, now: datetime
) -> None:
    """Reopen the quarter's round; its stored state stays, and the next closing stores another.

    Raises Changed if the round is not closed any more, Lacking without a reason.
    """
    found, reason = round_of(session, workspace_id, year, quarter), unicodedata.normalize("NFC", reason).strip()
    if found is None or not found.is_closed:
        raise Changed("")
    if not reason:
        raise Lacking("reason")
    found.state = RoundState.OPEN
    after = {"closing": found.closing, "reason": reason}
    note(session, workspace_id, Change("round", found.id, "reopened", after=after), now, by=by.id)


def _closer(session: Session, round: Round) -> str:
    person = session.get(Person, round.closed_by_id) if round.closed_by_id else None
    return person.slack_id if person is not None else ""
