"""Lists of submitted and missing reports: of a round that is open, and of one that was closed."""

from __future__ import annotations

from dataclasses import astuple
from datetime import datetime

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


def test_a_round_is_read_by_task_and_by_department_open_or_closed(
    database: Database, cast: Cast, now: datetime
) -> None:
    """Three tasks of two departments and one of none: two are reported, one of them late, in the second closing."""
    city = cast.owner.workspace_id
    with database.writing() as session:
        building, road = (department_named(session, city, name).id for name in ("건축과", "도로과"))
        places = {"B-01": road, "B-02": building, "B-03": building, "B-04": None}
        tasks = {code: Task(workspace_id=city, code=code, title=code, department_id=of) for code, of in places.items()}
        elsewhere = Task(workspace_id=cast.outsider.workspace_id, code="B-01", title="다른 시")
        session.add_all([*tasks.values(), elsewhere])
        session.flush()
        number = {code: task.id for code, task in tasks.items()}
        nothing = [
            (number["B-04"], "B-04", "", "", False),
            (number["B-02"], "B-02", "건축과", "", False),
            (number["B-03"], "B-03", "건축과", "", False),
            (number["B-01"], "B-01", "도로과", "", False),
        ]
        assert [tuple(each) for each in close(session, city, 2025, 2, cast.officer, now).tasks] == nothing
        enter_report(session, tasks["B-02"], (2025, 2), Entry(Rating.ON_TRACK), cast.owner, now, late=True)
        enter_report(session, tasks["B-01"], (2025, 2), Entry(Rating.ACHIEVED), cast.owner, now)
        assert [tuple(each) for each in round_status(session, city, 2025, 2).tasks] == nothing
        reopen(session, city, 2025, 2, "빠졌습니다", cast.officer, now)
        reported = [
            nothing[0],
            (number["B-02"], "B-02", "건축과", "on_track", True),
            nothing[2],
            (number["B-01"], "B-01", "도로과", "achieved", False),
        ]
        departments = [(None, "", 1, 0), (building, "건축과", 2, 1), (road, "도로과", 1, 1)]
        for is_closed in (False, True):
            if is_closed:
                close(session, city, 2025, 2, cast.officer, now)
            status = round_status(session, city, 2025, 2)
            assert (status.is_closed, [tuple(each) for each in status.tasks]) == (is_closed, reported)
            assert [astuple(each) for each in round_by_department(session, city, 2025, 2)] == departments
        added = Task(workspace_id=city, code="B-22", title="신규 과제", department_id=road)
        session.add(added)
        session.flush()
        assert len(round_status(session, city, 2025, 2).tasks) == 4
        assert [tuple(each) for each in round_status(session, city, 2025, 3).tasks][-1] == (
            added.id,
            "B-22",
            "도로과",
            "",
            False,
        )
        assert [astuple(each) for each in round_by_department(session, city, 2025, 3)] == [
            (building, "건축과", 2, 0),
            (road, "도로과", 2, 0),
            (None, "", 1, 0),
        ]
