"""New databases for each benchmark, on SQLite and PostgreSQL."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.sample import enter_sample
from storage.db.database import Database
from storage.db.upgrading import upgrade
from storage.organisation.workspaces import workspace_made_if_new
from tests.running import postgresql

BOTH = ("sqlite", "postgresql")
TEAM = "T0CITY"
# A Tuesday morning in Seoul, in UTC.
NOW = datetime(2026, 5, 12, 1, tzinfo=UTC)


@contextmanager
def address_of(kind: str) -> Iterator[str]:
    """Yield the URL of an empty database, which is deleted after the benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        if kind == "sqlite":
            yield f"sqlite:///{Path(folder) / 'city.db'}"
        else:
            with postgresql(Path(folder)) as url:
                yield url


@contextmanager
def empty_database(kind: str) -> Iterator[Database]:
    with address_of(kind) as url, closing(Database(url)) as database:
        upgrade(database)
        yield database


@contextmanager
def sample_database(kind: str) -> Iterator[Database]:
    """Yield a database with the sample city and its 53 tasks."""
    with empty_database(kind) as database:
        with database.writing() as session:
            enter_sample(session, workspace_made_if_new(session, TEAM).id, NOW)
        yield database
