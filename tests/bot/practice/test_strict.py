"""The practice Slack is at least as strict as Slack: what it refuses, and with which error."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.practice.elements import Impossible, action_in
from bot.practice.interactions import Triggers
from bot.practice.people import mentions_in_message, mentions_kept
from bot.practice.server import Practice
from bot.sample import COUNCIL, FIELD, STEERING, sample_city
from tests.running import practice

TEXT = {"type": "plain_text", "text": "확인"}


@pytest.fixture(scope="module")
def server() -> Iterator[Practice]:
    """One server for all tests of this file, because refused calls change nothing."""
    with practice() as (running, _):
        yield running


def refused(server: Practice, method: str, **arguments: Any) -> dict[str, Any]:
    client = WebClient(server.world.app.bot_token, server.api_url, retry_handlers=[])
    given: dict[str, Any] = {"params" if method.startswith("conversations.") else "json": arguments}
    with pytest.raises(SlackApiError) as caught:
        client.api_call(method, **given)
    return dict(caught.value.response.data)


def section(text: str = "확인") -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": "go", "text": TEXT, **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def select(count: int, text: str = "하나") -> dict[str, Any]:
    option = {"text": {"type": "plain_text", "text": text}, "value": "1"}
    return {"type": "static_select", "action_id": "one", "options": [option] * count}


def text_input(**more: Any) -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": "said", **more}
    return {"type": "input", "block_id": "said", "label": TEXT, "element": element}


def file_input(**more: Any) -> dict[str, Any]:
    element = {"type": "file_input", "action_id": "files", **more}
    return {"type": "input", "block_id": "files", "label": TEXT, "element": element}


def test_a_method_it_does_not_know(server: Practice) -> None:
    assert refused(server, "chat.scheduleMessage") == {
        "ok": False,
        "error": "unknown_method",
        "req_method": "chat.scheduleMessage",
    }


def test_a_scope_that_the_manifest_did_not_ask_for() -> None:
    city = sample_city()
    app = dataclasses.replace(city.app, scopes=city.app.scopes - {"chat:write"})
    with Practice(dataclasses.replace(city, app=app)) as server:
        answer = refused(server, "chat.postMessage", channel=COUNCIL, text="확인")
    assert (answer["error"], answer["needed"]) == ("missing_scope", "chat:write")


def test_a_form_that_takes_files_needs_the_scope_to_read_them() -> None:
    city = sample_city()
    app = dataclasses.replace(city.app, scopes=city.app.scopes - {"files:read"})
    form = {"type": "modal", "title": TEXT, "submit": TEXT, "blocks": [file_input()]}
    with Practice(dataclasses.replace(city, app=app)) as server:
        answer = refused(server, "views.publish", user_id="U0OFFICER", view=form)
    assert (answer["error"], answer["needed"]) == ("missing_scope", "files:read")


def test_a_channel_without_the_bot_and_one_that_is_archived() -> None:
    city = sample_city()
    changes: dict[str, dict[str, Any]] = {COUNCIL: {"members": ("U0LEADER",)}, STEERING: {"is_archived": True}}
    channels = tuple(dataclasses.replace(each, **changes.get(each.id, {})) for each in city.channels)
    with Practice(dataclasses.replace(city, channels=channels)) as server:
        assert refused(server, "chat.postMessage", channel=COUNCIL, text="확인")["error"] == "not_in_channel"
        assert refused(server, "conversations.history", channel=COUNCIL)["error"] == "not_in_channel"
        assert refused(server, "chat.postMessage", channel=STEERING, text="확인")["error"] == "is_archived"


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"text": "가" * 40_001}, "msg_too_long"),
        ({"text": "x", "blocks": [section("가" * 2_900)] * 5}, "msg_blocks_too_long"),
        ({"text": "x", "channel": "C0NOWHERE"}, "channel_not_found"),
        ({"text": "x", "thread_ts": "1.0"}, "thread_not_found"),
    ],
)
def test_a_message_that_cannot_stand(server: Practice, message: dict[str, Any], error: str) -> None:
    assert refused(server, "chat.postMessage", **{"channel": FIELD, **message})["error"] == error


@pytest.mark.parametrize(
    ("blocks", "path"),
    [
        ([section()] * 51, "/blocks"),
        ([section("가" * 3_001)], "/blocks/0/text/text"),
        ([section("")], "/blocks/0/text/text"),
        ([section(), {"type": "carousel"}], "/blocks/1/type"),
        ([{**section(), "block_id": "a"}, {**section(), "block_id": "a"}], "/blocks/1/block_id"),
        ([actions(button(value="v" * 2_001))], "/blocks/0/elements/0/value"),
        ([actions(button(text={"type": "plain_text", "text": "가" * 76}))], "/blocks/0/elements/0/text/text"),
        ([actions(button(text={"type": "mrkdwn", "text": "확인"}))], "/blocks/0/elements/0/text"),
        ([actions(*[button()] * 26)], "/blocks/0/elements"),
        ([actions(select(0))], "/blocks/0/elements/0/options"),
        ([actions(select(101))], "/blocks/0/elements/0/options"),
        ([actions(select(1, "가" * 76))], "/blocks/0/elements/0/options/0/text/text"),
    ],
)
def test_blocks_are_refused_with_the_path_of_what_is_wrong(
    server: Practice, blocks: list[dict[str, Any]], path: str
) -> None:
    answer = refused(server, "chat.postMessage", channel=FIELD, text="x", blocks=blocks)
    assert answer["error"] == "invalid_blocks"
    assert f"[json-pointer:{path}]" in answer["response_metadata"]["messages"][0]


@pytest.mark.parametrize(
    ("view", "path"),
    [
        ({"title": {"type": "plain_text", "text": "가" * 25}}, "/title/text"),
        ({"private_metadata": "m" * 3_001}, "/private_metadata"),
        ({"blocks": [text_input()]}, "/submit"),
        ({"blocks": [text_input(initial_value="가" * 3_001)], "submit": TEXT}, "/blocks/0/element/initial_value"),
        (
            {"blocks": [text_input(initial_value="가나", max_length=1)], "submit": TEXT},
            "/blocks/0/element/initial_value",
        ),
        ({"blocks": [section()] * 101}, "/blocks"),
        ({"blocks": [file_input(max_files=11)], "submit": TEXT}, "/blocks/0/element/max_files"),
        ({"blocks": [file_input(filetypes=[".pdf"])], "submit": TEXT}, "/blocks/0/element/filetypes"),
        ({"blocks": [actions(file_input()["element"])]}, "/blocks/0/elements/0/type"),
    ],
)
def test_views_are_refused_with_the_path_of_what_is_wrong(server: Practice, view: dict[str, Any], path: str) -> None:
    whole = {"type": "modal", "title": TEXT, "blocks": [section()], **view}
    answer = refused(server, "views.publish", user_id="U0OFFICER", view=whole)
    assert f"[json-pointer:{path}]" in answer["response_metadata"]["messages"][0]


def test_a_trigger_id_lives_three_seconds_and_is_spent_once() -> None:
    triggers = Triggers()
    at_once, in_time, late = (triggers.give("U0OFFICER", 100.0) for _ in range(3))
    assert triggers.spend(at_once, 100.0) == "U0OFFICER"
    assert triggers.spend(at_once, 100.0) is None
    assert triggers.spend(in_time, 103.0) == "U0OFFICER"
    assert triggers.spend(late, 103.01) is None
    assert triggers.spend("unknown", 100.0) is None


def test_commands_and_messages_arrive_escaped_with_the_mentions_that_slack_knows(server: Practice) -> None:
    typed = "a < b & @U0OFFICER <!channel> @U0NOBODY"
    escaped = "a &lt; b &amp; {} &lt;!channel&gt; @U0NOBODY"
    assert mentions_kept(typed, server.world) == escaped.format("<@U0OFFICER|현장 주무관>")
    assert mentions_in_message(typed, server.world) == escaped.format("<@U0OFFICER>")


def test_of_several_menus_alike_the_one_that_holds_the_choice_is_meant() -> None:
    def menu(value: str) -> dict[str, Any]:
        option = {"text": {"type": "plain_text", "text": value}, "value": value}
        element = {"type": "overflow", "action_id": "papers.more", "options": [option]}
        return {"type": "actions", "block_id": value, "elements": [element]}

    assert action_in([menu("council"), menu("steering")], "papers.more", "steering")["block_id"] == "steering"
    with pytest.raises(Impossible):
        action_in([menu("council"), menu("steering")], "papers.more", "other")
