"""`/cn` through the real Bolt, with a real database."""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from sqlalchemy import func, select, update

from handlers import register
from handlers.slack.requests import RequestHandler
from storage.db.database import Database
from storage.inbox import Arrival
from storage.issues.issues import Issue
from storage.organisation.committees import Committee
from storage.outbox.notices import Notice
from tests.cast import Cast
from tests.texts import korean, says

Type = Callable[..., str]


@pytest.fixture
def woken() -> list[bool]:
    return []


@pytest.fixture
def typed(database: Database, cast: Cast, now: datetime, woken: list[bool]) -> Iterator[Type]:
    with database.writing() as session:
        session.add(
            Committee(
                workspace_id=cast.officer.workspace_id, name="실무협의체", channel="C0COUNCIL", receives_issues=True
            ),
        )
    app = App(
        client=WebClient(token="xoxb-test"),
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T0CITY", bot_user_id="U0BOT", bot_id="B0BOT"),
        process_before_response=True,
        request_verification_enabled=False,
    )
    after = register(app, RequestHandler(database, lambda: now, lambda: woken.append(True)))

    def type_command(text: str, trigger: str = "1.1", team: str = "T0CITY", user: str = "U0OFFICER") -> str:
        body = {"command": "/cn", "text": text, "trigger_id": trigger, "team_id": team, "user_id": user}
        response = app.dispatch(BoltRequest(mode="socket_mode", body={**body, "channel_id": "C0FIELD"}))
        assert response.status == 200
        answer = json.loads(response.body)
        assert answer["response_type"] == "ephemeral"
        return str(answer["text"])

    yield type_command
    after.stop()


def count(database: Database, record: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(record)) or 0


@pytest.mark.parametrize("word", ["report", "접수", "REPORT", "ｒｅｐｏｒｔ", unicodedata.normalize("NFD", "접수")])
def test_report_enters_the_issue_and_plans_its_card_and_receipt(
    database: Database, typed: Type, woken: list[bool], word: str
) -> None:
    text = "별양동 주민센터 창호 결로 B-09"
    assert typed(f"{word} {text}") == korean("report.done", number=1, committee="실무협의체")
    assert woken == [True]
    with database.reading() as session:
        assert session.scalars(select(Issue.text)).all() == [text]
        told = session.execute(select(Notice.kind, Notice.recipient).order_by(Notice.id)).all()
    assert [tuple(row) for row in told] == [("card", "C0COUNCIL"), ("receipt", "U0OFFICER")]


def test_the_same_delivery_twice_makes_one_issue_and_the_same_answer(database: Database, typed: Type) -> None:
    assert typed("report leak", "7.7") == typed("report leak", "7.7")
    assert count(database, Issue) == 1
    typed("report leak", "8.8")
    assert count(database, Issue) == 2


def test_the_same_delivery_at_once_makes_one_issue(database: Database, typed: Type) -> None:
    answers: list[str] = []
    threads = [threading.Thread(target=lambda: answers.append(typed("report leak", "7.7"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(database, Issue) == 1
    assert len(set(answers)) == 1


def test_what_slack_escaped_is_kept_as_it_was_typed(database: Database, typed: Type) -> None:
    typed("report it's &lt;!channel&gt; *bold* &amp;amp; 🏢")
    with database.reading() as session:
        assert session.scalar(select(Issue.text)) == "it's <!channel> *bold* &amp; 🏢"
    assert "&lt;!channel&gt;" in typed("issue 1", "2.2")


@pytest.mark.parametrize("text", ["report \u200b", "접수 \u2060 \u200b"])
def test_an_empty_report_is_asked_for_and_enters_nothing(database: Database, typed: Type, text: str) -> None:
    assert typed(text) == korean("report.empty")
    assert count(database, Issue) == 0


def test_an_unknown_word_gets_the_nearest_and_the_help(typed: Type) -> None:
    answer = typed("reprot leak")
    assert korean("unknown.nearest", nearest="report") in answer
    assert korean("help") in answer


@pytest.mark.parametrize(("wrong", "right"), [("현왕", "현황"), ("젓수 누수", "접수"), ("회이", "회의")])
def test_a_wrong_letter_in_a_korean_word_is_near(typed: Type, wrong: str, right: str) -> None:
    assert korean("unknown.nearest", nearest=right) in typed(wrong)


def test_no_word_at_all_gets_the_help(typed: Type) -> None:
    assert typed("") == korean("help")


@pytest.mark.parametrize("text", ["도움말", "현황", "tasks", "문제 1", "미리보기"])
def test_who_only_looks_waits_for_no_writer_and_leaves_nothing(database: Database, typed: Type, text: str) -> None:
    with database.writing() as session:
        session.execute(update(Committee).values(name="being renamed"))
        answer = typed(text)
        assert not [key for key in ("failed", "busy") if says(answer, key)]
    assert count(database, Arrival) == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [("issue 99", korean("not_found.issue", name=99)), ("문제", korean("issue.number_needed"))],
)
def test_an_issue_that_is_not_there(typed: Type, text: str, words: str) -> None:
    assert typed(text) == words


def test_a_city_without_a_committee_is_told_so_and_loses_nothing(database: Database, typed: Type) -> None:
    assert typed("report leak", team="T0OTHER") == korean("report.no_committee")
    assert count(database, Issue) == 0


def test_the_unexpected_gets_a_reference_number_that_is_in_the_log(
    database: Database, typed: Type, caplog: pytest.LogCaptureFixture
) -> None:
    with _without_notices(database):
        answer = typed("report leak")
    (reference,) = set(re.findall(r"\b[0-9a-f]{8}\b", answer))  # one number in both languages
    assert reference in caplog.text
    assert "leak" not in caplog.records[0].getMessage()
    assert count(database, Issue) == 0


@contextmanager
def _without_notices(database: Database) -> Iterator[None]:
    """Hide a table for a while: the database is used by the next test too."""
    with database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE notices RENAME TO hidden")
    try:
        yield
    finally:
        with database.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE hidden RENAME TO notices")
