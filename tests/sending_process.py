"""A process that only plans and sends due messages, so that a test can kill it at any moment."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

from bot.app import Bot, real_now
from bot.config import Settings
from bot.logs import set_up_logs
from schedules.pacing import Pace
from storage.db.database import Database

# Each is forked from one process that has imported everything: an import takes longer than many of them live.
_processes = get_context("forkserver")
_processes.set_forkserver_preload([__name__])


def sending(settings: Settings, stands_at: datetime | None = None) -> BaseProcess:
    """Start the process and return it; the city's clock stands still at `stands_at`, or is the machine's."""
    process = _processes.Process(target=_send, args=(settings, stands_at))
    process.start()
    return process


def _send(settings: Settings, stands_at: datetime | None) -> None:
    set_up_logs("ERROR")
    # Faster than in production, so that a test of minutes takes seconds; a lease still outlives three calls at the
    # client's timeout.
    hurried = Pace(burst=1_000, per_second=1_000, channel_rest_s=0)
    bot = Bot(
        settings,
        Database(settings.database_url),
        lambda: stands_at or real_now(),
        pace=hurried,
        lease=timedelta(seconds=3.5),
        posting_timeout_s=1,
    )
    bot.dispatcher.start()
    bot.ticks.start(lambda: None)
    threading.Event().wait()
