"""Migrations from an empty database to the newest schema, and never without a backup."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.all_models import metadata
from storage.db.database import Database
from storage.db.upgrading import MIGRATIONS, NEWEST, UpgradeBroke, upgrade
from storage.issues.create import create_issue
from tests.cast import Cast


def test_the_migrations_make_what_the_records_declare(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_newest_file_is_the_head_of_the_chain() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == NEWEST


def test_upgrading_what_is_newest_does_nothing(database: Database) -> None:
    assert upgrade(database) is None


@pytest.fixture
def older(tmp_path: Path) -> Iterator[Database]:
    """A SQLite database that is marked as older, whose next migration is the newest."""
    database = Database(f"sqlite:///{tmp_path / 'older.db'}")
    upgrade(database)
    yield database
    database.close()


def test_references_that_point_nowhere_stop_an_upgrade_and_keep_nothing(older: Database) -> None:
    with older.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("INSERT INTO departments (name, workspace_id, version) VALUES ('orphan', 99, 1)")
        driver.execute("DELETE FROM alembic_version")
        for (table,) in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if table not in ("departments", "alembic_version", "sqlite_sequence"):
                driver.execute(f"DROP TABLE {table}")
        driver.execute("ALTER TABLE departments RENAME TO kept")
        for (index,) in driver.execute(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND sql NOT NULL"
        ).fetchall():
            driver.execute(f"DROP INDEX {index}")
    with pytest.raises(UpgradeBroke) as caught:
        upgrade(older)
    assert caught.value.tables == ("kept",)
    with older.engine.connect() as connection:
        tables = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert "issues" not in tables


def test_a_backup_holds_what_was_there(tmp_path: Path, now: datetime) -> None:
    database = Database(f"sqlite:///{tmp_path / 'city.db'}")
    upgrade(database)
    cast = Cast.enter(database)
    with database.writing() as session:
        create_issue(session, cast.officer, "kept", now)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(Exception, match="0000"):
        upgrade(database)  # there is no such revision, but the backup is made first
    backup = tmp_path / "city.db.before-upgrade-from-0000"
    database.close()
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("SELECT text FROM issues").fetchall() == [("kept",)]
