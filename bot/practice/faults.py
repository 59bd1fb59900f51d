"""What goes wrong on request: the next calls of a method are refused, fail, or are taken and then not answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    RATE_LIMITED = "rate_limited"  # 429 with Retry-After
    SERVER_ERROR = "server_error"  # 503, nothing done
    DROP_AFTER = "drop_after"  # done, and then the connection breaks before the answer is whole
    SLOW = "slow"  # done after `seconds`


@dataclass
class Ordered:
    method: str  # "*" for every method
    fault: Fault
    times: int = 1
    seconds: float = 1.0  # Retry-After, or how slow


class Faults:
    def __init__(self) -> None:
        self._ordered: list[Ordered] = []

    def order(self, fault: Ordered) -> None:
        self._ordered.append(fault)

    def next_for(self, method: str) -> Ordered | None:
        for ordered in self._ordered:
            if ordered.method in ("*", method):
                ordered.times -= 1
                if ordered.times <= 0:
                    self._ordered.remove(ordered)
                return ordered
        return None
