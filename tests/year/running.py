"""The real bot on the practice Slack, ticked by the test: planning, delivery and sender follow the moved clock.

People answer over Socket Mode. Nothing waits for a tick of real time, so a year takes only as long as its work.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.app import POSTING_TIMEOUT_S, Bot, real_now
from bot.practice.driver import Person, Slack
from bot.practice.server import Practice
from bot.sample import BOT
from bot.socket import SlackSocket
from bot.web import tls_of, web_client
from handlers.sender import SlackSender
from handlers.slack.downloads import Fetching
from handlers.written_votes.messages import why_not_decided
from schedules.delivery import Delivery
from schedules.planning import Planning
from storage.db.database import Database
from storage.organisation.people import Person as Resident
from storage.organisation.workspaces import workspace_made_if_new
from tests.running import settings_for, unlimited
from tests.year.city import BEGINS, enter_year_city, year_city

HERE = ZoneInfo("Asia/Seoul")
Document = dict[str, Any]


@dataclass(frozen=True)
class Seen:
    """A message of the bot as it was sent: to a channel, or to one person, whose id is `to`."""

    at: datetime
    to: str
    ts: str
    under: str  # the ts of the thread's first message, or ""
    text: str
    blocks: list[Document]

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def is_direct(self) -> bool:
        return self.to.startswith("U")

    @property
    def in_thread(self) -> bool:
        return bool(self.under)

    @property
    def channel(self) -> str:
        return f"D0{self.to[1:]}" if self.is_direct else self.to


class Running:
    def __init__(self, slack: Practice, database: Database) -> None:
        self.database, self.practice, self.slack = database, slack, Slack(slack.address)
        settings = settings_for(slack, database.engine.url.render_as_string(hide_password=False))
        self._bot = Bot(settings, database, slack.clock)
        assert settings.slack_app_token is not None
        self._connection = SlackSocket(self._bot.bolt, self._bot.client, settings.slack_app_token.get_secret_value())
        tls, token = tls_of(settings), slack.world.app.bot_token
        fetching = Fetching(token, settings.slack_api_url, tls, settings.https_proxy)
        sender = SlackSender(database, web_client(settings, token, tls, POSTING_TIMEOUT_S), slack.clock, fetching)
        self._delivery = Delivery(database, sender, slack.clock, real_clock=real_now, pace=unlimited())
        self._planning = Planning(database, why_not_decided)
        self._read: dict[str, int] = {}
        self.seen: list[Seen] = []
        self._connection.connect()

    def close(self) -> None:
        self._connection.close()

    def person(self, user: str) -> Person:
        return self.slack.person(user)

    @property
    def today(self) -> date:
        return self.practice.clock().astimezone(HERE).date()

    def is_gone(self, user: str) -> bool:
        with self.database.reading() as session:
            return session.scalars(select(Resident.gone).where(Resident.slack_id == user)).one()

    def go(self, day: date, at: time) -> None:
        self.slack.do("clock", to=datetime.combine(day, at, HERE).timestamp())

    def beat(self) -> list[Seen]:
        """Do the work of a tick: plan, gather and send. Return the new messages."""
        self._planning.tick(self.practice.clock())
        while self._delivery.step():
            pass
        new = list(self._new())
        self.seen += new
        return new

    def _new(self) -> Iterator[Seen]:
        world = self.practice.world
        for channel, inside in list(world.messages.items()):
            before, self._read[channel] = self._read.get(channel, 0), len(inside)
            for each in inside[before:]:
                if each.get("user") == BOT and "only" not in each:
                    to = world.channels[channel].get("user") or channel
                    at = datetime.fromtimestamp(float(each["ts"]), UTC).astimezone(HERE)
                    blocks = copy.deepcopy(each.get("blocks") or [])
                    yield Seen(at, to, each["ts"], each.get("thread_ts") or "", each["text"], blocks)

    def shown(self, seen: Seen) -> Document:
        """Return the message as it is now."""
        return self.message_of({"channel": seen.channel, "ts": seen.ts})

    def message_of(self, place: Document) -> Document:
        message = self.practice.world.message_at(place["channel"], place["ts"])
        assert message is not None
        return message

    def form(self, user: str, besides: set[str], named: str = "") -> Document:
        """Wait for a form that is not among `besides`, and return it; `named` is its callback_id, "" for any."""
        views = self.practice.world.views

        def look() -> list[Document]:
            theirs = [each for each in list(views.values()) if each["user"] == user and each["id"] not in besides]
            return [each for each in theirs if named in ("", each["callback_id"])]

        return dict(self.person(user).waits_for(look)[-1])

    def views(self, user: str) -> set[str]:
        return {each["id"] for each in list(self.practice.world.views.values()) if each["user"] == user}


@contextmanager
def year_running(database: Database, folder: Path) -> Iterator[Running]:
    with Practice(year_city(), ":memory:", starts_at=BEGINS.timestamp()) as slack:
        with database.writing() as session:
            city = workspace_made_if_new(session, slack.world.city.team_id)
            enter_year_city(session, city.id, folder)
        running = Running(slack, database)
        try:
            yield running
        finally:
            running.close()
