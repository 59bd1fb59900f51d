"""The assembled bot on an address where no Slack answers: what it must do without Slack."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.app import Dispatcher, real_now
from schedules.delivery import Delivery
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

    def post(self, claim: Claim) -> tuple[str, str]:
        self.tried += 1
        if self.tried == 1:
            raise RuntimeError("a defect")
        self.posted.append(claim.recipient)
        return claim.recipient, f"{self.tried}.0"

    def update(self, claim: Claim) -> tuple[str, str]:
        raise AssertionError

    def find(self, claim: Claim) -> tuple[str, str] | None:
        return None


def test_a_defect_in_one_tick_does_not_end_the_dispatcher(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        for channel in ("C0ONE", "C0TWO"):
            notify(session, cast.officer.workspace_id, Topic(NoticeKind.CARD, "issue", 1), channel, now)
    sender = FailingOnce()
    delivery = Delivery(
        database, sender, lambda: now, real_clock=real_now, lease=timedelta(seconds=0.3), pace=Pace(channel_rest_s=0)
    )
    dispatcher = Dispatcher(delivery)
    dispatcher.start()
    for _ in range(200):
        if len(sender.posted) == 2:
            break
        dispatcher.wake()
        dispatcher._thread.join(0.02)
    dispatcher.stop()
    assert sorted(sender.posted) == ["C0ONE", "C0TWO"]
