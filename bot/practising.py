"""`cn-bot run --practice`: the practice Slack, the bot and a sample city on a database of their own, in one process."""

from __future__ import annotations

import threading
from pathlib import Path

import typer
from pydantic import SecretStr

from bot.config import Settings
from bot.practice.server import Practice
from bot.running import serve
from bot.sample import COUNCIL, STEERING, STORY_BEGINS, sample_city

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
        typer.echo(_WELCOME.format(address=slack.address, folder=folder))
        return serve(_pointing_at(slack, settings, folder), ending, slack.clock)


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
