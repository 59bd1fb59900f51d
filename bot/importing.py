"""`cn-bot import`: what a sheet would change, shown first; written with --commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from bot.app import real_now
from bot.cities import city_of
from bot.config import SettingWrong, read_settings
from bot.running import leave
from handlers.text import say
from storage.importing.plan import Change, Refused, commit_plan, preview_plan
from storage.importing.roster import commit_roster, preview_roster
from storage.importing.sheets import Sheet, SheetUnreadable, read_sheet
from storage.sessions import Books
from storage.upgrading import upgrade

imports = typer.Typer(name="import", help="Take in a plan or a roster from a spreadsheet.", no_args_is_help=True)
File = Annotated[Path, typer.Argument(help="A .csv (UTF-8 or CP949) or .xlsx file.", exists=True, dir_okay=False)]
Commit = Annotated[bool, typer.Option("--commit", help="Write it; without this nothing is written.")]
Team = Annotated[str, typer.Option(help="The Slack team id, where the database has several cities.")]

_LINES = 200  # of each list; a file with more wrong lines than that is the wrong file


def add_to(app: typer.Typer) -> None:
    app.add_typer(imports)


@imports.command("tasks")
def tasks(file: File, commit: Commit = False, team: Team = "") -> None:
    """Show what a plan's file would create, change and refuse; with --commit write all of it, or nothing."""
    with _taking_in(file, team) as (session, city, sheet, language):
        preview = preview_plan(session, city, sheet)
        changed = len({change.code for change in preview.changed})
        counts = {"created": len(preview.created), "unchanged": preview.unchanged, "refused": len(preview.refused)}
        typer.echo(say(language, "import.summary", changed=changed, **counts))
        created = [f"{row.code} {row.texts.get('title', '')}" for row in preview.created]
        _show(Shown(created, preview.changed, preview.refused, preview.unmatched, preview.unknown_columns), language)
        if commit:
            with Console().status(say(language, "import.writing")):
                commit_plan(session, city, preview, real_now())
        typer.echo(say(language, "import.written" if commit else "import.nothing_written"))


@imports.command("people")
def people(file: File, commit: Commit = False, team: Team = "") -> None:
    """Show what a roster would change: heads, contacts, departments, deputies; with --commit write all, or nothing."""
    with _taking_in(file, team) as (session, city, sheet, language):
        preview = preview_roster(session, city, sheet)
        counts = {"created": len(preview.created), "changed": len(preview.changed), "refused": len(preview.refused)}
        typer.echo(say(language, "import.roster_summary", **counts))
        created = list(preview.created)
        _show(Shown(created, preview.changed, preview.refused, preview.unmatched, preview.unknown_columns), language)
        if commit:
            commit_roster(session, city, preview, real_now())
        typer.echo(say(language, "import.written" if commit else "import.nothing_written"))


@contextmanager
def _taking_in(file: Path, team: str) -> Iterator[tuple[Session, int, Sheet, str]]:
    """One transaction around the look and the writing, so that what was shown is what is written."""
    try:
        settings = read_settings()
    except SettingWrong as wrong:
        leave(str(wrong))
    language = settings.cn_language
    try:
        sheet = read_sheet(file)
    except SheetUnreadable as unreadable:
        leave(say(language, f"import.unreadable.{unreadable.why}", file=file.name))
    books = Books(settings.database_url)
    upgrade(books)
    with books.writing() as session:
        yield session, city_of(session, team, language), sheet, language


@dataclass(frozen=True)
class Shown:
    created: Sequence[str]
    changed: Sequence[Change]
    refused: tuple[Refused, ...]
    unmatched: tuple[Refused, ...]
    unknown_columns: tuple[str, ...]


def _show(shown: Shown, language: str) -> None:
    """Prints it; ends with exit code 1 when something is refused, before anything is written."""
    console = Console()
    for line in shown.created[:_LINES]:
        console.print(f"+ {line}", markup=False)
    for change in shown.changed[:_LINES]:
        console.print(f"~ {change.code} {change.what}: {change.before or '-'} → {change.after or '-'}", markup=False)
    if shown.unknown_columns:
        columns = ", ".join(shown.unknown_columns)
        console.print(say(language, "import.unknown_columns", columns=columns), markup=False)
    for title, wrong in (("import.refused", shown.refused), ("import.unmatched", shown.unmatched)):
        if wrong:
            console.print(_table(say(language, title), wrong[:_LINES], language))
    if shown.refused:
        raise typer.Exit(1)


def _table(title: str, wrong: tuple[Refused, ...], language: str) -> Table:
    table = Table(title=title)
    for name in ("row", "column", "value", "reason"):
        table.add_column(say(language, f"import.column.{name}"))
    for each in wrong:
        table.add_row(str(each.row), each.column, each.value[:60], say(language, f"import.reason.{each.reason}"))
    return table
