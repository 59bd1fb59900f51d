"""Bring a database to the newest shape: a backup first, one transaction, a check of every reference after it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Engine, inspect, text

from storage.sessions import Books

MIGRATIONS = Path(__file__).parent / "migrations"
# Each file of the chain begins with its number, so that the newest is known without reading them.
NEWEST = max(path.stem.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


class UpgradeBroke(Exception):
    """After the migrations some rows point at rows that are not there; nothing was kept."""

    def __init__(self, tables: tuple[str, ...]) -> None:
        super().__init__(tables)
        self.tables = tables


def upgrade(books: Books) -> Path | None:
    """Where the backup was written, or None when there was nothing to change or nothing to back up.

    PostgreSQL's own tools make its backups; its migrations are transactional as they are.
    """
    current = _revision_of(books)
    if current == NEWEST:
        return None
    from storage.migrating import migrate  # late: Alembic is a tenth of a start, and most starts find nothing to do

    backup = _back_up(books.engine, current) if current else None
    migrate(books.engine)
    return backup


def is_newest(books: Books) -> bool:
    """Looks only. Raises SQLAlchemyError."""
    return _revision_of(books) == NEWEST


def _revision_of(books: Books) -> str | None:
    """What Alembic wrote down, or None in a database without books."""
    with books.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def _back_up(engine: Engine, current: str) -> Path | None:
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    backup = Path(name).with_name(f"{Path(name).name}.before-upgrade-from-{current}")
    backup.unlink(missing_ok=True)
    # Copying the file would miss what stands in the write-ahead log; VACUUM INTO does not.
    with sqlite3.connect(name) as source:
        source.execute("VACUUM INTO ?", (str(backup),))
    return backup
