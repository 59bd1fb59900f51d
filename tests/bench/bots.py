"""Bots as processes, each on a practice Slack of this process: CN Bot and the smallest possible bots."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bot.practice.server import Practice
from bot.sample import COUNCIL, STEERING, sample_city
from tests.running import environment

OURS = ("bot", "run")
PLAIN = ("tests.bench.bare_bot", "plain")
DEFAULT = ("tests.bench.bare_bot", "default")
QUICK = ("tests.bench.bare_bot", "quick")
POSTING = ("tests.bench.bare_bot", "posting")
_PATIENCE_S = 60.0


def started(bot: tuple[str, ...], slack: Practice, database_url: str = "") -> subprocess.Popen[bytes]:
    """Start a bot and return its process without waiting; `database_url` is for CN Bot."""
    where = environment(
        SLACK_API_URL=slack.api_url,
        SLACK_BOT_TOKEN=slack.world.app.bot_token,
        SLACK_APP_TOKEN=slack.world.app.app_token,
        DATABASE_URL=database_url,
        CN_COMMITTEE_CHANNEL=COUNCIL,
        CN_STEERING_CHANNEL=STEERING,
        CN_LOG_LEVEL="ERROR",
    )
    where.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, as in normal use
    # In another folder than the project's, which may contain a .env file.
    return subprocess.Popen([sys.executable, "-m", *bot], env=where, cwd=tempfile.gettempdir())


def wait_for_its_wire(slack: Practice) -> None:
    ends = time.monotonic() + _PATIENCE_S
    while not slack.sockets.connections:
        if time.monotonic() > ends:
            raise TimeoutError("the bot did not connect")
        time.sleep(0.001)


@contextmanager
def running(bot: tuple[str, ...], database_url: str = "") -> Iterator[Practice]:
    """Yield the practice Slack of a bot that is connected."""
    with Practice(sample_city()) as slack:
        process = started(bot, slack, database_url)
        try:
            wait_for_its_wire(slack)
            yield slack
        finally:
            process.kill()
            process.wait()
