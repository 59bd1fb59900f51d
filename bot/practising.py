"""`cn-bot run --practice`: the practice Slack, the bot and a sample city on a database of their own, in one process."""

from __future__ import annotations

import threading
from pathlib import Path

import typer
from pydantic import SecretStr

from bot.config import Settings
from bot.practice.server import Practice
from bot.running import serve
from bot.sample import COUNCIL, STEERING, STORY_BEGINS, sample_accounts, sample_city
from storage.importing.plan import commit_plan, preview_plan
from storage.importing.roster import commit_roster, preview_roster
from storage.importing.sheets import read_sheet
from storage.people import keep_accounts
from storage.samples import SAMPLE_PLAN, SAMPLE_ROSTER
from storage.sessions import Books
from storage.tasks import all_tasks
from storage.upgrading import upgrade
from storage.workspaces import workspace_made_if_new

_WELCOME = """
  CN Bot · 탄소중립 봇

  열기  Open   {address}   (이 컴퓨터에서만 · only from this machine)
  입력  Type   /cn report 별양동 주민센터 창호 결로
  끝    Stop   Ctrl+C      모두 {folder} 에 남습니다 · all is kept there
"""


def practise(settings: Settings, folder: Path, port: int, ending: threading.Event) -> bool:
    """Until `ending` is set. What happens is kept in `folder`, so that the next start goes on from there."""
    folder.mkdir(parents=True, exist_ok=True)
    with Practice(sample_city(), str(folder / "practice-slack.db"), port, STORY_BEGINS) as slack:
        pointing = _pointing_at(slack, settings, folder)
        _bring_the_sample_plan(pointing.database_url, slack)
        typer.echo(_WELCOME.format(address=slack.address, folder=folder))
        return serve(pointing, ending, slack.clock)


def _bring_the_sample_plan(database_url: str, slack: Practice) -> None:
    """The sample people and the 53 sample tasks, once: what a person changes in them afterwards stays."""
    books = Books(database_url)
    upgrade(books)
    with books.writing() as session:
        city = workspace_made_if_new(session, slack.world.city.team_id, slack.world.city.name)
        if not all_tasks(session, city.id):
            keep_accounts(session, city.id, sample_accounts())
            session.flush()
            roster = preview_roster(session, city.id, read_sheet(SAMPLE_ROSTER))
            commit_roster(session, city.id, roster, slack.clock())
            plan = preview_plan(session, city.id, read_sheet(SAMPLE_PLAN))
            commit_plan(session, city.id, plan, slack.clock(), sample=True)
    books.close()


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
