"""`cn-bot backup` and `cn-bot restore`: the whole database as one checked file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.engine import make_url

from bot.config import SettingWrong, read_settings
from bot.serving import leave


def add_to(app: typer.Typer) -> None:
    """Add the commands `backup` and `restore`."""
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(file: Annotated[Path, typer.Argument(help="Where to; must not be there yet.", dir_okay=False)]) -> None:
    """Write a checked copy of the database, even while the bot runs."""
    source = _database()
    if file.exists():
        leave(f"{file}: is there already; a backup never overwrites")
    if not source.exists():
        leave(f"DATABASE_URL: {source.name} is not there, so there is nothing to back up")
    # Copying the file would miss what is still in the write-ahead log; VACUUM INTO includes it.
    with closing(sqlite3.connect(source)) as database:
        database.execute("VACUUM INTO ?", (str(file),))
    wrong = damage_in(file)
    if wrong:
        leave(f"{file}: the copy does not pass its check ({wrong})")
    typer.echo(f"{file}: {file.stat().st_size:,} bytes, checked")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup.", exists=True, dir_okay=False)],
    yes: Annotated[bool, typer.Option("--yes", help="The bot is stopped, and the database may be replaced.")] = False,
) -> None:
    """Replace the database with a backup; the old database is kept beside it. Stop the bot first."""
    target = _database()
    wrong = damage_in(file)
    if wrong:
        leave(f"{file}: is no backup of CN Bot ({wrong}); nothing was changed")
    if target.exists() and not yes:
        leave(f"{target.name}: is there; stop the bot and add --yes to replace it (it is kept beside it)")
    kept = _set_aside(target) if target.exists() else None
    with closing(sqlite3.connect(file)) as database:
        database.execute("VACUUM INTO ?", (str(target),))
    typer.echo(f"{target.name}: restored" + (f"; what was there is {kept.name}" if kept else ""))


def damage_in(file: Path) -> str:
    """Return the damage found in a database file, or "" if it is intact."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            (found,) = database.execute("PRAGMA integrity_check").fetchone()
            if found != "ok":
                return str(found)
            if database.execute("PRAGMA foreign_key_check").fetchone():
                return "some rows point at rows that are not there"
            database.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        return str(error)
    return ""


def _set_aside(target: Path) -> Path:
    """Move the replaced database, including its write-ahead log, to an unused file name."""
    names = (target.with_name(f"{target.name}.replaced-{number}") for number in range(1, 10_000))
    kept = next(name for name in names if not name.exists())
    with closing(sqlite3.connect(target)) as database:
        database.execute("VACUUM INTO ?", (str(kept),))
    for suffix in ("", "-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    return kept


def _database() -> Path:
    """Return the SQLite file of DATABASE_URL. Exit if the setting is wrong or names another kind of database."""
    try:
        url = make_url(read_settings().database_url)
    except SettingWrong as wrong:
        leave(str(wrong))
    if url.get_backend_name() != "sqlite" or not url.database:
        leave("DATABASE_URL: is not SQLite; back up PostgreSQL with pg_dump and restore with pg_restore")
    return Path(url.database)
