"""Lists of submitted and missing reports: of a round that is open, and of one that was closed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.organisation.departments import department_named
from storage.rounds.closing import close, reopen
from storage.rounds.lists import RoundStatus, Seen, round_by_department, round_status
from storage.rounds.rounds import Round, RoundState
from storage.tasks.progress import Entry, Rating, enter_report
from storage.tasks.tasks import Task
from tests.cast import Cast


def test_a_list_counts_what_is_reported_missing_and_late_and_is_in_order() -> None:
    tasks = [
        Seen(1, "B-02", "도로과", "on_track", late=False),
        Seen(2, "B-03", "건축과", "", late=False),
        Seen(3, "B-01", "도로과", "delayed", late=True),
        Seen(4, "B-09", "", "achieved", late=True),
    ]
    status = RoundStatus(None, tasks)
    assert [task.code for task in status.tasks] == ["B-09", "B-03", "B-01", "B-02"]
    assert (status.total, status.reported, status.missing, status.late) == (4, 3, 1, 2)
    assert not status.is_closed
    assert RoundStatus(Round(state=RoundState.CLOSED), tasks).is_closed
    assert not RoundStatus(Round(state=RoundState.OPEN), tasks).is_closed


def entered(session: Session, cast: Cast) -> dict[str, Task]:
    """Enter four tasks: one of 도로과, two of 건축과 and one of none; another city has one too."""
    city = cast.owner.workspace_id
    road, building = (department_named(session, city, name).id for name in ("도로과", "건축과"))
    places = {"B-01": road, "B-02": building, "B-03": building, "B-04": None}
    tasks = {code: Task(workspace_id=city, code=code, title=code, department_id=of) for code, of in places.items()}
    elsewhere = Task(workspace_id=cast.outsider.workspace_id, code="B-01", title="다른 시")
    session.add_all([*tasks.values(), elsewhere])
    session.flush()
    return tasks


def report_two(session: Session, tasks: dict[str, Task], cast: Cast, now: datetime) -> None:
    """Report on one task of each department for the second quarter, the first of them late."""
    enter_report(session, tasks["B-02"], (2025, 2), Entry(Rating.ON_TRACK), cast.owner, now, late=True)
    enter_report(session, tasks["B-01"], (2025, 2), Entry(Rating.ACHIEVED), cast.owner, now)


def add_task(session: Session, task: Task, code: str) -> None:
    """Add a task to the department of that one."""
    session.add(Task(workspace_id=task.workspace_id, code=code, title=code, department_id=task.department_id))
    session.flush()


def test_a_rounds_tasks_are_as_they_are_now_until_it_is_closed(database: Database, cast: Cast, now: datetime) -> None:
    city = cast.owner.workspace_id

    def listed(status: RoundStatus) -> list[tuple[str, str, str, bool]]:
        assert all(each.task_id == tasks[each.code].id for each in status.tasks if each.code in tasks)
        return [(each.code, each.department, each.rating, each.late) for each in status.tasks]

    nothing = [("B-04", "", "", False), ("B-02", "건축과", "", False), ("B-03", "건축과", "", False)]
    nothing += [("B-01", "도로과", "", False)]
    reported = [nothing[0], ("B-02", "건축과", "on_track", True), nothing[2], ("B-01", "도로과", "achieved", False)]
    with database.writing() as session:
        tasks = entered(session, cast)
        close(session, city, 2025, 1, cast.officer, now)  # the first quarter's entries are no part of the second's
        assert listed(round_status(session, city, 2025, 2)) == nothing
        assert listed(close(session, city, 2025, 2, cast.officer, now)) == nothing
        report_two(session, tasks, cast, now)
        assert listed(round_status(session, city, 2025, 2)) == nothing
        reopen(session, city, 2025, 2, "빠졌습니다", cast.officer, now)
        assert listed(round_status(session, city, 2025, 2)) == reported
        close(session, city, 2025, 2, cast.officer, now)
        add_task(session, tasks["B-01"], "B-22")
        assert listed(round_status(session, city, 2025, 2)) == reported
        assert listed(round_status(session, city, 2025, 3)) == [*nothing, ("B-22", "도로과", "", False)]


def test_departments_owe_the_tasks_of_now_until_the_round_is_closed(
    database: Database, cast: Cast, now: datetime
) -> None:
    city = cast.owner.workspace_id

    def owed(quarter: int) -> list[tuple[str, int, int]]:
        found = round_by_department(session, city, 2025, quarter)
        assert [each.id for each in found] == [number[each.name] for each in found]
        return [(each.name, each.owed, each.given) for each in found]

    with database.writing() as session:
        tasks = entered(session, cast)
        number = {"": None, "건축과": tasks["B-02"].department_id, "도로과": tasks["B-01"].department_id}
        close(session, city, 2025, 1, cast.officer, now)
        close(session, city, 2025, 2, cast.officer, now)
        report_two(session, tasks, cast, now)
        add_task(session, tasks["B-01"], "B-22")
        assert owed(2) == [("", 1, 0), ("건축과", 2, 1), ("도로과", 1, 1)]
        assert owed(3) == [("건축과", 2, 0), ("도로과", 2, 0), ("", 1, 0)]
        reopen(session, city, 2025, 2, "새 과제", cast.officer, now)
        assert owed(2) == [("", 1, 0), ("건축과", 2, 1), ("도로과", 2, 1)]
