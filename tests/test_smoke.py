"""`make smoke` against the practice Slack, as a process: its output and its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.config import Settings
from bot.practice.driver import PATIENCE_S
from bot.sample import COUNCIL, STEERING
from tests.running import practice, settings_for

pytestmark = pytest.mark.early

ROOT = Path(__file__).parents[1]


def run(folder: Path, settings: Settings | None, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "CN_", "DATABASE_"))}
    if settings is not None:
        assert settings.slack_bot_token is not None
        assert settings.slack_app_token is not None
        kept |= {
            "SLACK_BOT_TOKEN": settings.slack_bot_token.get_secret_value(),
            "SLACK_APP_TOKEN": settings.slack_app_token.get_secret_value(),
            "SLACK_API_URL": settings.slack_api_url,
            "CN_COMMITTEE_CHANNEL": COUNCIL,
            "CN_STEERING_CHANNEL": STEERING,
        }
    words = [sys.executable, "-m", "tests.smoke"]
    env = {**kept, "PYTHONPATH": str(ROOT), **more}
    return subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, timeout=PATIENCE_S, check=False)


def test_the_round_is_seen_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with practice() as (server, slack):
        done = run(tmp_path, settings_for(server, "sqlite://"))
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        for seen in (
            "posted into C0COUNCIL",
            "found in the history",
            "changed in place",
            "deleted",
            "opened and closed",
        ):
            assert seen in done.stdout
        assert "xoxb" not in done.stdout
        assert slack.person("U0LEADER").messages(COUNCIL) == []


def test_a_channel_without_the_bot_is_named_and_nothing_else_is_tried(tmp_path: Path) -> None:
    with practice() as (server, _):
        done = run(tmp_path, settings_for(server, "sqlite://"), CN_SMOKE_CHANNEL="C0NOWHERE")
    assert done.returncode == 1
    assert "channel_not_found" in done.stderr
    assert "opened and closed" not in done.stdout


def test_without_tokens_it_says_which_is_missing(tmp_path: Path) -> None:
    done = run(tmp_path, None)
    assert (done.returncode, done.stdout) == (2, "")
    assert "SLACK_BOT_TOKEN: is not set" in done.stderr
