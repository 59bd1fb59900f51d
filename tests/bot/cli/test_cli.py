"""The command line as its users see it: a process, its exit code and its one line."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli import COMMANDS, gathered
from bot.logs import Redacting
from bot.practice.driver import PATIENCE_S
from tests.running import environment


def run(tmp_path: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=tmp_path,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-secret"}, "SLACK_APP_TOKEN"),
        ({"SLACK_APP_TOKEN": "xapp-secret"}, "SLACK_BOT_TOKEN"),
        ({"CN_TIMEZONE": "Mars/Olympus"}, "CN_TIMEZONE"),
    ],
)
def test_a_setting_that_is_missing_or_malformed_is_one_line_and_exit_code_2(
    tmp_path: Path, settings: dict[str, str], named: str
) -> None:
    ended = run(tmp_path, "run", **settings)
    assert ended.returncode == 2
    assert ended.stderr.startswith(named + ":")
    assert len(ended.stderr.strip().splitlines()) == 1
    assert "secret" not in ended.stderr + ended.stdout


def test_each_command_is_gathered_alone_and_all_for_the_help() -> None:
    for word in COMMANDS:
        assert word in get_command(gathered([word])).commands  # type: ignore[attr-defined]
    assert set(get_command(gathered([])).commands) == set(COMMANDS)  # type: ignore[attr-defined]


def test_a_start_loads_nothing_heavy_that_it_does_not_use() -> None:
    words = "import sys; from bot.cli import gathered; gathered(['run']); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", words], env=environment(), capture_output=True, text=True, check=True
    )
    assert not {"alembic", "docx", "hwpx", "openpyxl", "PIL", "starlette", "uvicorn"} & set(loaded.stdout.split())


def test_help_names_the_commands(tmp_path: Path) -> None:
    ended = run(tmp_path, "--help")
    assert ended.returncode == 0
    assert "run" in ended.stdout


def test_a_token_in_a_log_line_is_not_printed() -> None:
    record = logging.LogRecord("any", logging.INFO, "", 0, "token %s and %s", ("xoxb-1-2-Ab", "xapp-1-A"), None)
    assert Redacting("%(message)s").format(record) == "token [token] and [token]"
