"""Claim, send, record: deliver stored messages to Slack exactly once.

`claim()` takes a message, `send()` sends it and records the result, `step()` does both. The sender, which talks to
Slack, is passed in.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from schedules.pacing import Pace
from storage.db.database import Database
from storage.outbox.fallback import send_elsewhere
from storage.outbox.lookups import card_has_a_place, is_kept_on_slack
from storage.outbox.messages import Claim, claim_next, mark_deleted, mark_failed, mark_moot, mark_posted, put_off

log = logging.getLogger(__name__)

# Longer than three calls at the client's own timeout (6 s), so that no second process posts while a first may be
# posting.
LEASE = timedelta(seconds=25)
# docs.slack.dev, chat.update, "Errors": the message no longer exists.
_DELETED = "message_not_found"
_FIRST_WAIT_S = 1.0
_LONGEST_WAIT_S = 300.0


class NotYet(Exception):
    """Slack rejected the call for now; nothing was posted.

    `after_s` is Retry-After in seconds, or None if Slack named none.
    """

    def __init__(self, error: str, after_s: float | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.after_s = after_s


class OutcomeUnknown(Exception):
    """The connection broke. Whether Slack has the message can only be found in the channel's history."""


class RefusedBySlack(Exception):
    """Slack will never accept this message: the channel is archived or the account is deactivated."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class NothingToSay(Exception):
    """The message was never posted and nothing in it is true any more."""


class Sender(Protocol):
    """Protocol of a sender: renders a message in its reader's language and sends it to Slack. Each call returns
    (channel, ts).

    Each call may raise NotYet, OutcomeUnknown, RefusedBySlack or NothingToSay.
    """

    def post(self, claim: Claim) -> tuple[str, str]:
        """Post the message as a new one."""

    def update(self, claim: Claim) -> tuple[str, str]:
        """Change the posted message in place; `claim.ts` is its place."""

    def find(self, claim: Claim) -> tuple[str, str] | None:
        """Search the channel for a message that may have been posted. Return None if Slack does not have it."""


class Delivery:
    """Delivery of the messages in the database.

    `clock` is the city's, which a practice run can move; `real_clock` and `monotonic` are the machine's.
    """

    def __init__(
        self,
        database: Database,
        sender: Sender,
        clock: Callable[[], datetime],
        *,
        real_clock: Callable[[], datetime],
        lease: timedelta = LEASE,
        pace: Pace | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._real_clock = real_clock
        self._lease = lease
        self._pace = pace or Pace()
        self._monotonic = monotonic

    def step(self) -> bool:
        """Send one message. Return False if none is due or all due messages have to wait."""
        claim = self.claim()
        if claim is not None:
            self.send(claim)
        return claim is not None

    def claim(self) -> Claim | None:
        """Lease the next due message for this process. Return None if none is due or all due messages have to wait."""
        at = self._monotonic()
        with self._database.writing() as session:
            claim = claim_next(
                session,
                self._clock(),
                self._real_clock(),
                self._lease,
                resting_lanes=self._pace.resting_lanes(at),
                resting_recipients=self._pace.resting_channels(at),
            )
        if claim is not None:
            self._pace.took(claim.workspace_id, claim.recipient, at)
        return claim

    def wait_s(self, longest_s: float) -> float:
        """Return the seconds until a throttled lane or channel is free, at most `longest_s`."""
        opening = self._pace.next_opening(self._monotonic())
        return longest_s if opening is None else min(opening, longest_s)

    def send(self, claim: Claim) -> None:
        """Send a claimed message and record the result: posted, to be retried later, refused or no longer needed."""
        try:
            channel, ts, as_of = self._post_or_update(claim)
        except NotYet as later:
            if later.after_s is not None:
                self._pace.closed(claim.workspace_id, self._monotonic(), later.after_s)
            self._put_off(claim, later.error, later.after_s, not_posted=True)
        except OutcomeUnknown as unknown:
            self._put_off(claim, str(unknown), None, not_posted=False)
        except RefusedBySlack as refused:
            self._give_up(claim, refused.error)
        except NothingToSay:
            with self._database.writing() as session:
                mark_moot(session, claim)
        else:
            self._record(claim, channel, ts, as_of)

    def _post_or_update(self, claim: Claim) -> tuple[str, str, int]:
        """Return the channel and ts of the message on Slack, and the `wanted` number that it now shows."""
        if claim.ts is not None:
            return *self._sender.update(claim), claim.wanted
        if claim.may_be_posted_since is not None:
            found = self._sender.find(claim)
            if found is not None:
                return *found, 1  # the text posted then may be older than the record is now
        return *self._sender.post(claim), claim.wanted

    def _record(self, claim: Claim, channel: str, ts: str, as_of: int) -> None:
        with self._database.writing() as session:
            mark_posted(session, claim, channel, ts, as_of)
            if claim.ts is None:
                card_has_a_place(session, claim.workspace_id, claim.message_id)

    def _give_up(self, claim: Claim, error: str) -> None:
        with self._database.writing() as session:
            if error == _DELETED and is_kept_on_slack(session, claim.workspace_id, claim.message_id):
                mark_deleted(session, claim)
                return
            mark_failed(session, claim, error)
            route = send_elsewhere(session, claim, self._clock())
        log.warning("refused workspace=%s message=%s %s route=%s", claim.workspace_id, claim.key, error, route)

    def _put_off(self, claim: Claim, error: str, after_s: float | None, *, not_posted: bool) -> None:
        wait = after_s if after_s is not None else _wait_after(claim.attempts)
        with self._database.writing() as session:
            put_off(session, claim, self._real_clock() + timedelta(seconds=wait), error, not_posted=not_posted)


def _wait_after(attempts: int) -> float:
    """Return the backoff in seconds: doubling, plus up to 25 % jitter so that retries spread out."""
    wait: float = min(_FIRST_WAIT_S * 2 ** min(attempts - 1, 10), _LONGEST_WAIT_S)
    return wait * (1 + random.random() / 4)
