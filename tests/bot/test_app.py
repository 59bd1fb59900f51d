"""The assembled bot on an address where no Slack answers: what it must do without Slack."""

from __future__ import annotations

import threading
from datetime import datetime

from bot.app import Dispatcher
from bot.practice.driver import PATIENCE_S
from schedules.delivery import LEASE, Delivery
from schedules.pacing import Pace
from storage.db.database import Database
from storage.outbox.messages import Claim
from storage.outbox.notices import NoticeKind, Topic, notify
from tests.cast import Cast


class FailingOnce:
    """A sender with a defect: its first post raises an unexpected error."""

    def __init__(self) -> None:
        self.posted: list[str] = []
        self.tried = 0
        self.failed, self.done = threading.Event(), threading.Event()  # done: both messages are posted

    def post(self, claim: Claim) -> tuple[str, str]:
        self.tried += 1
        if self.tried == 1:
            self.failed.set()
            raise RuntimeError("a defect")
        self.posted.append(claim.recipient)
        if len(self.posted) == 2:
            self.done.set()
        return claim.recipient, f"{self.tried}.0"

    def update(self, claim: Claim) -> tuple[str, str]:
        raise AssertionError

    def find(self, claim: Claim) -> tuple[str, str] | None:
        return None


def test_a_defect_in_one_tick_does_not_end_the_dispatcher(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        for channel in ("C0ONE", "C0TWO"):
            notify(session, cast.officer.workspace_id, Topic(NoticeKind.CARD, "issue", 1), channel, now)
    sender, real = FailingOnce(), [now]
    delivery = Delivery(database, sender, lambda: now, real_clock=lambda: real[0], pace=Pace(channel_rest_s=0))
    dispatcher = Dispatcher(delivery)
    dispatcher.start()
    dispatcher.wake()
    assert sender.failed.wait(PATIENCE_S)
    real[0] += LEASE
    dispatcher.wake()
    assert sender.done.wait(PATIENCE_S)
    dispatcher.stop()
    assert sorted(sender.posted) == ["C0ONE", "C0TWO"]
