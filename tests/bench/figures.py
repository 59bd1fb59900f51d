"""A figure with its target, and how time is taken: warmed up, alternating, by the median."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Figure:
    """`most` is the target, None where none is set; `aside` says what the ratio was made of on this machine."""

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
    """Milliseconds."""
    begins = time.perf_counter()
    work()
    return (time.perf_counter() - begins) * 1_000


def alternating(rounds: int, *works: Work) -> list[list[float]]:
    """Milliseconds of each work, taken by turns so that what disturbs the machine disturbs all; a tenth to warm up."""
    for _ in range(max(1, rounds // 10)):
        for work in works:
            work()
    by_round = [[taken(work) for work in works] for _ in range(rounds)]
    return [list(times) for times in zip(*by_round, strict=True)]


def p50(times: Iterable[float]) -> float:
    return statistics.median(times)


def p99(times: Sequence[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.99))]
