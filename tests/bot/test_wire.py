"""The wire to Slack when it dies without a word: a socket that is open and from which nothing comes."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.running import serve
from bot.sample import FIELD
from tests.running import practice, settings_for

pytestmark = pytest.mark.early

# The bot pings every five seconds, so that a living wire is never silent for so long.
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
            assert officer.command(FIELD, "/cn", "report 창호 결로") == "operation_timeout"
            assert stayed.result(60) is False
            assert server.sockets.connections == 1  # to Slack it looks open still
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
            assert "1번으로" in officer.command(FIELD, "/cn", "report 창호 결로")
        finally:
            ending.set()
        assert stayed.result(60) is True
