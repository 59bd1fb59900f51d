"""Updates of written votes as time passes: counting at the deadline, also after downtime, and changes of members."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.meetings.view import committee_of
from handlers.slack.requests import Request
from handlers.written_votes.ballots import WRITTEN_VOTE
from handlers.written_votes.written_votes import end, hand_out
from schedules.calendar import calendar_of
from schedules.deadlines import deadline_of
from storage.meetings.meetings import Meeting
from storage.organisation.people import Person
from storage.organisation.seats import voters_of
from storage.organisation.workspaces import Workspace
from storage.outbox.notices import show_again
from storage.written_votes.ballots import SUBJECT as BALLOT
from storage.written_votes.ballots import give_ballots
from storage.written_votes.written_votes import caller_of, open_written_votes


def keep_written_votes(session: Session, workspace: Workspace, now: datetime) -> None:
    """Bring the members of each open written vote up to date, and close it if its deadline is over."""
    zone = calendar_of(workspace).zone
    for there in open_written_votes(session, workspace.id):
        request = Request(session, workspace, _on_behalf_of(session, there), now)
        _keep_members(request, there)
        if deadline_of(there, zone) <= now:
            end(request, there, None)


def _keep_members(request: Request, there: Meeting) -> None:
    """Give new members a ballot, and stop counting the ballots of former members."""
    new, changed = give_ballots(
        request.session, there, voters_of(request.session, committee_of(request.session, there))
    )
    hand_out(request, there, new)
    for each in changed:
        show_again(request.session, request.workspace.id, BALLOT, each.id)
    if new or changed:
        show_again(request.session, request.workspace.id, WRITTEN_VOTE, there.id)


def _on_behalf_of(session: Session, there: Meeting) -> Person:
    """Return the person in whose name the vote is closed: the secretary, or else the caller."""
    committee = committee_of(session, there)
    secretary = session.get(Person, committee.secretary_id) if committee.secretary_id else None
    caller = caller_of(session, there)
    found = secretary or caller
    assert found is not None
    return found
