"""A half-open connection to Slack: the socket is open and nothing arrives on it."""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from slack_bolt import App

from bot.sample import COUNCIL, FIELD
from bot.serving import serve
from bot.socket import Identity, SlackSocket
from bot.web import tls_of, web_client
from schedules.pacing import CHANNEL_REST_S, Pace
from tests.running import bot_on, practice, settings_for
from tests.texts import issue_taken

pytestmark = pytest.mark.early

# The bot pings every five seconds, so that a live connection is never silent for this long.
DEAD_AFTER_S = 7.0


def test_a_half_open_socket_ends_the_bot_so_that_a_supervisor_starts_it_anew(tmp_path: Path) -> None:
    ending = threading.Event()
    with practice() as (server, slack), ThreadPoolExecutor(1) as running:
        settings = settings_for(server, f"sqlite:///{tmp_path / 'city.db'}")
        stayed = running.submit(serve, settings, ending, server.clock, DEAD_AFTER_S)
        try:
            officer = slack.person("U0OFFICER")
            officer.waits_for(lambda: server.sockets.connections)
            assert slack.do("half_open")["muted"] == 1
            assert officer.command(FIELD, "/cn", "report leak") == "operation_timeout"
            assert stayed.result(60) is False
            assert server.sockets.connections == 1  # Slack still counts the connection as open
        finally:
            ending.set()


def test_one_that_lives_stays_until_it_is_told_to_end(tmp_path: Path) -> None:
    ending = threading.Event()
    with practice() as (server, slack), ThreadPoolExecutor(1) as running:
        settings = settings_for(server, f"sqlite:///{tmp_path / 'city.db'}")
        stayed = running.submit(serve, settings, ending, server.clock, DEAD_AFTER_S)
        try:
            officer = slack.person("U0OFFICER")
            officer.waits_for(lambda: server.sockets.connections)
            assert officer.command(FIELD, "/cn", "report leak") == issue_taken(1)
        finally:
            ending.set()
        assert stayed.result(60) is True


class _ClosesFirst(logging.Handler):
    """Holds the SDK's reader where it says that it begins, until the connection is closed."""

    def __init__(self, socket: SlackSocket) -> None:
        super().__init__()
        self._socket, self.closing = socket, threading.Thread(target=socket.close)

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage().startswith("Starting to receive"):
            session = self._socket._client.current_session
            assert session is not None
            self.closing.start()
            while session.is_active() or not self._socket._client.current_session_state.terminated:
                time.sleep(0.001)


def test_one_that_is_closed_before_its_reader_begins_ends_too(caplog: pytest.LogCaptureFixture) -> None:
    reader = "slack_sdk.socket_mode.builtin.client"
    with practice() as (server, slack), caplog.at_level(logging.INFO, reader):
        settings = settings_for(server, "sqlite://")
        app_token, bot_token = settings.slack_app_token, settings.slack_bot_token
        assert app_token is not None
        assert bot_token is not None
        client = web_client(settings, bot_token.get_secret_value(), tls_of(settings), 5)
        socket = SlackSocket(
            App(client=client, authorize=partial(Identity.authorize, Identity(client))),
            client,
            app_token.get_secret_value(),
        )
        first = _ClosesFirst(socket)
        logging.getLogger(reader).addHandler(first)
        try:
            socket.connect()
            slack.person("").waits_for(lambda: first.closing.ident)
            first.closing.join(60)
            assert not first.closing.is_alive()
        finally:
            logging.getLogger(reader).removeHandler(first)


def test_a_channel_gets_its_messages_one_by_one_with_a_rest_between_them(tmp_path: Path) -> None:
    with practice() as (server, slack), bot_on(server, f"sqlite:///{tmp_path / 'city.db'}", pace=Pace()):
        officer, leader = slack.person("U0OFFICER"), slack.person("U0LEADER")
        for place in ("창호 결로", "옥상 누수"):
            officer.command(FIELD, "/cn", f"report {place}")
        leader.waits_for(lambda: len(leader.messages(COUNCIL)) == 2)
        first, second = (float(each["ts"]) for each in leader.messages(COUNCIL))
    # Each is claimed a rest apart and then takes its own time to arrive.
    assert second - first > CHANNEL_REST_S / 2
