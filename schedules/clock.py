"""The ticks: a few intervals of real time on APScheduler's memory store, and nothing else.

What is due and when stands in the database; a tick only says "look now". So nothing is pickled, nothing is lost when
the process ends, and any number of processes may tick.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler

log = logging.getLogger(__name__)

_DELIVER_EVERY_S = 2
_HOUSEKEEPING_EVERY_S = 3_600


class Ticks:
    def __init__(self, deliver: Callable[[], None]) -> None:
        self._deliver = deliver
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self._beat_at = time.monotonic()

    def start(self, housekeeping: Callable[[], None]) -> None:
        """Once; a second call changes nothing."""
        if self._scheduler.running:
            return
        # A late tick is as good as one in time, and one of several late ones is enough.
        policy = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        self._scheduler.add_job(self._beat, "interval", seconds=_DELIVER_EVERY_S, **policy)
        self._scheduler.add_job(self._guarded, "interval", (housekeeping,), seconds=_HOUSEKEEPING_EVERY_S, **policy)
        self._scheduler.start()

    def wake(self) -> None:
        """Tick now, on a thread of the ticks': somebody moved the clock. Nothing before the start and after the end."""
        if self._scheduler.running:
            self._scheduler.add_job(self._beat, misfire_grace_time=None)

    def stop(self) -> None:
        if self._scheduler.running:
            # Its loop may be at a job just now, and falls over a scheduler that is shut down under it.
            self._scheduler.pause()
            self._scheduler.remove_all_jobs()
            self._scheduler.shutdown()

    def silent_for(self) -> float:
        """Seconds since the last tick: the sign by which health knows that time passes."""
        return time.monotonic() - self._beat_at

    def _beat(self) -> None:
        self._beat_at = time.monotonic()
        self._guarded(self._deliver)

    @staticmethod
    def _guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except Exception:  # the boundary of a tick: the next one tries again
            log.exception("tick failed")
