"""The plan as lines of a list, read without each task's records."""

from __future__ import annotations

from datetime import date, datetime

from storage.db.database import Database
from storage.organisation.departments import department_named
from storage.overviews.task_status import plan_in_lines
from storage.tasks.milestones import Milestone
from storage.tasks.progress import Entry, Rating, enter_report
from storage.tasks.tasks import Task
from tests.cast import Cast


def test_a_line_names_department_owner_and_the_latest_rating_of_its_own_city(
    database: Database, cast: Cast, now: datetime
) -> None:
    city = cast.officer.workspace_id
    with database.writing() as session:
        department = department_named(session, city, "기후환경과")
        task = Task(workspace_id=city, code="T-02", title="창호", department_id=department.id, owner_id=cast.owner.id)
        bare = Task(workspace_id=city, code="T-01", title="조명")
        elsewhere = Task(workspace_id=cast.outsider.workspace_id, code="T-01", title="another city's")
        session.add_all([task, bare, elsewhere])
        session.flush()
        for quarter, rating in (
            ((2025, 4), Rating.ACHIEVED),
            ((2026, 1), Rating.DELAYED),
            ((2025, 3), Rating.ON_TRACK),
        ):
            enter_report(session, task, quarter, Entry(rating, reason="왜", action_plan="왜"), cast.owner, now)
        steps = ((task, date(2026, 4, 1), None), (bare, date(2026, 4, 2), None), (bare, date(2026, 4, 1), now))
        for of, due, done_at in steps:
            session.add(Milestone(workspace_id=city, task_id=of.id, name="step", due=due, done_at=done_at))
    with database.reading() as session:
        lines = plan_in_lines(session, city, date(2026, 4, 2))
    assert [(line.code, line.department, line.owner, line.rating, line.overdue) for line in lines] == [
        ("T-01", "", "", "", 0),
        ("T-02", "기후환경과", "U0OWNER", Rating.DELAYED, 1),
    ]
