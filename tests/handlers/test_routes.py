"""Ids that nothing handles any more, as on messages of an older version: logged, and answered with a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from slack_sdk import WebClient

from bot.practice.driver import Person, Slack
from bot.practice.server import Practice
from bot.sample import FIELD, STORY_BEGINS, sample_city
from handlers.issues.forms import report_form
from handlers.slack.blocks import Block, button, buttons, modal, section
from storage.db.database import Database
from tests.running import bot_on
from tests.texts import korean


@pytest.fixture
def api(slack: Slack) -> WebClient:
    """Slack's Web API with the bot's token, to post what an older version would have posted."""
    return WebClient("xoxb-practice", f"{slack.address}/api/", retry_handlers=[])


@pytest.fixture
def officer(slack: Slack) -> Person:
    return slack.person("U0OFFICER")


def test_an_old_button_in_a_message_is_answered(
    officer: Person, api: WebClient, caplog: pytest.LogCaptureFixture
) -> None:
    old = [section("old"), buttons(button("Old", "issue.celebrate.12", "secret words"))]
    api.chat_postMessage(channel=FIELD, text="old", blocks=old)
    officer.click(officer.messages(FIELD)[-1], "issue.celebrate.12")
    (told,) = officer.waits_for(lambda: officer.whispers(FIELD))
    assert told["text"] == korean("gone.button")
    assert "nothing handles button id=issue.celebrate.12" in caplog.text
    assert "secret words" not in caplog.text


def opened(officer: Person, api: WebClient, form: Block) -> Block:
    """Open a form as an older version would have; return its view."""
    officer.shortcut("issue_new")
    (view,) = officer.waits_for(officer.views)
    api.views_update(view_id=view["id"], view=form)
    return officer.views()[-1]


def test_an_old_form_says_so_and_keeps_what_was_typed(
    officer: Person, api: WebClient, caplog: pytest.LogCaptureFixture
) -> None:
    view = opened(officer, api, {**report_form("ko"), "callback_id": "issue.celebrate"})
    text = "별양동 주민센터 창호 결로"
    answer = officer.submit(view, text=text)
    assert answer["answer"]["errors"]["text"] == korean("gone.form")
    assert "nothing handles form id=issue.celebrate" in caplog.text
    assert not [word for word in text.split() if word in caplog.text]


def test_an_old_form_without_a_field_says_so_in_its_place(officer: Person, api: WebClient) -> None:
    form = modal("issue.celebrate", "Old", [section("old")], submit="Yes", close="No")
    officer.submit(opened(officer, api, form))
    assert korean("gone.form") in str(officer.views()[-1]["blocks"])


def test_an_old_button_in_a_form_is_answered_in_a_view(officer: Person, api: WebClient) -> None:
    form = modal("issue.moves", "Old", [buttons(button("Old", "issue.celebrate", "1"))], submit="", close="No")
    officer.click_in_view(opened(officer, api, form), "issue.celebrate")
    officer.waits_for(lambda: korean("gone.button") in str(officer.views()[-1]["blocks"]))


def test_an_old_list_is_empty_and_logged(officer: Person, api: WebClient, caplog: pytest.LogCaptureFixture) -> None:
    element = {"type": "external_select", "action_id": "celebration", "min_query_length": 0}
    label = {"type": "plain_text", "text": "Old"}
    block = {"type": "input", "block_id": "celebration", "label": label, "element": element}
    view = opened(officer, api, modal("issue.report", "Old", [block], submit="Yes", close="No"))
    options = officer.suggest(view, "celebration", "창")
    assert options == []
    assert "nothing handles form id=celebration" in caplog.text


def test_an_old_shortcut_is_answered_in_a_view(
    sample_in_database: None, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    city = sample_city()
    old = (*city.app.shortcuts, ("global", "party_new", "Old"))
    city = replace(city, app=replace(city.app, shortcuts=old))
    address = database.engine.url.render_as_string(hide_password=False)
    with Practice(city, starts_at=STORY_BEGINS) as server, bot_on(server, address):
        officer = Slack(server.address).person("U0OFFICER")
        officer.shortcut("party_new")
        officer.waits_for(lambda: korean("gone.shortcut") in str(officer.views()))
    assert "nothing handles shortcut id=party_new" in caplog.text
