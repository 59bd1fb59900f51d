"""Faults on request: the next calls of a method are refused, fail, or are executed without an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """The kinds of faults."""

    RATE_LIMITED = "rate_limited"  # 429 with Retry-After
    SERVER_ERROR = "server_error"  # 503, not executed
    DROP_AFTER = "drop_after"  # executed, then the connection breaks before the answer is complete
    SLOW = "slow"  # executed after `seconds`


@dataclass
class Ordered:
    """A fault for the next `times` calls of a method."""

    method: str  # "*" for every method
    fault: Fault
    times: int = 1
    seconds: float = 1.0  # Retry-After, or the delay of SLOW


class Faults:
    """The faults that are still to come, in the order of request."""

    def __init__(self) -> None:
        self._ordered: list[Ordered] = []

    def order(self, fault: Ordered) -> None:
        """Add a fault after those requested before."""
        self._ordered.append(fault)

    def next_for(self, method: str) -> Ordered | None:
        """Use up one fault for a call of that method, or return None."""
        for ordered in self._ordered:
            if ordered.method in ("*", method):
                ordered.times -= 1
                if ordered.times <= 0:
                    self._ordered.remove(ordered)
                return ordered
        return None
