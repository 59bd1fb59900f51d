"""`/cn report` with its commit, and a list of 53 tasks, against an empty Bolt handler in this process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from handlers.slack.requests import RequestHandler
from storage.db.database import Database
from tests.bench.bolts import command, dispatched, empty_bolt, our_bolt
from tests.bench.databases import BOTH, NOW, sample_database
from tests.bench.figures import Figure, alternating, p50, p99

REPORT, LIST = "report 별양동 주민센터 창호 결로 B-09", "tasks"
_MOST = {(REPORT, "sqlite"): 10, (REPORT, "postgresql"): 20, (LIST, "sqlite"): 10, (LIST, "postgresql"): 15}
_TAIL = 2.5


def figures(rounds: int = 600, kinds: Sequence[str] = BOTH) -> Iterator[Figure]:
    for kind in kinds:
        with sample_database(kind) as database:
            yield from _on(kind, database, rounds)


def _on(kind: str, database: Database, rounds: int) -> Iterator[Figure]:
    empty, ours = empty_bolt(), our_bolt(RequestHandler(database, lambda: NOW, lambda: None))
    for text, what in ((REPORT, "/cn report, committed"), (LIST, "/cn tasks, 53 of them")):
        nothing, something = alternating(
            rounds, partial(dispatched, empty, command(text)), partial(dispatched, ours, command(text))
        )
        aside = f"p50 {p50(nothing):.2f} and {p50(something):.2f} ms"
        yield Figure(
            f"{what}, {kind}: against an empty handler", p50(something) / p50(nothing), _MOST[text, kind], aside=aside
        )
        if text == REPORT:
            yield Figure(f"{what}, {kind}: p99 against its p50", p99(something) / p50(something), _TAIL)
