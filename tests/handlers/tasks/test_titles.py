"""A task's title in the reader's language, at every place that shows one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL, FIELD
from handlers.documents.agenda import agenda_paper
from handlers.documents.minutes import minutes_paper
from handlers.documents.plan_pages import status_pages
from storage.db.database import Database
from storage.meetings.meetings import next_meeting
from storage.organisation.committees import all_committees
from storage.organisation.people import Person as Known
from storage.organisation.workspaces import workspace_of
from storage.tasks.progress import Rating
from storage.tasks.tasks import Task
from tests.handlers.meetings.test_agenda import add, report
from tests.running import go_to, sample_city_running


@pytest.fixture
def slack(sample_in_database: None, database: Database) -> Iterator[Slack]:
    """The sample city, whose people all read English."""
    with database.writing() as session:
        workspace_of(session, "T0CITY").language = "en"
        for person in session.scalars(select(Known)):
            person.language = "en"
    with sample_city_running(database) as slack:
        yield slack


@pytest.fixture
def korean(database: Database) -> list[str]:
    """The Korean titles of the plan's tasks."""
    with database.reading() as session:
        return list(session.scalars(select(Task.title).where(Task.title_en != "")))


def open_form(person: Person, typed: str) -> None:
    """Type a command that opens a form, and wait for the form."""
    before = len(person.views())
    person.command(FIELD, "/cn", typed)
    person.waits_for(lambda: len(person.views()) > before)


def test_an_english_reader_sees_no_korean_title(slack: Slack, database: Database, korean: list[str]) -> None:
    secretary, owner, officer = (slack.person(each) for each in ("U0SECRETARY", "U0OWNER", "U0OFFICER"))
    officer.writes("B-09 창호 결로")
    officer.waits_for(lambda: "draft.register" in str(officer.direct_messages()))
    assert "B-09 High-insulation window" in str(officer.direct_messages())
    for typed in ("tasks", "status B-02", "status", "round", "handover @U0OWNER @U0OFFICER", "preview 40"):
        secretary.command(FIELD, "/cn", typed)
    open_form(owner, "update B-02")
    add(secretary, task="B-02")
    secretary.command(COUNCIL, "/cn", "agenda")
    report(database, "B-09", Rating.DELAYED)
    go_to(slack, 5, 14)
    owner.waits_for(lambda: "reminder.later" in str(owner.direct_messages()))
    assert "ZEB pilot project" in str(slack.sees("U0SECRETARY"))
    for person in ("U0SECRETARY", "U0OWNER", "U0OFFICER", "U0LEADER"):
        seen = str(slack.sees(person))
        assert [title for title in korean if title in seen] == [], person


def test_a_list_is_searched_in_both_languages_and_shows_the_readers(slack: Slack, korean: list[str]) -> None:
    officer = slack.person("U0OFFICER")
    officer.shortcut("issue_new")
    (form,) = officer.waits_for(officer.views)
    for typed in ("ZEB pilot", "제로에너지빌딩 시범사업"):
        assert [each["text"]["text"] for each in officer.suggest(form, "task", typed)] == ["B-02 ZEB pilot project"]


def test_an_english_paper_has_no_korean_title(slack: Slack, database: Database, korean: list[str]) -> None:
    secretary = slack.person("U0SECRETARY")
    add(secretary, task="B-02")
    with database.reading() as session:
        city = workspace_of(session, "T0CITY")
        council = next(each for each in all_committees(session, city.id) if each.receives_issues)
        there = next_meeting(session, council, datetime(2025, 5, 2, tzinfo=UTC).date())
        assert there is not None
        now = datetime(2025, 5, 2, tzinfo=UTC)
        papers = [
            agenda_paper(session, "en", there, now),
            minutes_paper(session, city, "en", there, now),
            status_pages(session, city, "en", now.date()),
        ]
        for paper in papers:
            assert "B-02 ZEB pilot project" in str(paper)
            assert [title for title in korean if title in str(paper)] == []
