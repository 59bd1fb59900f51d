from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm.exc import StaleDataError

from storage.db.database import Database
from storage.inbox import arrived, note_arrival
from storage.issues.create import create_issue
from storage.issues.issues import Issue
from tests.cast import Cast


def test_an_instant_comes_back_in_utc_and_a_naive_one_is_refused(database: Database, cast: Cast) -> None:
    seoul = timezone(timedelta(hours=9))
    with database.writing() as session:
        issue_id = create_issue(session, cast.officer, "text", datetime(2025, 7, 9, 9, 0, tzinfo=seoul)).id
    with database.reading() as session:
        assert session.get_one(Issue, issue_id).reported_at.isoformat() == "2025-07-09T00:00:00+00:00"
    with pytest.raises(StatementError), database.writing() as session:
        create_issue(session, cast.officer, "text", datetime(2025, 7, 9, 9, 0))  # noqa: DTZ001 - that is the point


def test_of_two_who_edit_one_row_the_second_is_told(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        issue_id = create_issue(session, cast.officer, "text", now).id
    with database.reading() as session:
        stale = session.get_one(Issue, issue_id)
    with database.writing() as session:
        session.get_one(Issue, issue_id).place = "first"
    with pytest.raises(StaleDataError), database.writing() as session:
        session.add(stale)
        stale.place = "second"


def test_a_repeated_delivery_is_known_with_its_first_answer(database: Database, cast: Cast, now: datetime) -> None:
    city = cast.officer.workspace_id
    with database.writing() as session:
        assert arrived(session, "T0CITY", "U0OFFICER", "Ev1")[2] is None
        note_arrival(session, city, "Ev1", now, {"text": "12"})
    with database.reading() as session:
        workspace, person, first = arrived(session, "T0CITY", "U0OFFICER", "Ev1")
        assert (workspace.id, person.id) == (city, cast.officer.id)
        assert first is not None
        assert first.answer == {"text": "12"}
        assert arrived(session, "T0OTHER", "U0OUTSIDER", "Ev1")[2] is None
    with pytest.raises(IntegrityError), database.writing() as session:
        note_arrival(session, city, "Ev1", now, None)
