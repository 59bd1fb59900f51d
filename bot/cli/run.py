"""`cn-bot run` and `python -m bot`: the bot on real Slack, or on the practice Slack if asked or without tokens."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.follow import clock_for
from bot.config import Settings, SettingWrong, read_settings
from bot.logs import set_up_logs
from bot.serving import leave, serve, stop_on_signals

DEFAULT_PORT = 8100
DEFAULT_FOLDER = Path("data")


def add_to(app: typer.Typer) -> None:
    """Add the command `run`."""
    app.command("run")(run)


def run(
    practice: Annotated[bool, typer.Option("--practice", help="Start a practice Slack with a sample city.")] = False,
    port: Annotated[int, typer.Option(help="Where the practice Slack listens; 0 takes a free port.")] = DEFAULT_PORT,
    folder: Annotated[Path, typer.Option(help="Where a practice run keeps everything.")] = DEFAULT_FOLDER,
) -> None:
    """Run the bot on Slack with the tokens in the environment or `.env`."""
    settings = _settings()
    if practice:
        _practise(settings, folder, port)
        return
    missing = settings.token_missing()
    if missing:
        leave(f"{missing}: is not set; it belongs in the environment or in .env")
    set_up_logs(settings.cn_log_level)
    if not serve(settings, stop_on_signals(), clock_for(settings)):
        raise typer.Exit(1)


def run_or_practise() -> None:
    """Run what `make run` runs: the sample city if no token is set, otherwise the bot on Slack."""
    settings = _settings()
    if settings.has_no_token():
        _practise(settings, DEFAULT_FOLDER, DEFAULT_PORT)
    else:
        run()


def _practise(settings: Settings, folder: Path, port: int) -> None:
    from bot.practice_run import practise  # late: a bot on real Slack needs neither a server nor a sample city

    set_up_logs("WARNING")
    logging.getLogger("slack_sdk").setLevel(logging.CRITICAL)  # its reconnecting lines help nobody who tries the bot
    try:
        practise(settings, folder, port, stop_on_signals())
    except OSError as error:
        leave(f"--port {port}: {error.strerror}; another practice run may be open, or choose another with --port")


def _settings() -> Settings:
    try:
        return read_settings()
    except SettingWrong as wrong:
        leave(str(wrong))
