"""One city with many messages and twenty with one each, in one database: when the twenty messages arrive."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from sqlalchemy import insert

from bot.app import Dispatcher, real_now
from schedules.delivery import Delivery, NotYet
from storage.db.database import Database
from storage.organisation.workspaces import workspace_made_if_new
from storage.outbox.messages import Claim, Message
from tests.bench.databases import BOTH, empty_database
from tests.bench.figures import Figure
from tests.bench.limits import Limiter
from tests.bench.senders import AtOnce

_MOST_S = 1
_CALL_S = 0.1  # duration of a call to Slack
_UNDER_WAY_S = 2.0


class _Limited(AtOnce):
    """A sender for which each city has its own limits; it records when a city's message arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived: dict[int, float] = {}
        self._limiters: dict[int, Limiter] = {}

    def post(self, claim: Claim) -> tuple[str, str]:
        time.sleep(_CALL_S)
        wait = self._limiters.setdefault(claim.workspace_id, Limiter()).take()
        if wait:
            raise NotYet("ratelimited", wait)
        self.arrived[claim.workspace_id] = time.monotonic()
        return super().post(claim)


def figures(flood: int = 5_000, quiet: int = 20, kinds: Sequence[str] = BOTH) -> Iterator[Figure]:
    for kind in kinds:
        with empty_database(kind) as database:
            sender = _Limited()
            dispatcher = Dispatcher(Delivery(database, sender, real_now, real_clock=real_now))
            _write(database, ["T0FLOOD"], flood)
            dispatcher.start()
            time.sleep(_UNDER_WAY_S)
            begins = time.monotonic()
            cities = _write(database, [f"T0QUIET{number}" for number in range(quiet)], 1)
            dispatcher.wake()
            while not sender.arrived.keys() >= cities and time.monotonic() - begins < 30:
                time.sleep(0.01)
            dispatcher.stop()
            last = max(sender.arrived.get(city, float("inf")) for city in cities) - begins
        yield Figure(f"the last of {quiet} quiet cities beside {flood:,} waiting messages, {kind}", last, _MOST_S, "s")


def _write(database: Database, teams: list[str], each: int) -> set[int]:
    with database.writing() as session:
        cities = {workspace_made_if_new(session, team).id for team in teams}
        now = real_now()
        session.execute(
            insert(Message),
            [
                {"workspace_id": city, "recipient": f"U0P{city}X{number}", "due_at": now}
                for city in cities
                for number in range(each)
            ],
        )
    return cities
