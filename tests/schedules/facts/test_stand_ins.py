"""Who is reminded instead of a person who has left: the same for a milestone and for an issue."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from schedules.calendar import calendar_of
from schedules.facts.facts import facts_of
from storage.db.database import Database
from storage.issues.issues import Issue
from storage.organisation.departments import Department
from storage.organisation.people import person_of
from storage.organisation.workspaces import workspace_made_if_new
from storage.tasks.milestones import Milestone
from storage.tasks.tasks import Task

NOW = datetime(2026, 4, 1, 0, 5, tzinfo=UTC)
TODAY, DUE = date(2026, 4, 1), date(2026, 4, 20)


@pytest.mark.parametrize(
    ("gone", "has_deputy", "reminded"),
    [
        ((), False, "U0OWNER"),
        (("U0OWNER",), True, "U0OWNER"),  # the deputy is notified for the owner
        (("U0OWNER",), False, "U0CONTACT"),
        (("U0OWNER", "U0CONTACT"), False, "U0HEAD"),
        (("U0OWNER", "U0CONTACT", "U0HEAD"), False, None),
        (("U0OWNER", "U0DEPUTY"), True, "U0CONTACT"),
    ],
)
def test_who_is_reminded_instead_of_a_person_who_has_left(
    database: Database, gone: tuple[str, ...], has_deputy: bool, reminded: str | None
) -> None:
    with database.writing() as session:
        workspace = workspace_made_if_new(session, "T0CITY")
        slack_ids = ("U0OWNER", "U0CONTACT", "U0HEAD", "U0DEPUTY")
        owner, contact, head, deputy = people = [person_of(session, workspace.id, each) for each in slack_ids]
        for person in people:
            person.gone = person.slack_id in gone
        owner.deputy_id = deputy.id if has_deputy else None
        department = Department(workspace_id=workspace.id, name="과", contact_id=contact.id, head_id=head.id)
        session.add(department)
        session.flush()
        task = Task(workspace_id=workspace.id, code="B-01", title="task", start_year=2030, end_year=2031)
        task.owner_id, task.department_id = owner.id, department.id
        issue = Issue(
            workspace_id=workspace.id, number=1, text="결로", reporter_id=head.id, reported_at=NOW, moved_at=NOW
        )
        issue.assignee_id, issue.department_id = owner.id, department.id
        session.add_all((task, issue))
        session.flush()
        session.add(Milestone(workspace_id=workspace.id, task_id=task.id, name="step", due=DUE))
        session.flush()
        facts = facts_of(session, workspace, calendar_of(workspace), TODAY, DUE)
    owners = [each.owner for each in facts.work if each.subject == "milestone"]
    assert [each and each.slack_id for each in (*owners, facts.issues[0].handler)] == [reminded, reminded]
