"""`cn-bot import`: what a sheet would change, shown first; written with --commit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.app import real_now
from bot.config import SettingWrong, read_settings
from bot.running import leave
from handlers.text import say
from storage.importing.plan import Preview, Refused, commit_plan, preview_plan
from storage.importing.sheets import SheetUnreadable, read_sheet
from storage.sessions import Books
from storage.upgrading import upgrade
from storage.workspaces import Workspace

imports = typer.Typer(name="import", help="Take in the plan from a spreadsheet.", no_args_is_help=True)
_LINES = 200  # of each list; a file with more wrong lines than that is the wrong file


def add_to(app: typer.Typer) -> None:
    app.add_typer(imports)


@imports.callback()
def _always_by_name() -> None:
    """Take in what offices keep in spreadsheets."""


@imports.command("tasks")
def tasks(
    plan: Annotated[Path, typer.Argument(help="A .csv (UTF-8 or CP949) or .xlsx file.", exists=True, dir_okay=False)],
    commit: Annotated[bool, typer.Option("--commit", help="Write it; without this nothing is written.")] = False,
    team: Annotated[str, typer.Option(help="The Slack team id, where the database has several cities.")] = "",
) -> None:
    """Show what a plan's file would create, change and refuse; with --commit write all of it, or nothing."""
    try:
        settings = read_settings()
    except SettingWrong as wrong:
        leave(str(wrong))
    language = settings.cn_language
    try:
        sheet = read_sheet(plan)
    except SheetUnreadable as unreadable:
        leave(say(language, f"import.unreadable.{unreadable.why}", file=plan.name))
    books = Books(settings.database_url)
    upgrade(books)
    with books.writing() as session:
        city = _city(session, team, language)
        preview = preview_plan(session, city, sheet)
        show(preview, language)
        if preview.refused:
            raise typer.Exit(1)
        if commit:
            commit_plan(session, city, preview, real_now())
    typer.echo(say(language, "import.written" if commit else "import.nothing_written"))


def _city(session: Session, team: str, language: str) -> int:
    """The one city of the database, or the named one."""
    query = select(Workspace.id).where(Workspace.team_id == team) if team else select(Workspace.id)
    found = session.scalars(query).all()
    if len(found) != 1:
        leave(say(language, "import.which_city", count=len(found)))
    return found[0]


def show(preview: Preview, language: str) -> None:
    console = Console()
    counts = {"created": len(preview.created), "unchanged": preview.unchanged, "refused": len(preview.refused)}
    changed = len({change.code for change in preview.changed})
    console.print(say(language, "import.summary", changed=changed, **counts), markup=False)
    for row in preview.created[:_LINES]:
        console.print(f"+ {row.code} {row.texts.get('title', '')}", markup=False)
    for change in preview.changed[:_LINES]:
        console.print(f"~ {change.code} {change.what}: {change.before or '-'} → {change.after or '-'}", markup=False)
    if preview.unknown_columns:
        columns = ", ".join(preview.unknown_columns)
        console.print(say(language, "import.unknown_columns", columns=columns), markup=False)
    for title, wrong in (("import.refused", preview.refused), ("import.unmatched", preview.unmatched)):
        if wrong:
            console.print(_table(say(language, title), wrong[:_LINES], language))


def _table(title: str, wrong: tuple[Refused, ...], language: str) -> Table:
    table = Table(title=title)
    for name in ("row", "column", "value", "reason"):
        table.add_column(say(language, f"import.column.{name}"))
    for each in wrong:
        table.add_row(str(each.row), each.column, each.value[:60], say(language, f"import.reason.{each.reason}"))
    return table
