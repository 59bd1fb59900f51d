"""Bring a database to the newest shape: a backup first, one transaction, a check of every reference after it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from storage.sessions import Books


class UpgradeBroke(Exception):
    """After the migrations some rows point at rows that are not there; nothing was kept."""

    def __init__(self, tables: tuple[str, ...]) -> None:
        super().__init__(tables)
        self.tables = tables


def upgrade(books: Books) -> Path | None:
    """Where the backup was written, or None when there was nothing to change or nothing to back up.

    PostgreSQL's own tools make its backups; its migrations are transactional as they are.
    """
    config = _config()
    newest = ScriptDirectory.from_config(config).get_current_head()
    with books.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == newest:
        return None
    backup = _back_up(books.engine, current) if current else None
    with books.engine.connect() as connection:
        if books.engine.dialect.name == "sqlite":
            _upgrade_sqlite(connection, config)
        else:
            with connection.begin():
                _run(connection, config)
    return backup


def is_newest(books: Books) -> bool:
    """Looks only. Raises SQLAlchemyError."""
    with books.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current == ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _run(connection: Connection, config: Config) -> None:
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _upgrade_sqlite(connection: Connection, config: Config) -> None:
    # Rebuilding a table with foreign keys on deletes its children; the switch works only outside a transaction.
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            _run(connection, config)
            broken = {str(row[0]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
            if broken:
                raise UpgradeBroke(tuple(sorted(broken)))
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


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
