"""Socket Mode as any app sees it: several connections, acks with payload, tickets and URLs that are used up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from bot.practice.driver import PATIENCE_S
from bot.practice.server import Practice
from bot.sample import FIELD
from tests.running import practice

VIEW = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "접수"},
    "blocks": [{"type": "divider"}],
}


def link_to(server: Practice) -> str:
    token = server.world.app.app_token
    return str(WebClient(token, server.api_url).apps_connections_open(app_token=token)["url"])


@contextmanager
def connected(server: Practice) -> Iterator[ClientConnection]:
    with connect(link_to(server)) as connection:
        assert json.loads(connection.recv(10))["type"] == "hello"
        yield connection


def acked(connection: ClientConnection, **payload: Any) -> dict[str, Any]:
    """Receive the next envelope and ack it with this payload; return the envelope."""
    envelope = dict(json.loads(connection.recv(10)))
    connection.send(json.dumps({"envelope_id": envelope["envelope_id"], "payload": payload}))
    return envelope


def test_of_several_connections_each_payload_goes_to_one() -> None:
    with practice() as (server, slack), ThreadPoolExecutor(1) as typing, ExitStack() as open_ones:
        wires = [open_ones.enter_context(connected(server)) for _ in range(2)]
        officer = slack.person("U0OFFICER")
        heard = []
        for number in range(2):
            said = typing.submit(officer.command, FIELD, "/cn", f"report {number}")
            envelope = acked(wires[number], text=f"answer {number}")
            assert said.result(PATIENCE_S) == f"answer {number}"
            heard.append(envelope["payload"]["text"])
        assert heard == ["report 0", "report 1"]
        for connection in wires:
            with pytest.raises(TimeoutError):
                connection.recv(0.05)


def test_a_link_works_once() -> None:
    with practice() as (server, _):
        link = link_to(server)
        with connect(link):
            pass
        with pytest.raises(InvalidStatus, match="403"), connect(link):
            pass


def test_a_trigger_opens_one_form_and_a_response_url_takes_five_answers() -> None:
    with practice() as (server, slack), ThreadPoolExecutor(1) as typing, connected(server) as connection:
        typed = typing.submit(slack.person("U0OFFICER").command, FIELD, "/cn", "report")
        payload = acked(connection)["payload"]
        typed.result(10)
        client = WebClient(server.world.app.bot_token, server.api_url)
        assert client.views_open(trigger_id=payload["trigger_id"], view=VIEW)["ok"]
        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            client.views_open(trigger_id=payload["trigger_id"], view=VIEW)
        taken = [answered(payload["response_url"]) for _ in range(6)]
    assert taken == [200, 200, 200, 200, 200, 404]


def answered(response_url: str) -> int:
    request = Request(response_url, json.dumps({"text": "들었습니다"}).encode(), {"Content-Type": "application/json"})
    try:
        with urlopen(request, timeout=PATIENCE_S) as answer:
            return int(answer.status)
    except HTTPError as error:
        error.close()
        return error.code
