"""Fifty commands at once while Slack's API takes 200 ms: acks must not become slower."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from bot.practice.faults import Fault, Ordered
from bot.practice.server import Practice
from tests.bench.acks import IN_FLIGHT, acks
from tests.bench.bots import OURS, running
from tests.bench.commands import REPORT
from tests.bench.databases import BOTH, address_of
from tests.bench.figures import Figure, p50

_SLOW_S, _FOR_EVER = 0.2, 10**9
_P50_MS, _MAX_MS = 60, 500
_RESTS_S = 1.0
_OPENS_A_FORM = "report"


def figures(batches: int = 8, kinds: Sequence[str] = BOTH) -> Iterator[Figure]:
    for kind in kinds:
        with address_of(kind) as url, running(OURS, url) as slack:
            slack.do(acks(slack, 5))
            slack.faults.order(Ordered("*", Fault.SLOW, _FOR_EVER, _SLOW_S))
            for text, what in ((REPORT, "/cn report"), (_OPENS_A_FORM, "/cn report for its form")):
                times = [took for _ in range(batches) for took in _batch(slack, text)]
                where = f"{what}, {IN_FLIGHT} in flight, Slack's API at 200 ms, {kind}"
                yield Figure(f"{where}: p50", p50(times), _P50_MS, "ms")
                yield Figure(f"{where}: max", max(times), _MAX_MS, "ms")


def _batch(slack: Practice, text: str) -> list[float]:
    """Return the milliseconds of each ack, after a pause in which the bot's calls to this process are answered."""
    times = slack.do(acks(slack, IN_FLIGHT, text))
    time.sleep(_RESTS_S)
    return times
