"""Urgent issues: proposed by anybody, sent to the higher committee by an officer of the one that receives issues."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from storage.db.errors import Lacking, NotAllowed
from storage.issues.announcements import add_entry
from storage.issues.issues import Issue, Urgency
from storage.issues.roles import officers
from storage.organisation.committees import Committee, committee_receiving_issues
from storage.organisation.people import Person
from storage.outbox.notices import NoticeKind, Topic, notify
from storage.parsing.text import clean_line


def propose_urgent(session: Session, issue: Issue, reason: str, by: Person, now: datetime) -> None:
    """Mark an issue as urgent, with a reason, and notify its reporters; anybody may. Raises Lacking, TooLong."""
    because = clean_line(reason)
    if not because:
        raise Lacking("urgent_because")
    issue.urgency, issue.urgent_because = Urgency.URGENT, because
    add_entry(session, issue, "urgent", by, now, after={"reason": because})


def send_up(session: Session, issue: Issue, by: Person, now: datetime) -> None:
    """Send an urgent issue to the higher committee's channel and notify its reporters. Raises NotAllowed."""
    above = committee_above(session, by)
    if above is None:
        raise NotAllowed("urgent", tuple(each.slack_id for each in officers(session, issue.workspace_id)))
    entry = add_entry(session, issue, "sent_up", by, now, after={"committee": above.name})
    notify(session, issue.workspace_id, Topic.of_entry(NoticeKind.URGENT, entry), above.channel, now)


def committee_above(session: Session, person: Person) -> Committee | None:
    """Return the committee to which this person may send urgent issues, or None.

    It is above the one that receives issues, whose chair and secretary may do so and nobody else.
    """
    committee = committee_receiving_issues(session, person.workspace_id)
    if person.id not in (committee.chair_id, committee.secretary_id) or committee.reports_to_id is None:
        return None
    return session.get(Committee, committee.reports_to_id)
