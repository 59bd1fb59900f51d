"""Alembic migrations in one transaction. Separate from `upgrading.py`, which usually starts without loading Alembic."""

from __future__ import annotations

import sqlite3

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from storage.upgrading import MIGRATIONS, UpgradeBroke


def migrate(engine: Engine) -> None:
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
