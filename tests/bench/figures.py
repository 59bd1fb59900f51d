"""A figure with its target, and the measuring of time: warmed up, alternating, by the median."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Figure:
    """One result. `most` is the target, or None; `aside` are the measured values behind the ratio."""

    what: str
    value: float
    most: float | None = None
    unit: str = "×"
    aside: str = ""

    @property
    def verdict(self) -> str:
        if self.most is None:
            return ""
        return "met" if self.value <= self.most else "not met"

    def shown(self, value: float | None) -> str:
        return "" if value is None else f"{value:,.3g}{'' if self.unit in '×%' else ' '}{self.unit}"


def taken(work: Work) -> float:
    """Run the work once and return its milliseconds."""
    begins = time.perf_counter()
    work()
    return (time.perf_counter() - begins) * 1_000


def alternating(rounds: int, *works: Work) -> list[list[float]]:
    """Return the milliseconds of each run of each work.

    The works take turns, so that a disturbance of the machine affects all; a tenth of the rounds is added as a warm-up.
    """
    for _ in range(max(1, rounds // 10)):
        for work in works:
            work()
    by_round = [[taken(work) for work in works] for _ in range(rounds)]
    return [list(times) for times in zip(*by_round, strict=True)]


def p50(times: Iterable[float]) -> float:
    return statistics.median(times)


def p99(times: Sequence[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.99))]
