"""Facts about issues and drafts for the rules, read from the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from schedules.calendar import Calendar
from schedules.facts.stand_ins import ReaderOf, reader_or_stand_in
from schedules.rules.issues import AlikeFact, DraftFact, IssueFact
from schedules.rules.readers import Reader
from storage.issues.drafts import open_drafts
from storage.issues.issues import Issue, IssueKind
from storage.issues.lists import groups_of_three, open_issues
from storage.issues.reporters import Reporter
from storage.meetings.agenda import AgendaItem
from storage.organisation.departments import Department
from storage.organisation.workspaces import Workspace

# Only this many of the newest issues are compared for similarity: each is compared with each.
_COMPARED = 150
_ALIKE = 3


def issue_facts(
    session: Session,
    workspace: Workspace,
    calendar: Calendar,
    reader: ReaderOf,
    departments: Mapping[int, Department],
    secretary: Reader | None,
) -> Iterator[IssueFact]:
    """Yield a fact for each open issue.

    Its handler is the assignee, or else the department's contact, or else its head.
    """
    for issue in open_issues(session, workspace.id):
        department = departments.get(issue.department_id) if issue.department_id else None
        yield IssueFact(
            id=issue.id,
            moved_on=calendar.day_of(issue.moved_at),
            day=issue.due_on,
            is_assigned=issue.department_id is not None,
            handler=reader_or_stand_in(reader, issue.assignee_id, department),
            secretary=secretary,
            head=reader(department.head_id) if department else None,
        )


def alike_facts(
    session: Session, workspace: Workspace, calendar: Calendar, secretary: Reader | None
) -> Iterator[AlikeFact]:
    """Yield groups of three similar problems, and problems reported by three people.

    Issues on an agenda are left out.
    """
    taken = set(
        session.scalars(
            select(AgendaItem.issue_id).where(AgendaItem.workspace_id == workspace.id, AgendaItem.issue_id.is_not(None))
        )
    )
    waiting = [
        issue
        for issue in open_issues(session, workspace.id)
        if issue.kind == IssueKind.PROBLEM and issue.id not in taken
    ]
    groups = groups_of_three(waiting[-_COMPARED:])
    grouped = {issue.id for group in groups for issue in group}
    for group in groups:
        yield AlikeFact(group[0].id, calendar.day_of(group[2].reported_at), secretary)
    for issue, third in _reported_by_three(session, workspace, waiting):
        if issue.id not in grouped:
            yield AlikeFact(issue.id, calendar.day_of(third.at), secretary)


def _reported_by_three(session: Session, workspace: Workspace, issues: list[Issue]) -> Iterator[tuple[Issue, Reporter]]:
    rows: dict[int, list[Reporter]] = {}
    for row in session.scalars(select(Reporter).where(Reporter.workspace_id == workspace.id).order_by(Reporter.id)):
        rows.setdefault(row.issue_id, []).append(row)
    for issue in issues:
        if len(rows.get(issue.id, ())) >= _ALIKE:
            yield issue, rows[issue.id][_ALIKE - 1]


def draft_facts(session: Session, workspace: Workspace, calendar: Calendar, reader: ReaderOf) -> Iterator[DraftFact]:
    """Yield the open drafts whose writer can be notified, with the day of their last change."""
    for draft in open_drafts(session, workspace.id):
        writer = reader(draft.person_id)
        if writer is not None:
            yield DraftFact(draft.id, calendar.day_of(draft.last_at), writer)
