"""Updates of written votes as time passes: counting at the deadline, also after downtime, and changes of members."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.ballots import PROCEDURE
from handlers.listening import Asked
from handlers.meeting_shown import committee_of
from handlers.procedures import end, hand_out
from schedules.calendar import calendar_of
from schedules.deadlines import deadline_of
from storage.ballots import SUBJECT as BALLOT
from storage.ballots import give_ballots
from storage.meetings import Meeting
from storage.notices import show_again
from storage.people import Person
from storage.procedures import caller_of, open_procedures
from storage.seats import voters_of
from storage.workspaces import Workspace


def keep_procedures(session: Session, workspace: Workspace, now: datetime) -> None:
    """Bring the members of each open written vote up to date, and close it if its deadline is over."""
    zone = calendar_of(workspace).zone
    for there in open_procedures(session, workspace.id):
        asked = Asked(session, workspace, _on_behalf_of(session, there), now)
        _keep_members(asked, there)
        if deadline_of(there, zone) <= now:
            end(asked, there, None)


def _keep_members(asked: Asked, there: Meeting) -> None:
    """Give new members a ballot, and stop counting the ballots of former members."""
    new, changed = give_ballots(asked.session, there, voters_of(asked.session, committee_of(asked.session, there)))
    hand_out(asked, there, new)
    for each in changed:
        show_again(asked.session, asked.workspace.id, BALLOT, each.id)
    if new or changed:
        show_again(asked.session, asked.workspace.id, PROCEDURE, there.id)


def _on_behalf_of(session: Session, there: Meeting) -> Person:
    """Return the person in whose name the vote is closed: the secretary, or else the caller."""
    committee = committee_of(session, there)
    secretary = session.get(Person, committee.secretary_id) if committee.secretary_id else None
    caller = caller_of(session, there)
    found = secretary or caller
    assert found is not None
    return found
