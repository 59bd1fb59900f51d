"""Slack's limit on messages: a burst, then so many a second; beyond it a call is told to come back later."""

from __future__ import annotations

import threading
import time

BURST, PER_SECOND = 30, 5.0


class Limiter:
    """A limiter for several threads, which counts what it grants and refuses."""

    def __init__(self, burst: int = BURST, per_second: float = PER_SECOND) -> None:
        self.granted = self.refused = 0
        self._burst, self._per_second = burst, per_second
        self._credit, self._counted_at = float(burst), time.monotonic()
        self._asking = threading.Lock()

    def take(self) -> float:
        """Return 0 if a message is granted, otherwise the seconds to wait."""
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
        """Return the shortest possible time for that many messages, in seconds."""
        return max(0.0, (messages - self._burst) / self._per_second)
