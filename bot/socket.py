"""The Socket Mode connection: sends small packets at once, knows who the bot is, monitors the last sign of life."""

from __future__ import annotations

import logging
import socket as sockets
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import ConnectionState
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

log = logging.getLogger(__name__)

_FIRST_WAIT_S, _LONGEST_WAIT_S = 1.0, 60.0
# More threads than cores: they mostly wait for the network, and one slow call must not delay the next ack.
_CONCURRENCY = 50
_PING_EVERY_S = 5.0
# A refresh by Slack takes some seconds; an outage of the office's line may take a minute or two.
DEAD_AFTER_S = 180.0


class Identity:
    """The bot's Slack identity, asked once; Bolt needs it to ignore the bot's own events."""

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._known: AuthorizeResult | None = None
        self._asking = threading.Lock()

    def authorize(self) -> AuthorizeResult:
        """Return the identity, asking Slack at the first call. Raises SlackApiError or OSError until that succeeds."""
        with self._asking:
            if self._known is None:
                self._known = AuthorizeResult.from_auth_test_response(
                    auth_test_response=self._client.auth_test(), bot_token=self._client.token
                )
            return self._known


class _PromptClient(SocketModeClient):
    """A client that disables Nagle's algorithm, which delays a small ack by up to 40 ms."""

    def connect(self) -> None:
        if self.current_session is not None:
            # The SDK closes the old connection after it has opened the new one. If the reader of the old one closes it
            # at the same moment, the SDK raises an error. The new connection then stays open without a reader, and what
            # Slack sends there is lost. So close the old connection first.
            with suppress(AttributeError, OSError):
                self.current_session.close()
        super().connect()
        connection = self.current_session.sock if self.current_session is not None else None
        if connection is not None:
            connection.setsockopt(sockets.IPPROTO_TCP, sockets.TCP_NODELAY, 1)


class _Ended(ConnectionState):
    """The state of a connection that is closed for good: no reader can begin on it."""

    def __init__(self) -> None:
        self.terminated = True

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, True)


class SlackSocket:
    """The connection of one bot, which passes each request to Bolt and sends its ack."""

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
        """Connect; return whether the connection is up. Raises SlackApiError or OSError."""
        self._client.connect()
        self._alive_at = time.monotonic()
        return self._client.is_connected()

    def silent_for(self) -> float:
        """Return the seconds since the last sign of life.

        A half-open socket still reports that it is connected but sends no pongs.
        """
        session = self._client.current_session
        sign = (self._client.session_id(), session.last_ping_pong_time if session is not None else None)
        if sign != self._seen:
            self._seen, self._alive_at = sign, time.monotonic()
        return time.monotonic() - self._alive_at

    def close(self) -> None:
        """Close the connection for good, without waiting for the SDK's threads to time out."""
        self._client.auto_reconnect_enabled = False
        # The client's processor waits up to a second for the next message; a final None ends that wait at once.
        self._client.closed = True
        self._client.message_queue.put(None)
        connection = self._client.current_session.sock if self._client.current_session is not None else None
        if connection is not None:
            # The reader holds its lock while it waits; shutting the socket down ends that wait at once.
            with suppress(OSError):
                connection.shutdown(sockets.SHUT_RDWR)
        # The SDK's reader may be about to begin: it then forgets that the connection is closed, and never ends.
        begun, self._client.current_session_state = self._client.current_session_state, _Ended()
        begun.terminated = True
        self._client.close()

    def _handle(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        started = time.time()
        send_response(client, request, run_bolt_app(self._bolt, request), started)


def patiently(work: Callable[[], bool], ending: threading.Event) -> None:
    """Retry until the call succeeds or `ending` is set: Slack may be unreachable when a server starts.

    The waits double from 1 to 60 seconds.
    """
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
