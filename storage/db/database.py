"""Database access: one engine, read sessions and write transactions, for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from storage.db.turns import Turns

# Longer than the bot's longest write, short enough to answer within Slack's three seconds.
LOCK_WAIT_MS = 2_000


class Database:
    """The database. `reading()` never waits for a writer; `writing()` commits at its end, or rolls back everything."""

    def __init__(self, url: str) -> None:
        self.engine = _engine_for(url)
        self._writer = self.engine.execution_options(cn_writing=True)
        self._turn = Turns() if self.engine.dialect.name == "sqlite" else None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a read session; records stay usable after its end."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a write transaction. Raises OperationalError if others write for longer than LOCK_WAIT_MS."""
        with self._one_writer(), Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def trying_out(self) -> Iterator[Session]:
        """Open a transaction that is always rolled back; changes are visible inside it."""
        with self._one_writer(), Session(self._writer, expire_on_commit=False) as session:
            try:
                yield session
            finally:
                session.rollback()

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        """Wait until no other thread of this process writes to SQLite.

        SQLite itself makes waiting writers sleep and retry, some for a second; a lock passes the turn on at once.
        """
        if self._turn is None:
            yield
        elif not self._turn.acquire(timeout=LOCK_WAIT_MS / 1000):
            raise OperationalError("BEGIN IMMEDIATE", None, TimeoutError("others of this process are writing"))
        else:
            try:
                yield
            finally:
                self._turn.release()

    def close(self) -> None:
        """Close all idle connections. A session opened later connects again."""
        self.engine.dispose()


@cache
def _engine_for(url: str) -> Engine:
    """Return the one engine of this process for that address: it keeps the statements that it has compiled."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, connect_args={"options": f"-c lock_timeout={LOCK_WAIT_MS}"})
    engine = create_engine(url, connect_args={"timeout": LOCK_WAIT_MS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions: `_begin_sqlite` does
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # an acknowledged change must survive a power cut
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock before it reads: reading first and writing later loses updates without an error.
    writing = connection.get_execution_options().get("cn_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
