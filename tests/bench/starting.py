"""Time from the start of the process to its connection, and its memory then, against a plain Bolt bot with one
table.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import psutil

from bot.practice.server import Practice
from bot.sample import sample_city
from tests.bench.bots import OURS, PLAIN, started, wait_for_its_wire
from tests.bench.databases import address_of
from tests.bench.figures import Figure, p50

_MOST_TIME, _MOST_MEMORY = 2, 1.4
_SETTLES_S = 0.5


def figures(starts: int = 7) -> Iterator[Figure]:
    with address_of("sqlite") as url:
        _start(OURS, url)  # the first start creates the database
        measured = [(_start(PLAIN, url), _start(OURS, url)) for _ in range(starts)]
    for which, (what, unit, most) in enumerate((("start", "s", _MOST_TIME), ("memory", "MB", _MOST_MEMORY))):
        plain, ours = p50(pair[0][which] for pair in measured), p50(pair[1][which] for pair in measured)
        aside = f"{plain:.3g} and {ours:.3g} {unit}"
        yield Figure(f"{what}, to connected: against a plain Bolt bot with one table", ours / plain, most, aside=aside)


def _start(bot: tuple[str, ...], url: str) -> tuple[float, float]:
    """Return the seconds until the bot is connected, and its memory a moment later in MB."""
    with Practice(sample_city()) as slack:
        begins = time.perf_counter()
        process = started(bot, slack, url)
        try:
            wait_for_its_wire(slack)
            took = time.perf_counter() - begins
            time.sleep(_SETTLES_S)
            return took, psutil.Process(process.pid).memory_info().rss / 1_000_000
        finally:
            process.kill()
            process.wait()
