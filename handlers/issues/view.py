"""View model of an issue for its messages."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.issues.blocks import Alike, IssueView
from handlers.slack.links import link_to
from handlers.text import say
from handlers.text.dates import today_of
from handlers.text.titles import coded_title
from storage.issues.announcements import card_of
from storage.issues.issues import Issue, IssueKind, IssueState, first_line
from storage.issues.lists import alike
from storage.issues.photos import photos_of_issue
from storage.issues.reporters import reporters_of
from storage.organisation.departments import Department
from storage.organisation.people import Person
from storage.organisation.workspaces import Workspace
from storage.tasks.tasks import Task

_LINE = 80


def issue_view(session: Session, workspace: Workspace, issue: Issue, now: datetime, language: str) -> IssueView:
    """Build the view model: texts in `language`, the age in days as of `now`."""
    people = reporters_of(session, issue)
    photos = photos_of_issue(session, workspace.id, issue.id)
    today = today_of(now, workspace.zone)
    into = session.get(Issue, issue.merged_into_id) if issue.merged_into_id else None
    return IssueView(
        number=issue.number,
        version=issue.version,
        kind=issue.kind,
        state=issue.state,
        urgency=issue.urgency,
        urgent_because=issue.urgent_because,
        title=issue.title,
        text=issue.text,
        place=issue.place,
        task=_task(session, issue, language),
        reporter=_slack_id(session, issue.reporter_id),
        more_reporters=max(0, len(people) - 1),
        caller=issue.caller,
        reported_at=issue.reported_at,
        zone=workspace.zone,
        days_old=(today - today_of(issue.reported_at, workspace.zone)).days,
        department=session.get_one(Department, issue.department_id).name if issue.department_id else "",
        assignee=_slack_id(session, issue.assignee_id),
        due_on=issue.due_on,
        merged_into=into.number if into is not None else None,
        proposal=_proposal(issue, language),
        photos_lost=[(photo.name, photo.error) for photo in photos if photo.is_lost],
        source=issue.source,
        link=link_to(workspace, card_of(session, issue)),
    )


def looks_like(session: Session, issue: Issue, now: datetime) -> list[Alike]:
    """Return earlier open issues similar to this one; empty once it has been taken up, and for proposals."""
    if issue.state != IssueState.RECEIVED or issue.kind != IssueKind.PROBLEM:
        return []
    found = alike(session, issue.workspace_id, issue.text, issue.place, issue.task_id, now, but=issue.id)
    return [Alike(each.number, first_line(each)[:_LINE]) for each in found if each.id < issue.id]


def _task(session: Session, issue: Issue, language: str) -> str:
    task = session.get(Task, issue.task_id) if issue.task_id else None
    return coded_title(language, task) if task is not None else ""


def _proposal(issue: Issue, language: str) -> list[str]:
    if issue.kind != IssueKind.PROPOSAL:
        return []
    indicator = f"{issue.indicator} ({issue.unit})" if issue.unit else issue.indicator
    parts = (("sector", issue.sector), ("indicator", indicator))
    return [f"{say(language, f'field.{name}')}: {value}" for name, value in parts if value]


def _slack_id(session: Session, person_id: int | None) -> str:
    return session.get_one(Person, person_id).slack_id if person_id else ""
