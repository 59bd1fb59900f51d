"""A process that only plans and sends due messages, so that a test can kill it at any moment.

DATABASE_URL and SLACK_API_URL name the database and Slack. STANDS_AT, if set, is the instant at which the city's clock
stands still.
"""

from __future__ import annotations

import os
import threading
from datetime import datetime, timedelta

from bot.app import Bot, real_now
from bot.config import read_settings
from bot.logs import set_up_logs
from schedules.pacing import Pace
from storage.db.database import Database

if __name__ == "__main__":
    settings = read_settings()
    set_up_logs("ERROR")
    # Faster than in production, so that a test of minutes takes seconds; a lease still outlives three calls at the
    # client's timeout.
    hurried = Pace(burst=1_000, per_second=1_000, channel_rest_s=0)
    stands_at = os.environ.get("STANDS_AT")
    now = datetime.fromisoformat(stands_at) if stands_at else None
    bot = Bot(
        settings,
        Database(settings.database_url),
        lambda: now or real_now(),
        pace=hurried,
        lease=timedelta(seconds=3.5),
        posting_timeout_s=1,
    )
    bot.dispatcher.start()
    bot.ticks.start(lambda: None)
    threading.Event().wait()
