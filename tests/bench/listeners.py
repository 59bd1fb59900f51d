"""Bolt tries its listeners in order: the time until the last registered one is reached."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from slack_bolt import App

from handlers.slack.requests import RequestHandler, Response, Work
from storage.db.database import Database
from tests.bench.bolts import bare_bolt, dispatched, our_bolt
from tests.bench.databases import NOW, TEAM
from tests.bench.figures import Figure, alternating, p50

_FLOOR, _MOST = 10, 2


class _Doorkeeper(RequestHandler):
    """A listener without work behind it, because only the way to it is measured."""

    def look(self, team: str, user: str, work: Work) -> Response:
        return Response()


def figures(rounds: int = 2_000) -> Iterator[Figure]:
    ours = our_bolt(_Doorkeeper(Database("sqlite://"), lambda: NOW, lambda: None))
    few = partial(dispatched, _ten_listeners(), _searching("task9"))
    all_of_ours = partial(dispatched, ours, _searching("task"))
    few_times, our_times = alternating(rounds, few, all_of_ours)
    yield Figure(
        f"reaching the last listener: against the last of {_FLOOR} empty ones",
        p50(our_times) / p50(few_times),
        _MOST,
        aside=f"{p50(few_times) * 1_000:.0f} and {p50(our_times) * 1_000:.0f} µs",
    )


def _ten_listeners() -> App:
    bolt = bare_bolt()
    for number in range(_FLOOR):
        bolt.options(f"task{number}")(lambda ack: ack(options=[]))
    return bolt


def _searching(action_id: str) -> dict[str, object]:
    """Return the body of typing into a searchable list, whose listener is registered last."""
    who = {"team": {"id": TEAM}, "user": {"id": "U0OFFICER", "team_id": TEAM}}
    return {"type": "block_suggestion", **who, "action_id": action_id, "block_id": action_id, "value": ""}
