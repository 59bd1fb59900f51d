"""Registration of an issue: its number, first reporter and first history entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, update
from sqlalchemy.orm import Session

from storage.db.base import enter
from storage.history import note
from storage.issues.issues import SUBJECT, Issue, IssueKind, Urgency
from storage.issues.reporters import Reporter
from storage.organisation.people import Person
from storage.organisation.workspaces import Workspace
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


def create_issue(
    session: Session, reporter: Person, text: str, now: datetime, details: IssueDetails | None = None
) -> Issue:
    """Register an issue under the city's next number, with its reporter and history. Raises EmptyText, TooLong."""
    details = details or IssueDetails()
    issue = Issue(
        workspace_id=reporter.workspace_id,
        number=_next_number(session, reporter.workspace_id),
        kind=details.kind,
        urgency=details.urgency,
        urgent_because=clean_line(details.urgent_because),
        title=clean_line(details.title),
        text=clean_text(text),
        place=clean_line(details.place),
        sector=clean_line(details.sector, 50),
        indicator=clean_line(details.indicator),
        unit=clean_line(details.unit, 20),
        task_id=details.task_id,
        reporter_id=reporter.id,
        reported_at=now,
        moved_at=now,
        caller=clean_line(details.caller, 100),
        caller_contact=clean_line(details.caller_contact, 100),
        source=details.source[:300],
        department_id=details.department_id,
    )
    session.add(issue)
    session.flush()
    enter(session, Reporter, workspace_id=issue.workspace_id, issue_id=issue.id, person_id=reporter.id, at=now)
    note(session, issue.workspace_id, SUBJECT, issue.id, "reported", now, by=reporter.id, after={"text": issue.text})
    return issue


def _next_number(session: Session, workspace_id: int) -> int:
    # One statement, so that two registrations at once on PostgreSQL wait for each other and never share a number.
    return int(session.execute(_COUNT_ISSUE, {"city": workspace_id}).scalar_one())
