"""One task as `/cn status <code>` shows it, read from the database without Slack."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest

from handlers.slack.requests import Request
from handlers.tasks.task_status import one_task
from storage.db.database import Database
from storage.organisation.workspaces import Workspace
from storage.tasks.milestones import Milestone
from storage.tasks.plan_changes import move_milestone
from storage.tasks.tasks import Task
from tests.cast import Cast


@pytest.mark.parametrize("name", ["대상지 선정", ""])  # "" is the task's end
def test_a_moved_date_is_in_the_history_with_both_dates_and_the_reason(
    database: Database, cast: Cast, now: datetime, name: str
) -> None:
    with database.writing() as session:
        city = session.get_one(Workspace, cast.owner.workspace_id)
        task = Task(workspace_id=city.id, code="B-02", title="시범사업")
        session.add(task)
        session.flush()
        milestone = Milestone(workspace_id=city.id, task_id=task.id, name=name, due=date(2025, 6, 13))
        session.add(milestone)
        session.flush()
        move_milestone(session, task, milestone, date(2025, 6, 20), "설계 <지연>", cast.owner, now)
        move_milestone(session, task, milestone, date(2025, 6, 18), "앞당김", None, now)
        lines = one_task(Request(session, city, cast.officer, now), "B-02").text.splitlines()
    later, earlier = lines[-2:]
    assert re.findall(r"2025-\d\d-\d\d", later) == ["2025-06-13", "2025-06-20"]
    assert re.findall(r"2025-\d\d-\d\d", earlier) == ["2025-06-20", "2025-06-18"]
    assert later.count(name) == 2 or not name
    assert ("<@U0OWNER>" in later, "설계 &lt;지연&gt;" in later) == (True, True)
    assert ("<@" in earlier, "앞당김" in earlier) == (False, True)
