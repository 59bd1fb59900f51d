"""Deletion of old data: what is still needed is kept, and nothing deleted is sent again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select

from handlers.written_votes.messages import why_not_decided
from schedules.planning import Planning
from storage.admin.retention import forget_old
from storage.db.database import Database
from storage.history import Change, History, note
from storage.inbox import Arrival, note_arrival
from storage.organisation.people import Person
from storage.organisation.workspaces import Workspace
from storage.outbox.messages import Message
from storage.outbox.notices import Notice, NoticeKind, Topic, notify
from storage.tasks.milestones import Milestone
from storage.tasks.tasks import Task
from tests.cast import Cast

THEN = datetime(2026, 4, 1, 0, 5, tzinfo=UTC)
LATER = THEN + timedelta(days=200)


def enter(database: Database, cast: Cast) -> None:
    """Enter an overdue milestone whose reminder was sent, an issue's card, history and a deduplication key."""
    with database.writing() as session:
        city = session.get_one(Workspace, cast.owner.workspace_id)
        city.keeps_months = 6
        task = Task(workspace_id=city.id, code="B-01", title="task", owner_id=cast.owner.id)
        session.add(task)
        session.flush()
        session.add(Milestone(workspace_id=city.id, task_id=task.id, name="step", due=date(2026, 4, 2)))
        notify(session, city.id, Topic(NoticeKind.CARD, "issue", 1), "C0COUNCIL", THEN)
        for subject in ("task", "issue"):
            note(session, city.id, Change(subject, 1, "set"), THEN, by=cast.owner.id)
        note_arrival(session, city.id, "old", THEN, None)
        note_arrival(session, city.id, "new", LATER, None)
    Planning(database, why_not_decided).tick(THEN)
    with database.writing() as session:
        for message in session.scalars(select(Message)):
            message.waiting, message.channel, message.ts = False, "C0", str(message.id)


def test_old_reminders_keys_and_history_go_and_an_issues_own_stay(database: Database, cast: Cast) -> None:
    enter(database, cast)
    with database.writing() as session:
        city = session.get_one(Workspace, cast.owner.workspace_id)
        assert forget_old(session, city, THEN).notices == 0
        gone = forget_old(session, city, LATER)
    assert (gone.arrivals, gone.notices, gone.messages, gone.history) == (1, 1, 1, 1)
    with database.reading() as session:
        assert [row.key for row in session.scalars(select(Arrival))] == ["new"]
        assert [row.subject for row in session.scalars(select(History))] == ["issue"]
        assert session.scalars(select(Notice.kind).where(Notice.message_id.is_not(None))).all() == [NoticeKind.CARD]


def test_what_waits_to_be_sent_is_kept_however_old(database: Database, cast: Cast) -> None:
    enter(database, cast)
    with database.writing() as session:
        for message in session.scalars(select(Message)):
            message.waiting = True
        assert forget_old(session, session.get_one(Workspace, cast.owner.workspace_id), LATER).messages == 0


def test_what_was_forgotten_is_not_said_again(database: Database, cast: Cast) -> None:
    enter(database, cast)
    with database.writing() as session:
        session.get_one(Person, cast.owner.id).reminded_on = None
        city = session.get_one(Workspace, cast.owner.workspace_id)
        before = forget_old(session, city, LATER + timedelta(days=200))
        assert before.notices == 1
    Planning(database, why_not_decided).tick(LATER + timedelta(days=200))
    with database.reading() as session:
        query = select(func.count()).select_from(Notice).where(Notice.kind == NoticeKind.DEADLINE)
        assert session.scalar(query.where(Notice.message_id.is_not(None))) == 0
