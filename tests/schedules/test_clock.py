import threading

from schedules.clock import Ticks


def test_a_tick_that_fails_does_not_end_the_ticking() -> None:
    ticked: list[int] = []
    enough = threading.Event()

    def deliver() -> None:
        ticked.append(1)
        if len(ticked) == 2:
            enough.set()
        raise RuntimeError("a defect")

    ticks = Ticks(deliver)
    ticks.start(lambda: None)
    ticks.start(lambda: None)
    try:
        assert enough.wait(20)
        assert ticks.silent_for() < 20
    finally:
        ticks.stop()
    assert len(ticked) == 2  # one job, however often it was started
