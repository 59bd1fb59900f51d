"""Which clock the bot uses: the machine's, or that of a practice Slack."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from bot.app import real_now
from bot.config import Settings

_ASK_CLOCK_EVERY_S = 1.0


class FollowedClock:
    """The clock of a practice Slack in another process.

    Queried every second; the last offset is kept if a query fails.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._ask = build_opener(ProxyHandler({})).open  # a proxy cannot reach this machine's own addresses
        self._asked_at = float("-inf")
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Return the practice time in UTC. Never raises: without an answer the last offset counts."""
        if time.monotonic() - self._asked_at >= _ASK_CLOCK_EVERY_S:
            self._asked_at = time.monotonic()
            with suppress(OSError, ValueError, KeyError):
                self._ahead = self.asked() - real_now()
        return real_now() + self._ahead

    def asked(self) -> datetime:
        """Query the practice time, in UTC. Raises OSError, ValueError or KeyError if no practice Slack answers."""
        with self._ask(f"{self._address}/practice/clock", timeout=2) as answer:
            return datetime.fromtimestamp(float(json.load(answer)["now"]), UTC)


def clock_for(settings: Settings) -> Callable[[], datetime]:
    """Return the real clock, or the practice Slack's clock if the settings name one on this machine."""
    parts = urlsplit(settings.slack_api_url)
    if parts.hostname not in ("127.0.0.1", "localhost"):
        return real_now
    followed = FollowedClock(f"{parts.scheme}://{parts.netloc}")
    try:
        followed.asked()
    except (OSError, ValueError, KeyError):  # another kind of test server, or none yet
        return real_now
    return followed
