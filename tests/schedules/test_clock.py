import threading
import time

from bot.practice.driver import PATIENCE_S
from schedules.clock import Ticks


def test_a_tick_that_fails_does_not_end_the_ticking() -> None:
    ticked: list[float] = []
    enough = threading.Event()

    def deliver() -> None:
        ticked.append(time.monotonic())
        if len(ticked) == 2:
            enough.set()
        raise RuntimeError("a defect")

    ticks = Ticks(deliver)
    ticks.start(lambda: None)
    ticks.start(lambda: None)
    try:
        assert enough.wait(PATIENCE_S)
        silent_s = ticks.silent_for()
        assert time.monotonic() - silent_s > ticked[0]  # silent since the second tick, though it failed
    finally:
        ticks.stop()
    assert len(ticked) == 2  # one job, however often `start` was called


def test_a_moved_clock_is_looked_at_at_once_even_while_a_tick_is_at_work() -> None:
    ticked: list[int] = []
    first, second, let_go = threading.Event(), threading.Event(), threading.Event()

    def deliver() -> None:
        ticked.append(1)
        (first if len(ticked) == 1 else second).set()
        let_go.wait(PATIENCE_S)  # the next tick of the interval waits for this one

    ticks = Ticks(deliver)
    ticks.wake()
    assert ticked == []  # no tick before the start
    ticks.start(lambda: None)
    try:
        assert first.wait(PATIENCE_S)
        ticks.wake()
        assert second.wait(PATIENCE_S)
    finally:
        let_go.set()
        ticks.stop()
    ticks.wake()
    assert len(ticked) == 2  # no tick after the end
