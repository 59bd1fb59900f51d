"""The stage of an issue or a task: plan, run, check, policy."""

from __future__ import annotations

from datetime import datetime

import pytest

from storage.db.database import Database
from storage.issues.create import IssueDetails, create_issue
from storage.issues.issues import IssueState
from storage.meetings.agenda_editing import put_on_agenda
from storage.overviews.stages import Stage, stage_of_issue, stage_of_task
from storage.tasks.progress import Entry, Rating, enter_report
from storage.tasks.tasks import Task
from tests.cast import Cast
from tests.storage.meetings.test_agenda import a_meeting


@pytest.mark.parametrize(
    ("state", "policy", "stage"),
    [
        (IssueState.RECEIVED, "", Stage.PLAN),
        (IssueState.UNDER_REVIEW, "", Stage.PLAN),
        (IssueState.PLANNED, "", Stage.RUN),
        (IssueState.IN_PROGRESS, "", Stage.RUN),
        (IssueState.DONE, "", Stage.CHECK),
        (IssueState.CLOSED, "", Stage.CHECK),
        (IssueState.IN_PROGRESS, "ordinance", Stage.POLICY),
    ],
)
def test_an_issues_stage(
    database: Database, cast: Cast, now: datetime, state: IssueState, policy: str, stage: Stage
) -> None:
    with database.writing() as session:
        issue = create_issue(session, cast.officer, "창호 결로", now)
        put_on_agenda(session, a_meeting(session, cast.officer), issue, cast.owner, now).policy = policy
        issue.state = state
        session.flush()
        assert stage_of_issue(session, issue) == stage


def test_a_tasks_stages_one_after_the_other(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        task = Task(workspace_id=cast.owner.workspace_id, code="B-01", title="ZEB", start_year=2026)
        session.add(task)
        session.flush()
        assert stage_of_task(session, task, 2025) == Stage.PLAN
        assert stage_of_task(session, task, 2026) == Stage.RUN
        enter_report(session, task, (2026, 1), Entry(Rating.ON_TRACK), cast.owner, now)
        assert stage_of_task(session, task, 2026) == Stage.CHECK
        issue = create_issue(session, cast.officer, "기준", now, IssueDetails(task_id=task.id))
        item = put_on_agenda(session, a_meeting(session, cast.officer), issue, cast.owner, now)
        item.policy = "standard"
        session.flush()
        assert stage_of_task(session, task, 2026) == Stage.POLICY
