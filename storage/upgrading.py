"""Upgrades of a database to the newest schema: a backup first, one transaction, then a check of every reference."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, inspect, text

from storage.sessions import Books

MIGRATIONS = Path(__file__).parent / "migrations"
# Migration files begin with their number, so that the newest is known without reading them.
NEWEST = max(path.stem.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


class UpgradeBroke(Exception):
    """Failed upgrade: after the migrations some rows of `tables` point at missing rows. Nothing was kept."""

    def __init__(self, tables: tuple[str, ...]) -> None:
        super().__init__(tables)
        self.tables = tables


def upgrade(books: Books) -> Path | None:
    """Upgrade the database; return the backup's path, or None if there was nothing to change or nothing to back up.

    PostgreSQL is backed up with its own tools; its migrations are transactional as they are.
    """
    current = _revision_of(books)
    if current == NEWEST:
        return None
    from storage.migrating import migrate  # late: Alembic takes a tenth of a start, most need no upgrade

    backup = _back_up(books.engine, current) if current else None
    migrate(books.engine)
    return backup


def is_newest(books: Books) -> bool:
    """Return whether the schema is the newest; changes nothing. Raises SQLAlchemyError."""
    return _revision_of(books) == NEWEST


def _revision_of(books: Books) -> str | None:
    """Return the revision that Alembic stored, or None for a database without tables."""
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
    # Copying the file would miss changes in the write-ahead log; VACUUM INTO does not.
    with closing(sqlite3.connect(name)) as source:
        source.execute("VACUUM INTO ?", (str(backup),))
    return backup
