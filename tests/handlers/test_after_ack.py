"""Calls after acks end with the bot, so that none uses the database when it is closed."""

from __future__ import annotations

import threading
import time
from datetime import datetime

from slack_sdk import WebClient

from handlers.after_ack import AfterAck
from handlers.slack.requests import RequestHandler, Response
from storage.db.database import Database


def test_what_is_asked_is_answered_before_the_end_and_not_asked_again(database: Database, now: datetime) -> None:
    after = AfterAck(RequestHandler(database, lambda: now, lambda: None))
    begun, asked = threading.Event(), list[str]()

    def ask(again: str) -> Response:
        begun.set()
        time.sleep(0.2)
        asked.append(again)
        return Response(too_early=True)

    after.once_known(ask, WebClient(), "C0FIELD", "U0OFFICER")
    assert begun.wait(10)
    after.stop()
    at_the_end = list(asked)
    time.sleep(1.5)  # longer than until it would be asked again
    assert at_the_end == asked == ["after 0.3 s"]
