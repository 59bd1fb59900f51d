"""Calls after acks end with the bot, so that none uses the database when it is closed."""

from __future__ import annotations

import threading
from datetime import datetime

from slack_sdk import WebClient

from bot.practice.driver import PATIENCE_S
from handlers.after_ack import AfterAck
from handlers.slack.requests import RequestHandler, Response
from storage.db.database import Database

_A_MOMENT_S = 0.1  # gives an end that does not wait the time to show it; a right one is under way however long this is


def test_what_is_asked_is_answered_before_the_end_and_not_asked_again(database: Database, now: datetime) -> None:
    after = AfterAck(RequestHandler(database, lambda: now, lambda: None))
    begun, may_answer, asked = threading.Event(), threading.Event(), list[str]()

    def ask(again: str) -> Response:
        begun.set()
        may_answer.wait(PATIENCE_S)
        asked.append(again)
        return Response(too_early=True)

    after.once_known(ask, WebClient(), "C0FIELD", "U0OFFICER")
    assert begun.wait(PATIENCE_S)
    stopping = threading.Thread(target=after.stop)
    stopping.start()
    stopping.join(_A_MOMENT_S)
    assert stopping.is_alive()  # the end waits for the answer
    may_answer.set()
    stopping.join(PATIENCE_S)
    assert not stopping.is_alive()  # and leaves no thread that could ask again
    assert asked == ["after 0.3 s"]
