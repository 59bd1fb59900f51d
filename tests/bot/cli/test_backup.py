"""Backup and restore as processes, on a database that is open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.db.database import Database
from storage.db.upgrading import upgrade
from storage.issues.create import create_issue
from storage.issues.issues import Issue
from tests.bot.cli.test_cli import run
from tests.cast import Cast

pytestmark = pytest.mark.early


@pytest.fixture
def city(tmp_path: Path, now: datetime) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'city.db'}")
    upgrade(database)
    cast = Cast.enter(database)
    with database.writing() as session:
        for number in range(100):
            create_issue(session, cast.officer, f"issue {number}", now)
    yield database
    database.close()


def test_a_backup_of_an_open_database_holds_every_row_and_comes_back(tmp_path: Path, city: Database) -> None:
    where, copy = {"DATABASE_URL": str(city.engine.url)}, tmp_path / "copy.db"
    assert run(tmp_path, "backup", str(copy), **where).returncode == 0
    with closing(sqlite3.connect(copy)) as copied:
        assert copied.execute("SELECT count(*) FROM issues").fetchone() == (100,)
    again = run(tmp_path, "backup", str(copy), **where)
    assert (again.returncode, "never overwrites" in again.stderr) == (2, True)
    with city.writing() as session:
        session.get_one(Issue, 1).place = "changed later"
    city.close()
    unsure = run(tmp_path, "restore", str(copy), **where)
    assert (unsure.returncode, "--yes" in unsure.stderr) == (2, True)
    assert run(tmp_path, "restore", str(copy), "--yes", **where).returncode == 0
    with closing(Database(str(city.engine.url))) as database, database.reading() as session:
        assert session.scalars(select(Issue.place).where(Issue.id == 1)).one() == ""
    with closing(sqlite3.connect(tmp_path / "city.db.replaced-1")) as replaced:
        assert replaced.execute("SELECT place FROM issues WHERE id = 1").fetchone() == ("changed later",)


def test_a_file_that_is_no_backup_replaces_nothing(tmp_path: Path, city: Database) -> None:
    wrong = tmp_path / "wrong.db"
    wrong.write_bytes(b"not a database at all" * 100)
    ended = run(tmp_path, "restore", str(wrong), "--yes", DATABASE_URL=str(city.engine.url))
    assert (ended.returncode, "nothing was changed" in ended.stderr) == (2, True)
    with city.reading() as session:
        assert session.get_one(Issue, 100).text == "issue 99"


def test_postgresql_is_left_to_its_own_tools(tmp_path: Path) -> None:
    ended = run(tmp_path, "backup", "copy.db", DATABASE_URL="postgresql+psycopg://127.0.0.1/city")
    assert (ended.returncode, "pg_dump" in ended.stderr) == (2, True)
