"""Time from a command to the card in the committee's channel, against a bot that posts it in its listener."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence

from bot.practice.server import Practice
from bot.sample import COUNCIL, FIELD
from tests.bench.bots import OURS, POSTING, running
from tests.bench.commands import REPORT
from tests.bench.databases import BOTH, address_of
from tests.bench.figures import Figure, p50

# Slack allows one message a second to a channel: the next report waits until its card can be posted at once.
_REST_S = 1.1


def figures(cards: int = 12, kinds: Sequence[str] = BOTH) -> Iterator[Figure]:
    with running(POSTING) as posting:
        for kind in kinds:
            with address_of(kind) as url, running(OURS, url) as ours:
                times: tuple[list[float], list[float]] = ([], [])
                for _ in range(cards + 1):
                    for taken, slack in zip(times, (posting, ours), strict=True):
                        taken.append(slack.do(_card(slack)))
                    time.sleep(_REST_S)
                theirs, our = (p50(taken[1:]) for taken in times)
                aside = f"p50 {theirs:.0f} and {our:.0f} ms"
                yield Figure(f"from /cn report to its card, {kind}: against a bare post", our / theirs, aside=aside)


async def _card(slack: Practice) -> float:
    there = len(slack.world.messages.get(COUNCIL, ()))
    begins = time.perf_counter()
    typing = asyncio.create_task(slack.people.command("U0OFFICER", FIELD, "/cn", REPORT))
    while len(slack.world.messages.get(COUNCIL, ())) == there:
        await asyncio.sleep(0.0005)
    took = (time.perf_counter() - begins) * 1_000
    await typing
    return took
