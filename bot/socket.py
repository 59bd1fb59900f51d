"""The wire to Slack: Socket Mode with small packets sent at once, and a watchdog on its last sign of life."""

from __future__ import annotations

import logging
import socket as sockets
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

log = logging.getLogger(__name__)

_FIRST_WAIT_S, _LONGEST_WAIT_S = 1.0, 60.0
# With two threads for each core, one slow call keeps the next from being acked in time; these mostly wait.
_CONCURRENCY = 50
_PING_EVERY_S = 5.0
# Slack's own refresh takes some seconds; an outage of the office's line may take a minute or two.
DEAD_AFTER_S = 180.0


class _PromptClient(SocketModeClient):
    """Nagle's algorithm holds a small ack back for up to 40 ms; an ack is all this wire sends."""

    def connect(self) -> None:
        if self.current_session is not None:
            # The SDK closes the old wire after it has opened the new one. When its reader closes it at the same
            # moment that raises, and the new wire stays open with nobody reading it: what Slack sends there is lost.
            with suppress(AttributeError, OSError):
                self.current_session.close()
        super().connect()
        wire = self.current_session.sock if self.current_session is not None else None
        if wire is not None:
            wire.setsockopt(sockets.IPPROTO_TCP, sockets.TCP_NODELAY, 1)


class SlackSocket:
    def __init__(self, bolt: App, web: WebClient, app_token: str) -> None:
        self._bolt = bolt
        self._client = _PromptClient(
            app_token=app_token,
            web_client=web,
            concurrency=_CONCURRENCY,
            ping_interval=_PING_EVERY_S,
        )
        self._client.socket_mode_request_listeners.append(self._handle)
        self._alive_at = time.monotonic()
        self._seen: tuple[str | None, float | None] = (None, None)

    def connect(self) -> bool:
        """Whether the wire is up. Raises SlackApiError, OSError."""
        self._client.connect()
        self._alive_at = time.monotonic()
        return self._client.is_connected()

    def silent_for(self) -> float:
        """Seconds since the wire last showed life. A half-open socket says it is connected; its pongs stop."""
        session = self._client.current_session
        sign = (self._client.session_id(), session.last_ping_pong_time if session is not None else None)
        if sign != self._seen:
            self._seen, self._alive_at = sign, time.monotonic()
        return time.monotonic() - self._alive_at

    def close(self) -> None:
        self._client.auto_reconnect_enabled = False
        # Its processor waits up to a second for the next message; nothing, said last, ends that at once.
        self._client.closed = True
        self._client.message_queue.put(None)
        wire = self._client.current_session.sock if self._client.current_session is not None else None
        if wire is not None:
            # The reader holds its lock for as long as it waits; an end of the stream lets it go at once.
            with suppress(OSError):
                wire.shutdown(sockets.SHUT_RDWR)
        self._client.close()

    def _handle(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        started = time.time()
        send_response(client, request, run_bolt_app(self._bolt, request), started)


def patiently(work: Callable[[], bool], ending: threading.Event) -> None:
    """Until it is done: Slack may be out of reach when a city's server starts, so wait longer rather than crash."""
    wait = _FIRST_WAIT_S
    while not ending.is_set():
        try:
            if work():
                return
        except (OSError, SlackApiError) as error:
            log.warning("Slack is out of reach: %s; next try in %.0f s", _what(error), wait)
        ending.wait(wait)
        wait = min(wait * 2, _LONGEST_WAIT_S)


def _what(error: Exception) -> str:
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else type(error).__name__
