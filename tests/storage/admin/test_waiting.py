"""What waits for a secretary: unassigned work as people come and go, and messages undelivered for two weeks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from storage.admin.waiting import waiting_in
from storage.db.database import Database
from storage.organisation.departments import department_named
from storage.organisation.people import Person
from storage.outbox.messages import Message, MessageState
from storage.outbox.notices import NoticeKind, Topic, notify
from storage.tasks.tasks import Task
from tests.cast import Cast

TODAY = date(2025, 5, 2)


def test_a_task_is_unassigned_until_somebody_who_is_there_answers_for_it(database: Database, cast: Cast) -> None:
    city = cast.owner.workspace_id
    with database.writing() as session:
        owner, officer = (session.get_one(Person, each.id) for each in (cast.owner, cast.officer))
        task = Task(workspace_id=city, code="B-01", title="task")
        session.add(task)
        found = []
        for owns, gone, deputy, deputy_gone in (
            (False, False, False, False),
            (True, False, False, False),
            (True, True, False, False),
            (True, True, True, False),
            (True, True, True, True),
        ):
            task.owner_id, owner.gone = owner.id if owns else None, gone
            owner.deputy_id, officer.gone = officer.id if deputy else None, deputy_gone
            session.flush()
            found.append([each.code for each in waiting_in(session, city, 5, TODAY).unassigned.tasks])
    assert found == [["B-01"], [], ["B-01"], [], ["B-01"]]


def test_a_department_without_a_head_counts_while_it_leads_a_task(database: Database, cast: Cast) -> None:
    city = cast.owner.workspace_id
    with database.writing() as session:
        department = department_named(session, city, "건축과")
        assert not waiting_in(session, city, 5, TODAY).anything
        session.add(
            Task(workspace_id=city, code="B-01", title="t", department_id=department.id, owner_id=cast.owner.id)
        )
        session.flush()
        assert waiting_in(session, city, 5, TODAY).unassigned.departments == [department]
        department.head_id = cast.owner.id
        session.flush()
        assert not waiting_in(session, city, 5, TODAY).anything


def test_what_could_not_be_said_is_told_for_two_weeks(database: Database, cast: Cast, now: datetime) -> None:
    city = cast.owner.workspace_id
    with database.writing() as session:
        notify(session, city, Topic(NoticeKind.CARD, "issue", 1), "C0GONE", now)
        message = session.query(Message).one()
        message.state, message.waiting = MessageState.FAILED, False
        session.flush()
        assert waiting_in(session, city, 5, now.date() + timedelta(days=14)).undeliverable == [message]
        assert not waiting_in(session, city, 5, now.date() + timedelta(days=15)).anything
