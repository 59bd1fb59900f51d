"""The composition root: creates the parts of the bot and connects them, with the one clock."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial

from slack_bolt import App

from bot.config import Settings
from bot.socket import Identity
from bot.web import tls_of, web_client
from handlers import register
from handlers.sender import SlackSender
from handlers.slack.downloads import Fetching
from handlers.slack.requests import RequestHandler
from handlers.sync.accounts import sync_accounts
from handlers.sync.catch_up import catch_up_on_messages, catch_up_on_reactions
from handlers.sync.channels import sync_channel_members
from handlers.written_votes.messages import why_not_decided
from schedules.clock import Ticks
from schedules.delivery import LEASE, Delivery
from schedules.pacing import Pace
from schedules.planning import Planning
from storage.admin.retention import forget_old
from storage.db.database import Database
from storage.organisation.committees import enter_default_committees
from storage.organisation.workspaces import Workspace, plan_anew, workspace_made_if_new
from storage.outbox.messages import Claim
from storage.outbox.outages import look_for_outages, outage_begins_or_ends
from storage.outbox.token_errors import token_errors

log = logging.getLogger(__name__)

POSTING_TIMEOUT_S = 6  # shorter than a message's lease: see schedules/delivery.py
_LOOK_EVERY_S = 2.0


def real_now() -> datetime:
    """Return the machine's time in UTC; the only place that reads it."""
    return datetime.now(UTC)


class Dispatcher:
    """The thread that runs delivery: sends due messages when woken and every few seconds, several at a time."""

    def __init__(self, delivery: Delivery, at_once: int = 8) -> None:
        self._delivery = delivery
        self._woken = threading.Event()
        self.wake = self._woken.set  # look for due messages now instead of at the next interval
        self._ending = threading.Event()
        self._free = threading.Semaphore(at_once)
        self._workers = ThreadPoolExecutor(at_once, "sender")
        self._thread = threading.Thread(target=self._run, name="dispatcher", daemon=True)

    def start(self) -> None:
        """Start the thread. A second call raises RuntimeError."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after messages in progress have been sent and recorded."""
        self._ending.set()
        self.wake()
        self._thread.join()
        self._workers.shutdown()

    def _run(self) -> None:
        while not self._ending.is_set():
            self._woken.wait(self._delivery.wait_s(_LOOK_EVERY_S))
            self._woken.clear()
            while not self._ending.is_set() and self._hand_out_one():
                pass

    def _hand_out_one(self) -> bool:
        """Claim a message only when a worker is free, so that the lease does not expire in a queue.

        Return False if no message is due.
        """
        self._free.acquire()
        claim = None
        try:
            claim = self._delivery.claim()
        except Exception:  # the boundary of a tick: the next one tries again
            log.exception("claiming failed")
        if claim is None:
            self._free.release()
            return False
        self._workers.submit(self._send, claim)
        return True

    def _send(self, claim: Claim) -> None:
        try:
            self._delivery.send(claim)
        except Exception:  # the boundary of one message: its lease ends and it is claimed again
            log.exception("sending failed message=%s", claim.key)
        finally:
            self._free.release()


class Bot:
    """All parts of one running bot."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        clock: Callable[[], datetime] = real_now,
        *,
        pace: Pace | None = None,
        lease: timedelta = LEASE,
        posting_timeout_s: int = POSTING_TIMEOUT_S,
    ) -> None:
        tls = tls_of(settings)
        secret = settings.slack_bot_token
        token = secret.get_secret_value() if secret else None
        self.client = web_client(settings, token, tls, posting_timeout_s)
        fetching = Fetching(token or "", settings.slack_api_url, tls, settings.https_proxy)
        sender = SlackSender(database, self.client, clock, fetching)
        self.dispatcher = Dispatcher(Delivery(database, sender, clock, real_clock=real_now, lease=lease, pace=pace))
        self._settings, self._database, self._clock = settings, database, clock
        self._identity = Identity(self.client)
        self._planning = Planning(database, why_not_decided)
        self.ticks = Ticks(self._tick)
        self.bolt = App(
            # Bolt gives each request a copy of this client, with the token that `authorize` names.
            client=web_client(settings, None, tls, posting_timeout_s),
            authorize=partial(Identity.authorize, self._identity),  # Bolt reads a bound method's `self` as a parameter
            process_before_response=True,
            request_verification_enabled=False,  # Socket Mode: the connection itself is authenticated
        )
        self._requests = RequestHandler(database, clock, self.dispatcher.wake, settings.admins())
        self._after = register(self.bolt, self._requests)

    def enter_city(self) -> bool:
        """Ask Slack for the bot's workspace and create the committees named in the settings.

        Then catch up with changes in Slack and start the ticks. Always return True. Raises SlackApiError or OSError
        while Slack is unreachable.
        """
        identity = self._identity.authorize()
        team = identity.team_id
        assert team is not None
        with self._database.writing() as session:
            workspace = workspace_made_if_new(session, team)
            workspace.url = identity.url or workspace.url
            workspace.zone, workspace.country = self._settings.cn_timezone, self._settings.cn_country
            if not workspace.set_in_slack:
                workspace.language, workspace.days_off = self._settings.cn_language, self._settings.days_off()
                workspace.opens_at, workspace.closes_at = self._settings.working_hours()
            plan_anew(workspace)
            enter_default_committees(
                session, workspace.id, self._settings.cn_committee_channel, self._settings.cn_steering_channel
            )

        def housekeeping() -> None:
            with self._database.writing() as session:
                forgotten = forget_old(session, session.get_one(Workspace, workspace.id), self._clock())
            log.info("forgotten workspace=%s %s", workspace.id, forgotten)
            look_at_slack()

        def look_at_slack() -> None:
            sync_accounts(self.client, self._database, workspace.id, self._settings.admins())
            sync_channel_members(self.client, self._database, team, self._clock())

        look_at_slack()
        catch_up_on_reactions(self.client, self._requests, team)
        catch_up_on_messages(self.client, self._requests, team, str(identity.bot_user_id))
        self._tick()
        self.ticks.start(housekeeping)
        return True

    def _tick(self) -> None:
        now = self._clock()
        self._planning.tick(now)
        with self._database.reading() as session:
            outage = outage_begins_or_ends(session, now)
        if outage:
            with self._database.writing() as session:
                look_for_outages(session, now, self._settings.admins())
        self.dispatcher.wake()

    def token_error(self) -> str:
        """Return Slack's last token error while sending a message, or ""."""
        with self._database.reading() as session:
            return token_errors(session)

    def stop(self) -> None:
        """Stop calls after acks, the ticks, then the dispatcher after messages in progress have been recorded.

        The connection must be closed before, so that nothing more arrives.
        """
        self._after.stop()
        self.ticks.stop()
        self.dispatcher.stop()
