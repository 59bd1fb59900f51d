"""Claim, send, record, with a sender that keeps what it was given and fails when told to."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from schedules.delivery import Delivery, NotYet, OutcomeUnknown, RefusedBySlack
from storage.db.database import Database
from storage.organisation.committees import Committee
from storage.organisation.people import person_of
from storage.outbox.fallback import undeliverable
from storage.outbox.messages import Claim, Message, MessageState, claim_next
from storage.outbox.notices import NoticeKind, Topic, notify, show_again
from tests.cast import Cast

REAL = datetime(2026, 1, 1, tzinfo=UTC)
LEASE = timedelta(seconds=30)


class Killed(BaseException):
    """The process ends here, as SIGKILL would end it."""


class MemoryCourier:
    def __init__(self) -> None:
        self.slack: dict[str, tuple[str, str]] = {}
        self.calls: list[str] = []
        self.before: BaseException | None = None
        self.after: BaseException | None = None

    def post(self, claim: Claim) -> tuple[str, str]:
        self.calls.append("post")
        if self.before:
            raise self.before
        assert claim.key not in self.slack, "posted twice"
        self.slack[claim.key] = (claim.recipient, f"{len(self.slack) + 1}.0")
        if self.after:
            raise self.after
        return self.slack[claim.key]

    def update(self, claim: Claim) -> tuple[str, str]:
        self.calls.append("update")
        return self.slack[claim.key]

    def find(self, claim: Claim) -> tuple[str, str] | None:
        self.calls.append("find")
        return self.slack.get(claim.key)


class Time:
    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def unhurried() -> Callable[[], float]:
    """Return a monotonic clock that advances a minute at every reading, so that nothing is throttled."""
    ticks = itertools.count(step=60)
    return lambda: float(next(ticks))


@pytest.fixture
def real() -> Time:
    return Time(REAL)


@pytest.fixture
def sender() -> MemoryCourier:
    return MemoryCourier()


@pytest.fixture
def delivery(database: Database, cast: Cast, sender: MemoryCourier, real: Time, now: datetime) -> Delivery:
    with database.writing() as session:
        notify(session, cast.officer.workspace_id, Topic(NoticeKind.CARD, "issue", 1), "C0COUNCIL", now)
    return Delivery(database, sender, lambda: now, real_clock=real, lease=LEASE, monotonic=unhurried())


def the_message(database: Database) -> Message:
    with database.reading() as session:
        message = session.get(Message, 1)
        assert message is not None
        return message


def test_a_message_is_posted_once_and_its_place_is_kept(
    database: Database, delivery: Delivery, sender: MemoryCourier
) -> None:
    assert delivery.step() is True
    assert delivery.step() is False
    assert sender.calls == ["post"]
    message = the_message(database)
    assert (message.channel, message.ts, message.shown) == ("C0COUNCIL", "1.0", 1)


def test_killed_after_slack_took_it_it_is_found_and_not_posted_again(
    database: Database, delivery: Delivery, sender: MemoryCourier, real: Time
) -> None:
    sender.after = Killed()
    with pytest.raises(Killed):
        delivery.step()
    sender.after = None
    assert delivery.step() is False  # its lease still holds
    real.at += LEASE
    assert delivery.step() is True
    assert sender.calls == ["post", "find"]
    assert the_message(database).ts == "1.0"


def test_killed_before_slack_took_it_it_is_looked_for_then_posted(
    database: Database, delivery: Delivery, sender: MemoryCourier, real: Time
) -> None:
    sender.before = Killed()
    with pytest.raises(Killed):
        delivery.step()
    sender.before = None
    real.at += LEASE
    delivery.step()
    assert sender.calls == ["post", "find", "post"]
    assert len(sender.slack) == 1


def test_a_broken_wire_is_looked_up_before_another_post(delivery: Delivery, sender: MemoryCourier, real: Time) -> None:
    sender.after = OutcomeUnknown("timeout")
    delivery.step()
    sender.after = None
    real.at += timedelta(seconds=2)
    delivery.step()
    assert sender.calls == ["post", "find"]


def test_a_429_waits_as_long_as_slack_says_and_needs_no_look_up(
    delivery: Delivery, sender: MemoryCourier, real: Time
) -> None:
    sender.before = NotYet("ratelimited", 7)
    delivery.step()
    sender.before = None
    real.at += timedelta(seconds=6)
    assert delivery.step() is False
    real.at += timedelta(seconds=1)
    assert delivery.step() is True
    assert sender.calls == ["post", "post"]


def test_a_refusal_for_good_with_nobody_to_turn_to_is_kept_as_undeliverable(
    database: Database, delivery: Delivery, sender: MemoryCourier
) -> None:
    sender.before = RefusedBySlack("is_archived")
    delivery.step()
    assert delivery.step() is False
    message = the_message(database)
    assert (message.state, message.error) == (MessageState.FAILED, "is_archived")
    with database.reading() as session:
        assert [left.id for left in undeliverable(session, message.workspace_id)] == [message.id]


def test_a_refused_personal_message_goes_to_the_deputy_then_to_the_secretary(
    database: Database, cast: Cast, sender: MemoryCourier, real: Time, now: datetime
) -> None:
    city = cast.officer.workspace_id
    with database.writing() as session:
        secretary = person_of(session, city, "U0SECRETARY")
        person_of(session, city, "U0OFFICER").deputy_id = cast.owner.id
        session.add(Committee(workspace_id=city, name="council", channel="C0COUNCIL", secretary_id=secretary.id))
        notify(session, city, Topic(NoticeKind.RECEIPT, "issue", 1), "U0OFFICER", now)
    delivery = Delivery(database, sender, lambda: now, real_clock=real, monotonic=unhurried())
    sender.before = RefusedBySlack("user_disabled")
    delivery.step()
    delivery.step()
    sender.before = None
    delivery.step()
    assert [place for place, _ in sender.slack.values()] == ["U0SECRETARY"]
    with database.reading() as session:
        assert session.scalars(select(Message.recipient).order_by(Message.id)).all() == [
            "U0OFFICER",
            "U0OWNER",
            "U0SECRETARY",
        ]
        assert undeliverable(session, city) == []


def test_a_changed_record_changes_its_message_in_place(
    database: Database, cast: Cast, delivery: Delivery, sender: MemoryCourier
) -> None:
    delivery.step()
    with database.writing() as session:
        show_again(session, cast.officer.workspace_id, "issue", 1)
        show_again(session, cast.officer.workspace_id, "issue", 1)
        show_again(session, cast.outsider.workspace_id, "issue", 1)
    assert [delivery.step(), delivery.step()] == [True, False]
    assert sender.calls == ["post", "update"]


def test_a_change_while_the_first_post_was_unknown_is_shown_after_it_is_found(
    database: Database, cast: Cast, delivery: Delivery, sender: MemoryCourier, real: Time
) -> None:
    sender.after = OutcomeUnknown("timeout")
    delivery.step()
    sender.after = None
    with database.writing() as session:
        show_again(session, cast.officer.workspace_id, "issue", 1)
    real.at += timedelta(seconds=2)
    while delivery.step():
        pass
    assert sender.calls == ["post", "find", "update"]


def test_two_processes_never_claim_the_same_message(database: Database, delivery: Delivery, now: datetime) -> None:
    with database.writing() as session:
        first = claim_next(session, now, REAL, LEASE)
    with database.writing() as session:
        second = claim_next(session, now, REAL, LEASE)
    assert first is not None
    assert second is None


def test_what_is_not_due_yet_waits(
    database: Database, cast: Cast, sender: MemoryCourier, real: Time, now: datetime
) -> None:
    with database.writing() as session:
        notify(
            session, cast.officer.workspace_id, Topic(NoticeKind.CARD, "issue", 1), "C0COUNCIL", now + timedelta(days=1)
        )
    clock = Time(now)
    delivery = Delivery(database, sender, clock, real_clock=real, monotonic=unhurried())
    assert delivery.step() is False
    clock.at += timedelta(days=1)
    assert delivery.step() is True
