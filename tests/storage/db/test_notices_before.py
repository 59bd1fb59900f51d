"""Notices of a database as it was before `repeat` and the cause: each keeps what its `round` meant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, Table, select

from storage.db.database import Database
from storage.db.upgrading import MIGRATIONS, upgrade
from storage.outbox.notices import Notice, NoticeKind

_OF_HISTORY = ("hop", "ask_done", "urgent", "outage", "procedure_news")
_AT = datetime(2025, 5, 2, 0, 30, tzinfo=UTC)
_ROUNDS = (0, 1, 7)


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[Database]:
    """Yield a database of revision 0013 with one city and a notice of every kind for each of three rounds."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    if request.param == "postgresql":
        maintenance = request.getfixturevalue("postgresql")
        with maintenance.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS old_{worker_id} WITH (FORCE)")
            connection.exec_driver_sql(f"CREATE DATABASE old_{worker_id}")
        url = maintenance.url.set(database=f"old_{worker_id}").render_as_string(hide_password=False)
    with closing(Database(url)) as database:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with database.engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "0013")
            _fill(connection)
        yield database


def test_each_kind_keeps_what_its_round_meant(old: Database) -> None:
    upgrade(old)
    with old.reading() as session:
        notices = session.scalars(select(Notice)).all()
    now = {(each.kind, each.repeat, each.cause_type, each.cause_id) for each in notices}
    assert now == {(kind.value, *_meant(kind, round)) for kind in NoticeKind for round in _ROUNDS}
    assert len(notices) == len(_ROUNDS) * len(NoticeKind)


def _meant(kind: NoticeKind, round: int) -> tuple[int, str, int]:
    """Return repeat, type and id of the cause; a kind that reports a record has it also where the id is 0."""
    if kind.value in _OF_HISTORY:
        return 0, "history", round
    return (0, "remark", round) if kind.value == "answered" else (round, "", 0)


def _fill(connection: Connection) -> None:
    tables = MetaData()
    workspaces, notices = (Table(name, tables, autoload_with=connection) for name in ("workspaces", "notices"))
    connection.execute(workspaces.insert(), [_filled(workspaces, id=1)])
    rows = [_filled(notices, workspace_id=1, kind=kind.value, round=round) for kind in NoticeKind for round in _ROUNDS]
    connection.execute(notices.insert(), rows)


def _filled(table: Table, **given: object) -> dict[str, object]:
    """Return a row with the given values and a plain one in every other column that needs one."""
    plain = {
        column.name: _plain(column.type.python_type)
        for column in table.columns
        if not column.nullable and column.server_default is None and not column.primary_key
    }
    return {**plain, **given}


def _plain(kind: type) -> object:
    values: dict[type, object] = {int: 0, bool: False, str: "x", dict: {}, date: _AT.date(), datetime: _AT}
    return values[kind]
