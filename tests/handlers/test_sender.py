"""The sender through the real SDK and a real socket, against prepared answers of Slack."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

import pytest
from slack_sdk import WebClient

from bot.practice.driver import PATIENCE_S
from handlers.sender import SlackSender
from handlers.slack.downloads import Fetching
from schedules.delivery import Delivery
from schedules.pacing import Pace
from storage.db.database import Database
from storage.issues.create import create_issue
from storage.organisation.people import Person
from storage.organisation.workspaces import workspace_of
from storage.outbox.notices import NoticeKind, Topic, notify
from tests.cast import Cast


class Wire:
    """The calls made and what Slack holds; each of `answers` is returned once, instead of executing a call."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.messages: list[dict[str, Any]] = []
        self.answers: list[tuple[int, dict[str, str], dict[str, Any]]] = []
        self.drop_after_accepting = False

    def answer(self, method: str, given: dict[str, Any]) -> tuple[int, dict[str, str], dict[str, Any]] | None:
        self.calls.append((method, given))
        if self.answers:
            return self.answers.pop(0)
        match method:
            case "chat.postMessage":
                self.messages.append({**given, "ts": f"{1746145800 + len(self.messages)}.000100"})
                if self.drop_after_accepting:
                    self.drop_after_accepting = False
                    return None
                return 200, {}, {"ok": True, "channel": given["channel"], "ts": self.messages[-1]["ts"]}
            case "conversations.open":
                return 200, {}, {"ok": True, "channel": {"id": "D0" + given["users"]}}
            case "conversations.history":
                inside = [message for message in self.messages if message["channel"] == given["channel"]]
                return 200, {}, {"ok": True, "messages": inside}
            case _:
                return 200, {}, {"ok": True, "ts": given.get("ts")}


def _given(kind: str, body: bytes) -> dict[str, Any]:
    return dict(json.loads(body or b"{}")) if "json" in kind else dict(parse_qsl(body.decode()))


@pytest.fixture
def connection() -> Iterator[tuple[Wire, str]]:
    slack = Wire()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            given = _given(self.headers["Content-Type"], self.rfile.read(int(self.headers["Content-Length"])))
            said = slack.answer(self.path.removeprefix("/api/"), given)
            if said is None:
                self.connection.close()
                return
            status, headers, body = said
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield slack, f"http://127.0.0.1:{server.server_port}/api/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def real() -> list[datetime]:
    return [datetime(2026, 1, 1, tzinfo=UTC)]


@pytest.fixture
def delivery(
    database: Database, cast: Cast, connection: tuple[Wire, str], now: datetime, real: list[datetime]
) -> Delivery:
    with database.writing() as session:
        workspace_of(session, "T0CITY").url = "https://city.example/"
        issue = create_issue(session, cast.officer, "it's <!channel> *bold* & 결로", now)
        for kind, recipient in ((NoticeKind.CARD, "C0COUNCIL"), (NoticeKind.RECEIPT, "U0OFFICER")):
            notify(session, issue.workspace_id, Topic(kind, "issue", issue.id), recipient, now)
    client = WebClient(token="xoxb-test", base_url=connection[1], retry_handlers=[], timeout=PATIENCE_S)
    return Delivery(
        database,
        SlackSender(database, client, lambda: now, Fetching("", client.base_url, ssl.create_default_context(), "")),
        lambda: now,
        real_clock=lambda: real[0],
        pace=Pace(channel_rest_s=0),
        monotonic=lambda: real[0].timestamp(),
    )


def run(delivery: Delivery) -> None:
    while delivery.step():
        pass


def test_card_and_receipt_arrive_and_the_receipt_links_to_the_card(
    database: Database, delivery: Delivery, connection: tuple[Wire, str]
) -> None:
    run(delivery)
    card, receipt = connection[0].messages
    assert (card["channel"], receipt["channel"]) == ("C0COUNCIL", "D0U0OFFICER")
    assert card["blocks"][1]["text"] == {
        "type": "plain_text",
        "text": "it's <!channel> *bold* & 결로",
        "emoji": False,
    }
    assert "&lt;!channel&gt;" in card["text"]
    assert f"https://city.example/archives/C0COUNCIL/p{card['ts'].replace('.', '')}" in json.dumps(receipt["blocks"])
    with database.reading() as session:
        person = session.get(Person, 1)
        assert person is not None
        assert person.dm_channel == "D0U0OFFICER"


def test_accepted_and_then_dropped_it_is_found_and_not_repeated(
    delivery: Delivery, connection: tuple[Wire, str], real: list[datetime]
) -> None:
    connection[0].drop_after_accepting = True
    run(delivery)
    real[0] += timedelta(seconds=10)
    run(delivery)
    assert [message["channel"] for message in connection[0].messages] == ["C0COUNCIL", "D0U0OFFICER"]
    assert "conversations.history" in [method for method, _ in connection[0].calls]


def places(connection: tuple[Wire, str]) -> list[str]:
    return [message["channel"] for message in connection[0].messages]


def test_a_429_closes_the_citys_lane_for_as_long_as_slack_says(
    delivery: Delivery, connection: tuple[Wire, str], real: list[datetime]
) -> None:
    connection[0].answers.append((429, {"Retry-After": "30"}, {"ok": False, "error": "ratelimited"}))
    run(delivery)
    real[0] += timedelta(seconds=29)
    run(delivery)
    assert places(connection) == []
    real[0] += timedelta(seconds=1)
    run(delivery)
    assert places(connection) == ["C0COUNCIL", "D0U0OFFICER"]
    assert "conversations.history" not in [method for method, _ in connection[0].calls]


def test_a_card_that_comes_late_is_linked_in_the_receipt_that_stands_already(
    delivery: Delivery, connection: tuple[Wire, str], real: list[datetime]
) -> None:
    connection[0].answers.append((503, {}, {"ok": False, "error": "service_unavailable"}))
    run(delivery)
    assert places(connection) == ["D0U0OFFICER"]
    real[0] += timedelta(seconds=10)
    run(delivery)
    receipt, card = connection[0].messages
    link = f"https://city.example/archives/C0COUNCIL/p{card['ts'].replace('.', '')}"
    assert link not in json.dumps(receipt["blocks"])
    updates = [given for method, given in connection[0].calls if method == "chat.update"]
    assert [(given["ts"], link in json.dumps(given["blocks"])) for given in updates] == [(receipt["ts"], True)]


def test_an_archived_channel_ends_the_card_and_the_receipt_still_goes_out(
    delivery: Delivery, connection: tuple[Wire, str]
) -> None:
    connection[0].answers.append((200, {}, {"ok": False, "error": "is_archived"}))
    run(delivery)
    assert [message["channel"] for message in connection[0].messages] == ["D0U0OFFICER"]
