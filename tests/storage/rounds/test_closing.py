"""Closing and reopening a round: what is counted, kept in the history, and refused."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

import pytest

from storage.db.database import Database
from storage.db.errors import Changed, Lacking
from storage.history import history_of
from storage.rounds.closing import close, reopen
from storage.rounds.rounds import is_closed, round_of
from storage.tasks.progress import Entry, Rating, enter_report
from storage.tasks.tasks import Task
from tests.cast import Cast


def test_each_closing_is_counted_and_in_the_history(database: Database, cast: Cast, now: datetime) -> None:
    city, later = cast.owner.workspace_id, now + timedelta(days=1)
    with database.writing() as session:
        tasks = [Task(workspace_id=city, code=code, title="시범사업") for code in ("B-02", "B-03")]
        session.add_all(tasks)
        session.flush()
        enter_report(session, tasks[0], (2025, 2), Entry(Rating.ON_TRACK), cast.owner, now)
        close(session, city, 2025, 2, cast.officer, now)
        reopen(session, city, 2025, 2, unicodedata.normalize("NFD", " 빠졌습니다\n"), cast.owner, later)
        assert not is_closed(session, city, 2025, 2)
        found = close(session, city, 2025, 2, cast.owner, later).round
        assert found is not None
        assert (found.closing, found.closed_at, found.closed_by_id) == (2, later, cast.owner.id)
        assert is_closed(session, city, 2025, 2)
        entries = [
            (each.action, each.person_id, each.at, each.after) for each in history_of(session, city, "round", found.id)
        ]
    assert entries == [
        ("closed", cast.officer.id, now, {"closing": 1, "tasks": 2, "reported": 1}),
        ("reopened", cast.owner.id, later, {"closing": 1, "reason": "빠졌습니다"}),
        ("closed", cast.owner.id, later, {"closing": 2, "tasks": 2, "reported": 1}),
    ]


def test_a_round_is_closed_once_and_reopened_once_with_a_reason(database: Database, cast: Cast, now: datetime) -> None:
    city = cast.owner.workspace_id
    with database.writing() as session:
        with pytest.raises(Changed) as never:
            reopen(session, city, 2025, 2, "빠졌습니다", cast.officer, now)
        close(session, city, 2025, 2, cast.officer, now)
        with pytest.raises(Changed) as closed:
            close(session, city, 2025, 2, cast.owner, now)
        with pytest.raises(Lacking) as lacking:
            reopen(session, city, 2025, 2, " \n", cast.officer, now)
        assert is_closed(session, city, 2025, 2)
        reopen(session, city, 2025, 2, "빠졌습니다", cast.officer, now)
        with pytest.raises(Changed) as reopened:
            reopen(session, city, 2025, 2, "빠졌습니다", cast.officer, now)
    assert [each.value.by for each in (never, closed, reopened)] == ["", "U0OFFICER", ""]
    assert lacking.value.field == "reason"


def test_a_round_is_that_of_its_city_year_and_quarter(database: Database, cast: Cast, now: datetime) -> None:
    city = cast.owner.workspace_id
    with database.writing() as session:
        closed = close(session, city, 2025, 2, cast.officer, now).round
        assert round_of(session, city, 2025, 2) is closed
        for other in ((cast.outsider.workspace_id, 2025, 2), (city, 2024, 2), (city, 2025, 3)):
            assert round_of(session, *other) is None
            assert not is_closed(session, *other)
