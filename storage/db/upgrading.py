"""Upgrades of a database to the newest schema: a backup first, one transaction, then a check of every reference."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from storage.db.database import Database

MIGRATIONS = Path(__file__).parents[1] / "migrations"
# Migration files begin with their number, so that the newest is known without reading them.
NEWEST = max(path.stem.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


class UpgradeBroke(Exception):
    """Failed upgrade: after the migrations some rows of `tables` point at missing rows. Nothing was kept."""

    def __init__(self, tables: tuple[str, ...]) -> None:
        super().__init__(tables)
        self.tables = tables


def upgrade(database: Database) -> Path | None:
    """Upgrade the database; return the backup's path, or None if there was nothing to change or nothing to back up.

    PostgreSQL is backed up with its own tools; its migrations are transactional as they are.
    """
    current = _revision_of(database)
    if current == NEWEST:
        return None
    backup = _back_up(database.engine, current) if current else None
    _migrate(database.engine)
    return backup


def is_newest(database: Database) -> bool:
    """Return whether the schema is the newest; changes nothing. Raises SQLAlchemyError."""
    return _revision_of(database) == NEWEST


def _migrate(engine: Engine) -> None:
    """Run all pending migrations in one transaction.

    Raises UpgradeBroke if rows of SQLite point at missing rows afterwards; everything is then rolled back.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            _migrate_sqlite(connection)
        else:
            with connection.begin():
                _run(connection)


def _run(connection: Connection) -> None:
    from alembic import command  # late: Alembic takes a tenth of a start, and most starts have nothing to upgrade
    from alembic.config import Config  # late: the same

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _migrate_sqlite(connection: Connection) -> None:
    # With foreign keys on, rebuilding a table deletes its child rows; the switch works only outside a transaction.
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            _run(connection)
            broken = {str(row[0]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
            if broken:
                raise UpgradeBroke(tuple(sorted(broken)))
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _revision_of(database: Database) -> str | None:
    """Return the revision that Alembic stored, or None for a database without tables."""
    with database.engine.connect() as connection:
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
