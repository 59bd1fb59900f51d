"""A department's head confirms a report or sends it back; what is entered anew waits for them again."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.db.errors import Lacking, TooLong
from storage.history import history_of
from storage.rounds.confirmations import confirm, send_back
from storage.tasks.progress import TEXT_LIMIT, Entry, ProgressReport, Rating, enter_report
from storage.tasks.tasks import Task
from tests.cast import Cast


def entered(session: Session, cast: Cast, now: datetime) -> tuple[Task, ProgressReport]:
    task = Task(workspace_id=cast.owner.workspace_id, code="B-02", title="시범사업", owner_id=cast.owner.id)
    session.add(task)
    session.flush()
    return task, enter_report(session, task, (2025, 1), Entry(Rating.ON_TRACK), cast.owner, now)


def looked_at(report: ProgressReport) -> tuple[int | None, datetime | None, str]:
    """Who confirmed the report and when, and what it was sent back with."""
    return report.confirmed_by_id, report.confirmed_at, report.sent_back


def test_a_head_confirms_or_sends_back_and_what_is_entered_anew_waits_again(
    database: Database, cast: Cast, now: datetime
) -> None:
    later, head = now + timedelta(days=1), cast.officer.id
    with database.writing() as session:
        task, report = entered(session, cast, now)
        confirm(session, report, cast.officer, now)
        assert looked_at(report) == (head, now, "")
        send_back(session, report, cast.officer, unicodedata.normalize("NFD", " 집행액을 적어 주세요\n"), later)
        assert looked_at(report) == (None, None, "집행액을 적어 주세요")
        confirm(session, report, cast.officer, later)
        assert looked_at(report) == (head, later, "")
        enter_report(session, task, (2025, 1), Entry(Rating.ON_TRACK), cast.owner, later)
        assert looked_at(report) == (None, None, "")
        entries = [
            (each.action, each.person_id, each.at, each.after["word"])
            for each in history_of(session, task.workspace_id, "task", task.id)
            if each.after["quarter"] == "2025-1" and each.action != "reported"
        ]
    assert entries == [
        ("confirmed", head, now, ""),
        ("sent_back", head, later, "집행액을 적어 주세요"),
        ("confirmed", head, later, ""),
    ]


def test_a_report_is_sent_back_with_a_comment_of_up_to_3000_characters(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        task, report = entered(session, cast, now)
        with pytest.raises(Lacking) as lacking:
            send_back(session, report, cast.officer, " \n", now)
        assert lacking.value.field == "word"
        with pytest.raises(TooLong) as too_long:
            send_back(session, report, cast.officer, "가" * (TEXT_LIMIT + 1), now)
        assert (too_long.value.length, too_long.value.limit) == (3_001, 3_000)
        assert report.sent_back == ""
        send_back(session, report, cast.officer, "가" * TEXT_LIMIT, now)
        assert len(report.sent_back) == TEXT_LIMIT
        assert len(history_of(session, task.workspace_id, "task", task.id)) == 2
