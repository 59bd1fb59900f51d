"""The bot on Slack's Socket Mode, until it is told to stop."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from typing import NoReturn

import typer

from bot.app import Bot, real_now
from bot.config import Settings
from bot.socket import DEAD_AFTER_S, SlackSocket, patiently
from schedules.pacing import Pace
from storage.db.database import Database
from storage.db.upgrading import upgrade

log = logging.getLogger(__name__)

_LOOK_AT_THE_WIRE_EVERY_S = 5.0


def leave(why: str) -> NoReturn:
    """Exit with code 2 and one line on stderr: the person who started the command has to change something."""
    typer.echo(why, err=True)
    raise typer.Exit(2)


def stop_on_signals() -> threading.Event:
    """Return an event that SIGTERM and SIGINT set from now on."""
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    return ending


def serve(
    settings: Settings,
    ending: threading.Event,
    clock: Callable[[], datetime] = real_now,
    dead_after_s: float = DEAD_AFTER_S,
    when_moved: Callable[[Callable[[], None]], None] = lambda _: None,
    pace: Pace | None = None,
) -> bool:
    """Upgrade the database, connect, and run until `ending` is set.

    Return False when the connection was dead for `dead_after_s` seconds, so that a supervisor restarts the bot.

    `clock` gives the city's time. `when_moved` takes a function to call when that clock is moved, as a practice Slack's
    clock can be. `pace` limits how fast messages are sent; None keeps to what Slack allows.
    """
    database = Database(settings.database_url)
    backup = upgrade(database)
    if backup:
        log.info("upgraded; what was there before is in %s", backup)
    bot = Bot(settings, database, clock, pace=pace)
    assert settings.slack_app_token is not None
    connection = SlackSocket(bot.bolt, bot.client, settings.slack_app_token.get_secret_value())
    close_page = _health_page(settings.cn_health_port, database, clock, bot, connection)
    bot.dispatcher.start()
    when_moved(bot.ticks.wake)
    try:
        patiently(lambda: bot.enter_city() and connection.connect(), ending)
        while not ending.wait(_LOOK_AT_THE_WIRE_EVERY_S):
            if connection.silent_for() > dead_after_s:
                log.error("no sign of life from Slack for %.0f s", connection.silent_for())
                return False
        return True
    finally:
        connection.close()
        bot.stop()
        close_page()
        database.close()


def _health_page(
    port: int, database: Database, clock: Callable[[], datetime], bot: Bot, connection: SlackSocket
) -> Callable[[], None]:
    """Open the health page unless `port` is 0; return the function that closes it."""
    if not port:
        return lambda: None
    from bot.health import Health, HealthPage  # late: a web server, needed only for the page

    page = HealthPage(Health(database, clock, bot.ticks.silent_for, connection.silent_for, bot.token_error), port)
    page.start()
    return page.stop
