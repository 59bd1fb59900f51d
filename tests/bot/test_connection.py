"""A half-open connection to Slack: the socket is open and nothing arrives on it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.sample import COUNCIL, FIELD
from bot.serving import serve
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


def test_a_channel_gets_its_messages_one_by_one_with_a_rest_between_them(tmp_path: Path) -> None:
    with practice() as (server, slack), bot_on(server, f"sqlite:///{tmp_path / 'city.db'}", pace=Pace()):
        officer, leader = slack.person("U0OFFICER"), slack.person("U0LEADER")
        for place in ("창호 결로", "옥상 누수"):
            officer.command(FIELD, "/cn", f"report {place}")
        leader.waits_for(lambda: len(leader.messages(COUNCIL)) == 2)
        first, second = (float(each["ts"]) for each in leader.messages(COUNCIL))
    # Each is claimed a rest apart and then takes its own time to arrive.
    assert second - first > CHANNEL_REST_S / 2
