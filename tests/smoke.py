"""`make smoke`: the shortest test on a real workspace, for a maintainer with tokens in the environment or `.env`.

It posts one message into CN_SMOKE_CHANNEL (CN_COMMITTEE_CHANNEL if that is not set), finds it by its key, changes it
and deletes it. Then it opens and closes a Socket Mode connection.

Exit code 0: every step succeeded. 1: a step failed. 2: a setting is missing.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from uuid import uuid4

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient

from bot.config import Settings, SettingWrong, read_settings
from bot.doctor import ILL, examine
from bot.web import tls_of, web_client
from handlers.sender import METADATA_TYPE

_TIMEOUT_S = 10


class NotSeen(Exception):
    """A step did not have the expected effect."""


def smoke(settings: Settings, channel: str) -> Iterator[str]:
    """Yield a line for each step that succeeded. Raises NotSeen, SlackApiError or OSError."""
    findings = list(examine(settings))
    yield from (finding.said("en") for finding in findings)
    if any(finding.state == ILL for finding in findings):
        raise NotSeen("the doctor found something that keeps the bot from working: mend that first")
    bot_token, app_token = settings.slack_bot_token, settings.slack_app_token
    # The doctor has checked both.
    assert bot_token is not None
    assert app_token is not None
    client = web_client(settings, bot_token.get_secret_value(), tls_of(settings), _TIMEOUT_S)
    yield from _message(client, channel)
    yield _socket(client, app_token.get_secret_value())


def _message(client: WebClient, channel: str) -> Iterator[str]:
    key = uuid4().hex
    metadata = {"event_type": METADATA_TYPE, "event_payload": {"key": key}}
    ts = str(client.chat_postMessage(channel=channel, text="CN Bot smoke test", metadata=metadata)["ts"])
    try:
        yield f"posted into {channel}: {ts}"
        _found(client, channel, ts, key, "CN Bot smoke test")
        yield "found in the history by its key"
        client.chat_update(channel=channel, ts=ts, text="CN Bot smoke test, changed")
        _found(client, channel, ts, key, "CN Bot smoke test, changed")
        yield "changed in place, its key kept"
    finally:
        client.chat_delete(channel=channel, ts=ts)
    yield "deleted"


def _found(client: WebClient, channel: str, ts: str, key: str, text: str) -> None:
    read = client.conversations_history(channel=channel, oldest=ts, inclusive=True, include_all_metadata=True, limit=20)
    for message in read["messages"]:
        if message["ts"] == ts:
            seen = message.get("metadata", {}).get("event_payload", {}).get("key"), message["text"]
            if seen == (key, text):
                return
            raise NotSeen(f"{ts} stands in the history with {seen}, not with its key and text")
    raise NotSeen(f"{ts} is not in the history of {channel}")


def _socket(client: WebClient, app_token: str) -> str:
    connection = SocketModeClient(app_token=app_token, web_client=client)
    try:
        connection.connect()
        ends = time.monotonic() + _TIMEOUT_S
        while not connection.is_connected():
            if time.monotonic() > ends:
                raise NotSeen("the Socket Mode connection did not come up")
            time.sleep(0.1)
    finally:
        connection.close()
    return "a Socket Mode connection opened and closed"


def main() -> int:
    try:
        settings = read_settings()
    except SettingWrong as wrong:
        print(wrong, file=sys.stderr)
        return 2
    channel = os.environ.get("CN_SMOKE_CHANNEL") or settings.cn_committee_channel
    missing = settings.token_missing() or ("" if channel else "CN_SMOKE_CHANNEL")
    if missing:
        print(f"{missing}: is not set; it belongs in the environment or in .env", file=sys.stderr)
        return 2
    try:
        for line in smoke(settings, channel):
            print(line, flush=True)
    except NotSeen as what:
        print(f"✗ {what}", file=sys.stderr)
        return 1
    except SlackApiError as error:
        print(f"✗ {error.response.get('error')}: Slack refuses {error.response.api_url}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"✗ Slack cannot be reached: {type(error).__name__}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
