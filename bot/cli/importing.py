"""`cn-bot import`: show what a sheet would change; write it with --commit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from bot.app import real_now
from bot.cli.cities import city_of
from bot.config import SettingWrong, read_settings
from bot.serving import leave
from handlers.text import say
from schedules.calendar import calendar_of
from schedules.quarters import Quarter, quarter_asked
from storage.admin.permissions import may_run_rounds
from storage.db.database import Database
from storage.db.upgrading import upgrade
from storage.importing.plan import ChangedField, commit_plan, preview_plan
from storage.importing.plan_lines import RefusedCell
from storage.importing.reports import commit_reports, preview_reports
from storage.importing.roster import commit_roster, preview_roster
from storage.importing.sheets import Sheet, SheetUnreadable, read_sheets
from storage.organisation.workspaces import Workspace
from storage.outbox.notices import show_again
from storage.rounds.rounds import is_closed

imports = typer.Typer(
    name="import", help="Take in a plan, a roster or reports from a spreadsheet.", no_args_is_help=True
)
File = Annotated[Path, typer.Argument(help="A .csv (UTF-8 or CP949) or .xlsx file.", exists=True, dir_okay=False)]
Commit = Annotated[bool, typer.Option("--commit", help="Write it; without this nothing is written.")]
Team = Annotated[str, typer.Option(help="The Slack team id, where the database has several cities.")]
Which = Annotated[str, typer.Option("--quarter", help="As 2025-2; without it the newest whose round has opened.")]

_LINES = 200  # of each list; a file with more wrong lines than this is the wrong file


def add_to(app: typer.Typer) -> None:
    """Add the command `import` with its subcommands."""
    app.add_typer(imports)


@imports.command("tasks")
def tasks(file: File, commit: Commit = False, team: Team = "") -> None:
    """Show what a plan's file would create, change and refuse; with --commit write all of it, or nothing."""
    with _taking_in(file, team) as (session, city, sheets, language):
        preview = preview_plan(session, city, sheets[0])
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
    with _taking_in(file, team) as (session, city, sheets, language):
        preview = preview_roster(session, city, sheets[0])
        counts = {"created": len(preview.created), "changed": len(preview.changed), "refused": len(preview.refused)}
        typer.echo(say(language, "import.roster_summary", **counts))
        created = list(preview.created)
        _show(Shown(created, preview.changed, preview.refused, preview.unmatched, preview.unknown_columns), language)
        if commit:
            commit_roster(session, city, preview, real_now())
        typer.echo(say(language, "import.written" if commit else "import.nothing_written"))


@imports.command("reports")
def reports(file: File, quarter: Which = "", commit: Commit = False, team: Team = "") -> None:
    """Show what a filled-in review sheet would report for a quarter; with --commit write all of it, or nothing."""
    with _taking_in(file, team) as (session, city, sheets, language):
        workspace = session.get_one(Workspace, city)
        today, runners = calendar_of(workspace).day_of(real_now()), may_run_rounds(session, city)
        of = _quarter_of(quarter, language) if quarter else quarter_asked(workspace, today)
        preview = preview_reports(session, city, sheets, (of.year, of.number))
        counts = {"created": len(preview.created), "changed": len({each.code for each in preview.changed})}
        rest = {"unchanged": preview.unchanged, "empty": preview.empty, "refused": len(preview.refused)}
        typer.echo(say(language, "import.reports_summary", year=of.year, quarter=of.number, **counts, **rest))
        created = [f"{each.task.code} {say(language, f'rating.{each.said.rating}')}" for each in preview.created]
        _show(Shown(created, preview.changed, preview.refused, (), preview.unknown_columns), language)
        if commit and not runners:
            leave(say(language, "import.nobody_enters"))
        if commit:
            late = today > of.due(workspace) or is_closed(session, city, of.year, of.number)
            commit_reports(session, preview, (of.year, of.number), runners[0], real_now(), late=late)
            for each in preview.entries:
                show_again(session, city, "report", each.task.id)
        typer.echo(say(language, "import.written" if commit else "import.nothing_written"))


def _quarter_of(text: str, language: str) -> Quarter:
    found = re.fullmatch(r"(20\d\d)-?[Qq]?([1-4])", text)
    if found is None:
        leave(say(language, "import.which_quarter"))
    return Quarter(int(found[1]), int(found[2]))


@contextmanager
def _taking_in(file: Path, team: str) -> Iterator[tuple[Session, int, list[Sheet], str]]:
    """Preview and write in one transaction, so that exactly what was shown is written.

    Yield the session, the city's id, the file's sheets and the language. Exit if the settings or the file are wrong.
    """
    try:
        settings = read_settings()
    except SettingWrong as wrong:
        leave(str(wrong))
    language = settings.cn_language
    try:
        sheets = read_sheets(file)
    except SheetUnreadable as unreadable:
        leave(say(language, f"import.unreadable.{unreadable.why}", file=file.name))
    with closing(Database(settings.database_url)) as database:
        upgrade(database)
        with database.writing() as session:
            yield session, city_of(session, team, language), sheets, language


@dataclass(frozen=True)
class Shown:
    """The lines of a preview, as lists to print."""

    created: Sequence[str]
    changed: Sequence[ChangedField]
    refused: tuple[RefusedCell, ...]
    unmatched: tuple[RefusedCell, ...]
    unknown_columns: tuple[str, ...]


def _show(shown: Shown, language: str) -> None:
    """Print the preview. If a line is refused, exit with code 1 before anything is written."""
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


def _table(title: str, wrong: tuple[RefusedCell, ...], language: str) -> Table:
    table = Table(title=title)
    for name in ("row", "column", "value", "reason"):
        table.add_column(say(language, f"import.column.{name}"))
    for each in wrong:
        table.add_row(str(each.row), each.column, each.value[:60], say(language, f"import.reason.{each.reason}"))
    return table
