"""The form of `/cn report` and the buttons on its receipt, end to end."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from urllib.error import HTTPError

import pytest

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL, FIELD
from handlers.slack.payloads import submission_from
from handlers.slack.requests import Request, RequestHandler, Response
from storage.db.database import Database
from storage.organisation.workspaces import workspace_made_if_new
from storage.tasks.tasks import Task
from tests.cast import Cast
from tests.running import bot_on, practice
from tests.texts import issue_heading, issue_state, issue_taken, korean, says

WINDOWS = "노후 공동주택 고단열 창호 교체 지원"


@pytest.fixture
def slack(database: Database) -> Iterator[Slack]:
    with database.writing() as session:
        city = workspace_made_if_new(session, "T0CITY").id
        for code, title in (("B-09", WINDOWS), ("T-01", "전기승용차 보급")):
            session.add(Task(workspace_id=city, code=code, title=title))
    with practice() as (server, slack), bot_on(server, database.engine.url.render_as_string(hide_password=False)):
        yield slack


@pytest.fixture
def officer(slack: Slack) -> Person:
    return slack.person("U0OFFICER")


@pytest.fixture
def leader(slack: Slack) -> Person:
    return slack.person("U0LEADER")


def opened_form(person: Person) -> dict[str, Any]:
    person.command(FIELD, "/cn", "report")
    (view,) = person.waits_for(person.views)
    return dict(view)


def receipt_of(person: Person) -> dict[str, Any]:
    (message,) = person.waits_for(person.direct_messages)
    return dict(message)


def test_the_form_asks_what_where_which_task_and_how_urgent(officer: Person, leader: Person) -> None:
    view = opened_form(officer)
    (option,) = officer.suggest(view, "task", "창호")
    assert option["value"] == "B-09"
    typed = {"text": "창호 <결로> & 곰팡이", "place": "별양동 주민센터", "task": "B-09", "urgency": "urgent"}
    done = officer.submit(view, **typed)
    assert korean("lacking.urgent_because") in str(done["answer"])
    (view,) = officer.views()
    done = officer.submit(view, **typed, urgent_because="물이 샙니다")
    assert issue_taken(1) in str(done["answer"])
    (card,) = leader.waits_for(lambda: leader.messages(COUNCIL))
    shown = str(card["blocks"])
    assert card["blocks"][0]["text"]["text"] == korean("issue.urgent_mark") + issue_heading(1)
    assert typed["text"] in shown
    assert korean("issue.place", place=typed["place"]) in shown
    assert korean("issue.task", task=f"B-09 {WINDOWS}") in shown


@pytest.mark.parametrize("typed", ["", "B-", "ｂ-09", "공동주택"])
def test_the_list_of_tasks_is_searched_by_code_and_words(officer: Person, typed: str) -> None:
    found = [option["value"] for option in officer.suggest(opened_form(officer), "task", typed)]
    assert "B-09" in found


def test_a_form_that_says_nothing_keeps_what_was_entered_and_shows_why(officer: Person, leader: Person) -> None:
    view = opened_form(officer)
    officer.submit(view, text="  ", place="별양동")
    (still,) = officer.views()
    assert still["errors"]["text"] == korean("report.empty")
    officer.submit(still, text="창호 결로", place="별양동")
    leader.waits_for(lambda: leader.messages(COUNCIL))


def test_the_reporter_edits_and_the_card_and_receipt_change_in_place(officer: Person, leader: Person) -> None:
    text = "창호 결로"
    officer.command(FIELD, "/cn", f"report {text}")
    officer.click(receipt_of(officer), "issue.edit")
    (view,) = officer.waits_for(officer.views)
    assert view["blocks"][0]["element"]["initial_value"] == text
    officer.submit(view, text="창호 결로, 2층 <북쪽>")
    assert officer.views() == []
    leader.waits_for(lambda: "2층 <북쪽>" in str(leader.messages(COUNCIL)))
    officer.waits_for(lambda: "2층 <북쪽>" in str(officer.direct_messages()))
    assert (len(leader.messages(COUNCIL)), len(officer.direct_messages())) == (1, 1)


def test_the_reporter_takes_it_back_and_the_buttons_go(officer: Person, leader: Person) -> None:
    officer.command(FIELD, "/cn", "report 창호 결로")
    receipt = receipt_of(officer)
    officer.click(receipt, "issue.withdraw")
    leader.waits_for(lambda: issue_state("withdrawn") in str(leader.messages(COUNCIL)))
    officer.waits_for(lambda: issue_state("withdrawn") in str(officer.direct_messages()))
    told = [message for message in officer.direct_messages() if message.get("is_ephemeral")]
    officer.waits_for(lambda: korean("issue.withdrawn", number=1) in str(officer.direct_messages()))
    assert "issue.edit" not in str([m for m in officer.direct_messages() if m["ts"] == receipt["ts"]])
    assert len(told) <= 1


def test_a_click_on_a_receipt_that_is_old_news_says_so(officer: Person) -> None:
    officer.command(FIELD, "/cn", "report 창호 결로")
    receipt = receipt_of(officer)
    officer.click(receipt, "issue.edit")
    (view,) = officer.waits_for(officer.views)
    officer.command(FIELD, "/cn", "report 다른 문제")
    first = next(m for m in officer.waits_for(officer.direct_messages) if m["ts"] == receipt["ts"])
    officer.click(first, "issue.withdraw")
    officer.submit(view, text="늦은 수정")
    (still,) = officer.views()
    assert still["errors"]["text"] == korean("issue.settled", state=korean("issue.state.withdrawn"))


def test_a_form_that_slack_will_not_open_is_told_with_a_reference(officer: Person, slack: Slack) -> None:
    slack.do("fault", method="views.open", fault="server_error", times=5)
    officer.command(FIELD, "/cn", "report")
    officer.waits_for(lambda: says(str(officer.messages(FIELD)), "form_not_opened"))


def test_who_presses_submit_twice_means_it_once(officer: Person, leader: Person) -> None:
    """As after Slack's "trouble connecting": the first submission is still being processed while the form is open."""
    officer.command(FIELD, "/cn", "report")
    (view,) = officer.waits_for(officer.views)
    with ThreadPoolExecutor(4) as presses:
        list(presses.map(lambda _: _pressed(officer, view), range(4)))
    officer.command(FIELD, "/cn", "report 다른 문제")
    leader.waits_for(lambda: len(leader.messages(COUNCIL)) == 2)
    assert issue_heading(2) in str(leader.messages(COUNCIL))
    assert issue_heading(3) not in str(leader.messages(COUNCIL))


def test_a_form_is_known_by_what_it_shows_and_not_by_who_pressed_when() -> None:
    view = {"id": "V1", "hash": "1", "callback_id": "report", "blocks": [], "state": {"values": {}}}
    body = {"team": {"id": "T0CITY"}, "user": {"id": "U0OFFICER"}, "trigger_id": "1", "view": view}
    again, changed = {**body, "trigger_id": "2"}, {**body, "view": {**view, "hash": "2"}}
    assert submission_from(body).key == submission_from(again).key != submission_from(changed).key


def test_a_form_sent_again_is_answered_as_the_first_time(database: Database, cast: Cast, now: datetime) -> None:
    """The answer includes the next form: a repeated submission must not close a form that asks for confirmation."""
    times: list[Request] = []

    def work(request: Request) -> Response:
        times.append(request)
        return Response("읽었습니다", form={"type": "modal", "callback_id": "echo"})

    requests = RequestHandler(database, lambda: now, lambda: None)
    who = ("T0CITY", cast.officer.slack_id)
    first, again = (requests.handle(*who, "form:V1:1", work, keeps_form=True) for _ in range(2))
    assert (again.text, again.form) == (first.text, first.form)
    assert len(times) == 1
    click, repeat = (requests.handle(*who, "click:1", work) for _ in range(2))
    # Slack opens a form only once per trigger.
    assert click.form is not None
    assert repeat.form is None


def _pressed(person: Person, view: dict[str, Any]) -> dict[str, Any] | None:
    """Submit the form; return the result, or None if the form was closed already."""
    try:
        return dict(person.submit(view, text="창호 결로"))
    except HTTPError:
        return None
