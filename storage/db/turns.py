"""Turns of the threads that write to SQLite: one at a time, in the order in which they came."""

from __future__ import annotations

import threading
from collections import deque


class Turns:
    """A lock that writers get in the order in which they came: with a plain one a click may wait behind newcomers."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    @property
    def waiting(self) -> int:
        """Return how many threads wait for their turn now."""
        with self._mutex:
            return len(self._waiting)

    def acquire(self, timeout: float) -> bool:
        """Wait for one's turn, at most `timeout` seconds; return whether it came."""
        with self._mutex:
            if not self._taken:
                self._taken = True
                return True
            mine = threading.Event()
            self._waiting.append(mine)
        if mine.wait(timeout):
            return True
        with self._mutex:
            if mine.is_set():  # handed over at the last moment
                return True
            self._waiting.remove(mine)
            return False

    def release(self) -> None:
        """Hand the turn to who has waited longest."""
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False
