"""Writers of one process wait in order, and none waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from storage.db.database import Database
from storage.db.upgrading import upgrade


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'city.db'}")
    upgrade(database)
    yield database
    database.close()


def test_who_waits_too_long_to_write_is_told(on_sqlite: Database) -> None:
    told = []

    def write() -> None:
        with pytest.raises(OperationalError), on_sqlite.writing():
            raise AssertionError("two at once")
        told.append(True)

    with on_sqlite.writing():
        waiting = threading.Thread(target=write)
        waiting.start()
        waiting.join()
    assert told == [True]


def test_a_writer_that_fails_leaves_the_line(on_sqlite: Database) -> None:
    with pytest.raises(ZeroDivisionError), on_sqlite.writing():
        raise ZeroDivisionError
    with on_sqlite.writing() as session:
        assert session.scalar(text("SELECT 1")) == 1
