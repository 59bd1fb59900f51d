"""`cn-bot import tasks` as a process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.db.database import Database
from storage.db.upgrading import upgrade
from storage.organisation.workspaces import workspace_made_if_new
from storage.samples import SAMPLE_PLAN
from storage.tasks.tasks import all_tasks
from tests.bot.cli.test_cli import run
from tests.texts import korean


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'city.db'}")
    upgrade(database)
    with database.writing() as session:
        workspace_made_if_new(session, "T0CITY")
    yield database
    database.close()


def count(database: Database) -> int:
    with database.reading() as session:
        return len(all_tasks(session, 1))


def test_it_shows_first_and_writes_only_with_commit(tmp_path: Path, database: Database) -> None:
    where = {"DATABASE_URL": str(database.engine.url)}
    shown = run(tmp_path, "import", "tasks", str(SAMPLE_PLAN), **where)
    assert (shown.returncode, count(database)) == (0, 0)
    assert korean("import.summary", created=53, changed=0, unchanged=0, refused=0) in shown.stdout
    written = run(tmp_path, "import", "tasks", str(SAMPLE_PLAN), "--commit", **where)
    assert (written.returncode, count(database)) == (0, 53)
    again = run(tmp_path, "import", "tasks", str(SAMPLE_PLAN), "--commit", CN_LANGUAGE="en", **where)
    assert "53 unchanged" in again.stdout


def test_one_wrong_cell_and_nothing_is_written(tmp_path: Path, database: Database) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text("code,title,2025 목표\nB-01,창호,1\nB-02,시범,많이\n", encoding="utf-8")
    ended = run(tmp_path, "import", "tasks", str(plan), "--commit", DATABASE_URL=str(database.engine.url))
    assert (ended.returncode, count(database)) == (1, 0)
    assert korean("import.reason.not_a_number") in ended.stdout


def test_a_database_without_a_city_is_said(tmp_path: Path) -> None:
    ended = run(tmp_path, "import", "tasks", str(SAMPLE_PLAN), DATABASE_URL=f"sqlite:///{tmp_path / 'empty.db'}")
    assert ended.returncode == 2
    assert "--team" in ended.stderr
