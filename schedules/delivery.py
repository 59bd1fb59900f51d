"""Claim, send, record: how what is written in the books comes to stand on Slack once.

`claim()` takes a message, `carry()` brings it and records what came of it, `step()` is both; the loops around them are
trivial. The courier, which talks to Slack, is passed in.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from schedules.pacing import Pace
from storage.messages import Claim, claim_next, mark_deleted, mark_failed, mark_moot, mark_shown, put_off
from storage.notices import card_has_a_place, is_kept_on_slack
from storage.routes import send_elsewhere
from storage.sessions import Books

log = logging.getLogger(__name__)

# Longer than three calls at the client's own timeout (6 s): no second process posts while a first may be posting.
LEASE = timedelta(seconds=25)
# docs.slack.dev, chat.update, "Errors": it is not there any more.
_DELETED = "message_not_found"
_FIRST_WAIT_S = 1.0
_LONGEST_WAIT_S = 300.0


class NotYet(Exception):
    """Slack said no for now; nothing was posted. `after_s` is what Retry-After says, in seconds."""

    def __init__(self, error: str, after_s: float | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.after_s = after_s


class OutcomeUnknown(Exception):
    """The wire broke: Slack may have it or not, and only its history can tell."""


class Refused(Exception):
    """Slack will never take this message there: the channel is archived, the account is closed."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class NothingToSay(Exception):
    """Nothing of what the message carries is true any more, and it was never posted."""


class Courier(Protocol):
    """Renders a message in its reader's language and brings it to Slack. Each call answers (channel, ts)."""

    def post(self, claim: Claim) -> tuple[str, str]: ...
    def update(self, claim: Claim) -> tuple[str, str]: ...
    def find(self, claim: Claim) -> tuple[str, str] | None: ...


class Delivery:
    """`clock` is the city's, which a practice run can move; `real_clock` and `monotonic` are the machine's."""

    def __init__(
        self,
        books: Books,
        courier: Courier,
        clock: Callable[[], datetime],
        *,
        real_clock: Callable[[], datetime],
        lease: timedelta = LEASE,
        pace: Pace | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._books = books
        self._courier = courier
        self._clock = clock
        self._real_clock = real_clock
        self._lease = lease
        self._pace = pace or Pace()
        self._monotonic = monotonic

    def step(self) -> bool:
        """Bring one message to Slack; False when none is due or all that is due has to wait."""
        claim = self.claim()
        if claim is not None:
            self.carry(claim)
        return claim is not None

    def claim(self) -> Claim | None:
        at = self._monotonic()
        with self._books.writing() as session:
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
        """Seconds until another look may find something that the pace holds back now."""
        opening = self._pace.next_opening(self._monotonic())
        return longest_s if opening is None else min(opening, longest_s)

    def carry(self, claim: Claim) -> None:
        try:
            channel, ts, as_of = self._bring(claim)
        except NotYet as later:
            if later.after_s is not None:
                self._pace.closed(claim.workspace_id, self._monotonic(), later.after_s)
            self._put_off(claim, later.error, later.after_s, not_posted=True)
        except OutcomeUnknown as unknown:
            self._put_off(claim, str(unknown), None, not_posted=False)
        except Refused as refused:
            self._give_up(claim, refused.error)
        except NothingToSay:
            with self._books.writing() as session:
                mark_moot(session, claim)
        else:
            self._record(claim, channel, ts, as_of)

    def _bring(self, claim: Claim) -> tuple[str, str, int]:
        """Where it stands on Slack, and which `wanted` it shows there."""
        if claim.ts is not None:
            return *self._courier.update(claim), claim.wanted
        if claim.may_be_posted_since is not None:
            found = self._courier.find(claim)
            if found is not None:
                return *found, 1  # what was posted then may be older than the record is now
        return *self._courier.post(claim), claim.wanted

    def _record(self, claim: Claim, channel: str, ts: str, as_of: int) -> None:
        with self._books.writing() as session:
            mark_shown(session, claim, channel, ts, as_of)
            if claim.ts is None:
                card_has_a_place(session, claim.workspace_id, claim.message_id)

    def _give_up(self, claim: Claim, error: str) -> None:
        with self._books.writing() as session:
            if error == _DELETED and is_kept_on_slack(session, claim.workspace_id, claim.message_id):
                mark_deleted(session, claim)
                return
            mark_failed(session, claim, error)
            route = send_elsewhere(session, claim, self._clock())
        log.warning("refused workspace=%s message=%s %s route=%s", claim.workspace_id, claim.key, error, route)

    def _put_off(self, claim: Claim, error: str, after_s: float | None, *, not_posted: bool) -> None:
        wait = after_s if after_s is not None else _wait_after(claim.attempts)
        with self._books.writing() as session:
            put_off(session, claim, self._real_clock() + timedelta(seconds=wait), error, not_posted=not_posted)


def _wait_after(attempts: int) -> float:
    """Seconds: doubling, with up to a quarter more so that many do not come back at once."""
    wait: float = min(_FIRST_WAIT_S * 2 ** min(attempts - 1, 10), _LONGEST_WAIT_S)
    return wait * (1 + random.random() / 4)
