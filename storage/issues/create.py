"""Registration of an issue: its number, first reporter, first history entry, and who hears of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, insert, update
from sqlalchemy.orm import Session

from storage.db.base import enter
from storage.db.errors import Lacking
from storage.history import Change, note
from storage.issues.announcements import add_photos
from storage.issues.issues import SUBJECT, Issue, IssueKind, Urgency
from storage.issues.photos import FileSent
from storage.issues.reporters import Reporter
from storage.organisation.committees import Committee, committee_receiving_issues
from storage.organisation.people import Person
from storage.organisation.workspaces import Workspace
from storage.outbox.notices import NoticeKind, Topic, notify
from storage.parsing.text import clean_line, clean_text

_cities = cast(Table, Workspace.__table__)
_COUNT_ISSUE = (
    update(_cities)
    .where(_cities.c.id == bindparam("city"))
    .values(last_issue_number=_cities.c.last_issue_number + 1)
    .returning(_cities.c.last_issue_number)
)


@dataclass(frozen=True)
class IssueDetails:
    """Details given when an issue is registered, besides its text; "" and None mean that none was given."""

    place: str = ""
    task_id: int | None = None
    urgency: Urgency = Urgency.NORMAL
    urgent_because: str = ""
    caller: str = ""
    caller_contact: str = ""
    source: str = ""
    kind: IssueKind = IssueKind.PROBLEM
    title: str = ""
    sector: str = ""
    indicator: str = ""
    unit: str = ""
    department_id: int | None = None


@dataclass(frozen=True)
class Registered:
    """A new issue, and the committee that received it."""

    issue: Issue
    committee: Committee


def register(
    session: Session,
    reporter: Person,
    text: str,
    now: datetime,
    details: IssueDetails,
    files: Sequence[FileSent] = (),
) -> Registered:
    """Register an issue: send its card to the committee, a receipt to the reporter, and the photos under the card.

    Raises Lacking for an urgent issue without a reason and for a proposal without a title, EmptyText, TooLong, and
    NotFound if no committee receives issues.
    """
    issue = create_issue(session, reporter, text, now, details)
    committee = committee_receiving_issues(session, issue.workspace_id)
    for kind, recipient in ((NoticeKind.CARD, committee.cards_channel), (NoticeKind.RECEIPT, reporter.slack_id)):
        notify(session, issue.workspace_id, Topic(kind, SUBJECT, issue.id), recipient, now)
    if files:
        add_photos(session, issue, files, reporter, now)
    return Registered(issue, committee)


def create_issue(
    session: Session, reporter: Person, text: str, now: datetime, details: IssueDetails | None = None
) -> Issue:
    """Store an issue under the city's next number, with its reporter and history; nobody is notified.

    Raises Lacking, EmptyText, TooLong.
    """
    details = details or IssueDetails()
    is_urgent = details.urgency == Urgency.URGENT
    if is_urgent and not details.urgent_because.strip():
        raise Lacking("urgent_because")
    if details.kind == IssueKind.PROPOSAL and not details.title.strip():
        raise Lacking("proposal_title")
    values = {
        "workspace_id": reporter.workspace_id,
        "number": _next_number(session, reporter.workspace_id),
        "kind": details.kind,
        "urgency": details.urgency,
        "urgent_because": clean_line(details.urgent_because) if is_urgent else "",
        "title": clean_line(details.title),
        "text": clean_text(text),
        "place": clean_line(details.place),
        "sector": clean_line(details.sector, 50),
        "indicator": clean_line(details.indicator),
        "unit": clean_line(details.unit, 20),
        "task_id": details.task_id,
        "reporter_id": reporter.id,
        "reported_at": now,
        "moved_at": now,
        "caller": clean_line(details.caller, 100),
        "caller_contact": clean_line(details.caller_contact, 100),
        "source": details.source[:300],
        "department_id": details.department_id,
    }
    # One statement: a new issue leaves the plan as it is, so nothing waits for the unit of work.
    issue = session.scalars(insert(Issue).returning(Issue), [values]).one()
    enter(session, Reporter, workspace_id=issue.workspace_id, issue_id=issue.id, person_id=reporter.id, at=now)
    reported = Change(SUBJECT, issue.id, "reported", after={"text": issue.text})
    note(session, issue.workspace_id, reported, now, by=reporter.id)
    return issue


def _next_number(session: Session, workspace_id: int) -> int:
    # One statement, so that two registrations at once on PostgreSQL wait for each other and never share a number.
    return int(session.execute(_COUNT_ISSUE, {"city": workspace_id}).scalar_one())
