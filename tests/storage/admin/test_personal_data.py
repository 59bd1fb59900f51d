"""One person's data: all of it is found, and after erasing, a number stands in place of the person."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.admin.personal_data import erase, everything_of
from storage.all_models import metadata
from storage.db.database import Database
from storage.db.errors import StillHolds
from storage.history import Change, note
from storage.issues.create import create_issue
from storage.organisation.people import Person
from storage.outbox.messages import Message
from storage.outbox.notices import NoticeKind, Topic, notify
from storage.outbox.reactions import add_reaction
from storage.tasks.tasks import Task, assign
from tests.cast import Cast


def live(session: Session, cast: Cast, now: datetime) -> Person:
    """Enter some of an officer's data: an issue, a message to them, a reaction, a history entry. Return the officer."""
    person = session.get_one(Person, cast.officer.id)
    person.name, person.dm_channel, person.language = "현장 주무관", "D0OFFICER", "ko"
    issue = create_issue(session, person, "창호 결로", now)
    notify(session, person.workspace_id, Topic(NoticeKind.RECEIPT, "issue", issue.id), person.slack_id, now)
    message = session.scalars(select(Message).where(Message.recipient == person.slack_id)).one()
    message.channel, message.ts, message.waiting = "D0OFFICER", "1.0", False
    add_reaction(session, person.workspace_id, message.id, person.id, "eyes", now)
    note(
        session, person.workspace_id, Change("task", 1, "assigned", after={"owner": person.slack_id}), now, by=person.id
    )
    return person


def test_everything_of_a_person_is_given_out_as_json_and_nothing_of_others(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        given = everything_of(session, live(session, cast, now))
        others = everything_of(session, session.get_one(Person, cast.owner.id))
    assert {"people", "issues", "messages", "notices", "reactions", "history"} <= set(given)
    assert "창호 결로" in json.dumps(given, ensure_ascii=False)
    assert set(others) == {"people"}


def test_after_erasing_what_they_wrote_stays_under_a_number(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        number = erase(session, live(session, cast, now))
    with database.reading() as session:
        left = "\n".join(
            str(row) for table in metadata.sorted_tables for row in session.execute(select(table)).mappings()
        )
        texts = [issue["text"] for issue in everything_of(session, session.get_one(Person, cast.officer.id))["issues"]]
    for trace in ("U0OFFICER", "D0OFFICER", "현장 주무관"):
        assert trace not in left
    assert number in left
    assert texts == ["창호 결로"]


def test_who_still_holds_something_is_handed_over_first(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        person = session.get_one(Person, cast.officer.id)
        task = Task(workspace_id=person.workspace_id, code="B-01", title="task")
        session.add(task)
        session.flush()
        assign(session, task, person, person, now)
        with pytest.raises(StillHolds) as caught:
            erase(session, person)
    assert caught.value.held == ("owns",)
