"""Writers of one process get their turn in the order in which they came, and none is lost when one gives up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from storage.db.turns import Turns

_LONG_S = 60


def wait_for(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + _LONG_S
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.001)


def test_who_came_first_writes_first() -> None:
    turns, order = Turns(), list[int]()

    def write(number: int) -> None:
        assert turns.acquire(_LONG_S)
        order.append(number)
        turns.release()

    assert turns.acquire(0)
    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for number, thread in enumerate(threads, 1):
        thread.start()
        wait_for(lambda number=number: turns.waiting == number)  # type: ignore[misc]
    turns.release()
    for thread in threads:
        thread.join(_LONG_S)
    assert order == list(range(8))


def test_a_newcomer_does_not_pass_who_waits() -> None:
    turns = Turns()
    assert turns.acquire(0)
    has_turn, may_end = threading.Event(), threading.Event()

    def write() -> None:
        assert turns.acquire(_LONG_S)
        has_turn.set()
        may_end.wait(_LONG_S)
        turns.release()

    waiting = threading.Thread(target=write)
    waiting.start()
    wait_for(lambda: turns.waiting == 1)
    turns.release()
    assert not turns.acquire(0)  # handed over already, even if the other thread has not run yet
    assert has_turn.wait(_LONG_S)
    may_end.set()
    waiting.join(_LONG_S)
    assert turns.acquire(0)


def test_who_gives_up_takes_no_turn_with_them() -> None:
    turns = Turns()
    assert turns.acquire(0)
    assert not turns.acquire(0.01)
    assert turns.waiting == 0
    turns.release()
    assert turns.acquire(0)
