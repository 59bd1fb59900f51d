"""Bolt in this process without a connection to Slack: the cost of a request from its body to its ack."""

from __future__ import annotations

import itertools
import ssl
from typing import Any

from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.sample import FIELD
from handlers import register
from handlers.slack.requests import RequestHandler
from tests.bench.databases import TEAM

_IDENTITY = AuthorizeResult(
    enterprise_id=None, team_id=TEAM, bot_id="B0CNBOT", bot_user_id="U0CNBOT", bot_token="xoxb-practice"
)
_TLS = ssl.create_default_context()
_triggers = itertools.count()


def bare_bolt() -> App:
    """Return a Bolt app configured like the bot's own, without listeners."""
    return App(
        client=WebClient(base_url="http://127.0.0.1:9/", ssl=_TLS),
        authorize=lambda: _IDENTITY,
        process_before_response=True,
        request_verification_enabled=False,
    )


def empty_bolt() -> App:
    bolt = bare_bolt()
    bolt.command("/cn")(lambda ack: ack())
    return bolt


def our_bolt(requests: RequestHandler) -> App:
    bolt = bare_bolt()
    register(bolt, requests)
    return bolt


def dispatched(bolt: App, body: dict[str, Any]) -> str:
    """Dispatch the body as a new delivery and return its ack."""
    trigger = {"trigger_id": f"bench.{next(_triggers)}"}
    response = bolt.dispatch(BoltRequest(body={**body, **trigger}, mode="socket_mode"))
    assert response.status == 200, response.body
    return response.body


def command(text: str) -> dict[str, Any]:
    who = {"team_id": TEAM, "user_id": "U0OFFICER", "channel_id": FIELD}
    return {**who, "command": "/cn", "text": text, "response_url": "http://127.0.0.1/none"}
