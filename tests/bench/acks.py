"""Time from an envelope to its ack over a real socket, with one and with fifty in flight, against bots that
only ack.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from bot.practice.server import Practice
from bot.sample import FIELD
from tests.bench.bots import DEFAULT, OURS, QUICK, running
from tests.bench.commands import REPORT
from tests.bench.databases import BOTH, address_of
from tests.bench.figures import Figure, p50

IN_FLIGHT = 50
# A pause for each command, in seconds, so that the bot has finished it before another is measured.
_RESTS_S = 0.008
_MOST = {"sqlite": 4.5, "postgresql": 7}


def figures(single: int = 300, batches: int = 10, kinds: Sequence[str] = BOTH) -> Iterator[Figure]:
    with ExitStack() as opened:
        bots = {
            "default": opened.enter_context(running(DEFAULT)),
            "empty": opened.enter_context(running(QUICK)),
            **{kind: opened.enter_context(running(OURS, opened.enter_context(address_of(kind)))) for kind in kinds},
        }
        for at_once, rounds in ((1, single), (IN_FLIGHT, batches)):
            times = {name: p50(acked) for name, acked in _by_turns(bots, at_once, rounds).items()}
            for kind in kinds:
                what = f"ack of /cn report, {at_once} in flight, {kind}"
                aside = f"p50 {times['empty']:.1f} and {times[kind]:.1f} ms"
                yield Figure(
                    f"{what}: against an empty handler", times[kind] / times["empty"], _MOST[kind], aside=aside
                )
                aside = f"p50 {times['default']:.1f} ms"
                yield Figure(f"{what}: against default Bolt's", times[kind] / times["default"], aside=aside)


def _by_turns(bots: dict[str, Practice], at_once: int, rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in bots}
    for number in range(rounds + max(1, rounds // 10)):
        for name, slack in bots.items():
            acked = slack.do(acks(slack, at_once))
            time.sleep(_RESTS_S * at_once)
            if number >= max(1, rounds // 10):
                times[name] += acked
    return times


async def acks(slack: Practice, at_once: int, text: str = REPORT) -> list[float]:
    """Type that many commands at the same moment; return the milliseconds until each is acked."""
    return list(await asyncio.gather(*(_ack(slack, text) for _ in range(at_once))))


async def _ack(slack: Practice, text: str) -> float:
    begins = time.perf_counter()
    done = await slack.people.command("U0OFFICER", FIELD, "/cn", text)
    assert done["ok"], done
    return (time.perf_counter() - begins) * 1_000
