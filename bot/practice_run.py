"""`cn-bot run --practice`: the practice Slack, the bot and a sample city with its own database, in one process."""

from __future__ import annotations

import threading
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

import typer
from pydantic import SecretStr

from bot.config import Settings
from bot.practice.server import Practice
from bot.sample import COUNCIL, STEERING, STORY_BEGINS, enter_sample, sample_city
from bot.serving import serve
from bot.story import story
from storage.db.database import Database
from storage.db.upgrading import upgrade
from storage.organisation.workspaces import workspace_made_if_new
from storage.outbox.planned import next_due
from storage.tasks.tasks import all_tasks

_WELCOME = """
  CN Bot · 탄소중립 봇

  열기  Open   {address}   (이 컴퓨터에서만 · only from this machine)
  입력  Type   /cn report 별양동 주민센터 창호 결로
  끝    Stop   Ctrl+C      모두 {folder} 에 남습니다 · all is kept there
"""


def practise(settings: Settings, folder: Path, port: int, ending: threading.Event) -> bool:
    """Run until `ending` is set. Everything is kept in `folder`, and the next start continues from there.

    Return False if the connection was dead, as `serve` does. Raises OSError if the port is taken.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with Practice(sample_city(), str(folder / "practice-slack.db"), port, STORY_BEGINS) as slack:
        pointing = _pointing_at(slack, settings, folder)
        with closing(Database(pointing.database_url)) as database:
            _bring_the_sample(database, slack)
            follow(slack, database)
            typer.echo(_WELCOME.format(address=slack.address, folder=folder))
            return serve(pointing, ending, slack.clock, when_moved=slack.when_moved)


def _bring_the_sample(database: Database, slack: Practice) -> None:
    """Import the sample city once; later changes are kept."""
    upgrade(database)
    with database.writing() as session:
        city = workspace_made_if_new(session, slack.world.city.team_id, slack.world.city.name)
        if not all_tasks(session, city.id):
            enter_sample(session, city.id, slack.clock())


def follow(slack: Practice, database: Database) -> None:
    """Give the page what it needs from the bot: the time of the next due notice and the steps of the tour."""
    slack.next_due = partial(_next_due, database)
    slack.story = partial(story, database, slack.world.city.team_id)


def _next_due(database: Database) -> datetime | None:
    with database.reading() as session:
        return next_due(session)


def _pointing_at(slack: Practice, settings: Settings, folder: Path) -> Settings:
    app = slack.world.app
    return settings.model_copy(
        update={
            "slack_bot_token": SecretStr(app.bot_token),
            "slack_app_token": SecretStr(app.app_token),
            "slack_api_url": slack.api_url,
            "database_url": f"sqlite:///{folder / 'cn-bot.db'}",
            "cn_committee_channel": COUNCIL,
            "cn_steering_channel": STEERING,
        },
    )
