"""The ticks: a few real-time intervals on APScheduler's memory store.

The database holds what is due and when; a tick only triggers a look at it. So nothing is pickled, nothing is lost when
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
    """The two repeated jobs of a process: delivery every 2 seconds and housekeeping every hour, on threads of their
    own.
    """

    def __init__(self, deliver: Callable[[], None]) -> None:
        self._deliver = deliver
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self._beat_at = time.monotonic()

    def start(self, housekeeping: Callable[[], None]) -> None:
        """Start both jobs; a second call changes nothing. The delivery job is the one given to the constructor."""
        if self._scheduler.running:
            return
        # A late tick does the same work as one in time, and one tick replaces several missed ones.
        policy = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        self._scheduler.add_job(self._beat, "interval", seconds=_DELIVER_EVERY_S, **policy)
        self._scheduler.add_job(self._guarded, "interval", (housekeeping,), seconds=_HOUSEKEEPING_EVERY_S, **policy)
        self._scheduler.start()

    def wake(self) -> None:
        """Run a tick now on the ticks' own thread, because the clock was moved.

        Does nothing before start or after stop.
        """
        if self._scheduler.running:
            self._scheduler.add_job(self._beat, misfire_grace_time=None)

    def stop(self) -> None:
        """Stop both jobs and wait for a running one. Does nothing before start or after a first stop."""
        if self._scheduler.running:
            # The scheduler's loop may be handling a job now and fails if it is shut down at that moment.
            self._scheduler.pause()
            self._scheduler.remove_all_jobs()
            self._scheduler.shutdown()

    def silent_for(self) -> float:
        """Return the seconds since the last tick; the health page uses them to see that ticks go on."""
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
