"""Slack calls made after an ack: open a form, or send a message to one person.

Bolt's lazy listeners are not used: they copy the whole context for each request, which fails for a client with a shared
TLS context, and they run even when the listener failed.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from slack_bolt import Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.home.home import draw_home
from handlers.slack.blocks import Block, home_view, section, sheet
from handlers.slack.requests import RequestHandler, Response
from handlers.sync.channels import sync_channel_members
from handlers.text import say

log = logging.getLogger(__name__)

# A trigger_id expires after three seconds: a form must not queue behind other calls.
_AT_ONCE = 32
_ASK_AGAIN_AFTER_S = (0.3, 1.0, 4.0, 15.0)


@dataclass(frozen=True)
class Later:
    """What can still be used for a short time after an interaction: trigger_id and response_url."""

    body: dict[str, Any]
    client: WebClient
    respond: Respond
    team: str
    user: str


class AfterAck:
    """Worker threads for the Slack calls that follow an ack. Every method queues a call and returns at once."""

    def __init__(self, requests: RequestHandler) -> None:
        self._requests = requests
        self._workers = ThreadPoolExecutor(_AT_ONCE, "after-ack")
        self._ending = threading.Event()

    def stop(self) -> None:
        """Finish the calls under way and in line, except that nothing is tried again."""
        self._ending.set()
        self._workers.shutdown()

    def follow_up(self, response: Response, later: Later) -> None:
        """Open the answer's form, else show its text; then sync channel members if the answer asks for it."""
        if response.form is not None:
            self._workers.submit(self._open, response.form, later)
        elif response.text:
            say = self._say if "response_url" in later.body else self._show
            self._workers.submit(say, response, later)
        if response.syncs_seats:
            self._workers.submit(self._sync_seats, later)

    def publish_home(self, client: WebClient, team: str, user: str) -> None:
        """Publish a person's App Home, built from the database as it is now."""
        self._workers.submit(self._publish_home, client, team, user)

    def _publish_home(self, client: WebClient, team: str, user: str) -> None:
        home = self._requests.look(team, user, draw_home)
        try:
            client.views_publish(user_id=user, view=home.form or home_view([section(home.text)]))
        except (SlackApiError, OSError) as error:
            log.warning("a home was not drawn person=%s %s", user, type(error).__name__)

    def once_known(self, ask: Callable[[str], Response], client: WebClient, channel: str, user: str) -> None:
        """Retry an answer that came too early. `ask` gets a suffix that makes each retry's key unique.

        If the process ends during the retries, the sync of reactions at the next start applies the reaction.
        """
        self._workers.submit(self._once_known, ask, client, channel, user)

    def _once_known(self, ask: Callable[[str], Response], client: WebClient, channel: str, user: str) -> None:
        for wait in _ASK_AGAIN_AFTER_S:
            if self._ending.wait(wait):
                return
            response = ask(f"after {wait} s")
            if not response.too_early:
                if response.text:
                    self._whisper(response, client, channel, user)
                return

    def whisper(self, response: Response, client: WebClient, channel: str, user: str) -> None:
        """Send an ephemeral message to one person where they reacted; an answer without text sends nothing."""
        if response.text:
            self._workers.submit(self._whisper, response, client, channel, user)

    def _whisper(self, response: Response, client: WebClient, channel: str, user: str) -> None:
        try:
            client.chat_postEphemeral(
                channel=channel, user=user, text=response.text, blocks=list(response.blocks) or None
            )
        except (SlackApiError, OSError) as error:
            log.warning("an answer did not arrive person=%s %s", user, type(error).__name__)

    def _open(self, form: Block, later: Later) -> None:
        within = later.body.get("view") or {}
        try:
            if within.get("type") == "modal":  # a button in a form: update that form in place
                later.client.views_update(view_id=within["id"], hash=within.get("hash"), view=form)
            else:
                later.client.views_open(trigger_id=later.body["trigger_id"], view=form)
        except (SlackApiError, OSError):
            failure = self._requests.failed("form_not_opened", later.team, later.user)
            if "response_url" in later.body:  # a view and the global menu have none
                self._say(failure, later)

    def _show(self, response: Response, later: Later) -> None:
        """Open the answer as a modal: a view and the global menu have no channel to answer in."""
        language = self._requests.language_of(later.team, later.user)
        blocks = response.blocks or [section(response.text)]
        self._open(sheet(say(language, "home.answer"), blocks, say(language, "button.close")), later)

    def _sync_seats(self, later: Later) -> None:
        try:
            sync_channel_members(later.client, self._requests.database, later.team, self._requests.clock())
        except (SlackApiError, OSError) as error:
            log.warning(
                "seats not looked at workspace=%s %s; the hourly look follows", later.team, type(error).__name__
            )
        self._requests.wake()

    def _say(self, response: Response, later: Later) -> None:
        blocks = list(response.blocks) or None
        try:
            later.respond(response.text, blocks, response_type="ephemeral", replace_original=response.replaces)
        except OSError as error:
            log.warning("an answer did not arrive person=%s %s", later.user, type(error).__name__)
