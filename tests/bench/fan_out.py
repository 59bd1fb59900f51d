"""150 direct messages at once under Slack's limits, through the whole bot: time against theory, and refusals."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from bot.app import Bot, real_now
from bot.manifest import SCOPES
from bot.practice.city import City, InstalledApp, Resident
from bot.practice.faults import Fault, Faults, Ordered
from bot.practice.server import Practice
from storage.db.database import Database
from storage.issues.create import create_issue
from storage.organisation.people import person_of
from storage.organisation.workspaces import workspace_made_if_new
from storage.outbox.notices import NoticeKind, Topic, notify
from tests.bench.databases import TEAM, empty_database
from tests.bench.figures import Figure
from tests.bench.limits import Limiter
from tests.running import settings_for

_MOST_TIME, _MOST_REFUSED, _MOST_LOST = 1.15, 1, 0
_PATIENCE = 3


class _Limited(Faults):
    """Faults that answer 429 with Retry-After in whole seconds, as Slack does, to calls that come too fast."""

    def __init__(self, limiter: Limiter) -> None:
        super().__init__()
        self._limiter = limiter

    def next_for(self, method: str) -> Ordered | None:
        wait = self._limiter.take() if method == "chat.postMessage" else 0.0
        return Ordered(method, Fault.RATE_LIMITED, seconds=-(-wait // 1)) if wait else None


def figures(messages: int = 150) -> Iterator[Figure]:
    with empty_database("sqlite") as database, Practice(_city(messages)) as slack:
        _tell_all(database, messages, real_now())
        limiter = Limiter()
        slack.faults = _Limited(limiter)
        bot = Bot(settings_for(slack, database.engine.url.render_as_string()), database)
        took, keys = _sent(bot, slack, messages, _PATIENCE * limiter.theory_s(messages) + 5)
    theory = limiter.theory_s(messages)
    what = f"{messages} direct messages under Slack's limits"
    yield Figure(f"{what}: against theory", took / (theory or 1), _MOST_TIME, aside=f"{took:.1f} s")
    yield Figure(f"{what}: refused", 100 * limiter.refused / messages, _MOST_REFUSED, "%")
    yield Figure(f"{what}: lost or doubled", messages - len(keys) + keys.total() - len(keys), _MOST_LOST, "")


def _sent(bot: Bot, slack: Practice, messages: int, longest_s: float) -> tuple[float, Counter[str]]:
    begins = time.monotonic()
    bot.dispatcher.start()
    try:
        while _keys_on(slack).total() < messages and time.monotonic() - begins < longest_s:
            time.sleep(0.02)
    finally:
        took = time.monotonic() - begins
        bot.stop()
    return took, _keys_on(slack)


def _keys_on(slack: Practice) -> Counter[str]:
    inside = [message for messages in list(slack.world.messages.values()) for message in list(messages)]
    return Counter(message["metadata"]["event_payload"]["key"] for message in inside)


def _city(people: int) -> City:
    officers = tuple(Resident(f"U0P{number:03}", f"officer {number}") for number in range(people))
    return City(officers, (), InstalledApp(scopes=frozenset(SCOPES)))


def _tell_all(database: Database, people: int, now: datetime) -> None:
    with database.writing() as session:
        city = workspace_made_if_new(session, TEAM).id
        for number in range(people):
            reporter = person_of(session, city, f"U0P{number:03}")
            issue = create_issue(session, reporter, f"issue {number}", now)
            notify(session, city, Topic(NoticeKind.RECEIPT, "issue", issue.id), reporter.slack_id, now)
