"""Slack's limit on messages, which refuses like Slack: so many at once, then so many a second, else come back later."""

from __future__ import annotations

import threading
import time

BURST, PER_SECOND = 30, 5.0


class Limiter:
    """Any number of threads may ask it; what it grants and refuses is counted."""

    def __init__(self, burst: int = BURST, per_second: float = PER_SECOND) -> None:
        self.granted = self.refused = 0
        self._burst, self._per_second = burst, per_second
        self._credit, self._counted_at = float(burst), time.monotonic()
        self._asking = threading.Lock()

    def take(self) -> float:
        """Nought when granted, else how many seconds to wait."""
        with self._asking:
            now = time.monotonic()
            earned = (now - self._counted_at) * self._per_second
            self._credit, self._counted_at = min(float(self._burst), self._credit + earned), now
            if self._credit < 1:
                self.refused += 1
                return (1 - self._credit) / self._per_second
            self._credit -= 1
            self.granted += 1
            return 0.0

    def theory_s(self, messages: int) -> float:
        """How long that many take when nothing is wasted."""
        return max(0.0, (messages - self._burst) / self._per_second)
