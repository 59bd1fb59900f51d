"""`cn-bot department rename`: for reorganisations. Older papers keep the department's name of their day."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import Annotated

import typer

from bot.app import real_now
from bot.cli.cities import city_of
from bot.config import SettingWrong, read_settings
from bot.serving import leave
from handlers.slack.errors import sentence
from handlers.text import say
from handlers.text.dates import say_day, today_of
from storage.db.database import Database
from storage.db.errors import RuleError
from storage.organisation.departments import department_called, rename_department
from storage.organisation.workspaces import Workspace

_Since = Annotated[datetime, typer.Option("--since", formats=["%Y-%m-%d"], help="The day from which it is called so.")]
_Team = Annotated[str, typer.Option(help="The Slack team id, where the database has several cities.")]


def add_to(app: typer.Typer) -> None:
    """Add the command `department` with its one subcommand."""
    department = typer.Typer(no_args_is_help=True, help="The city's departments.")
    department.callback()(lambda: None)  # so that its single command is still called by its name
    department.command("rename")(rename)
    app.add_typer(department, name="department")


def rename(old: str, new: str, since: _Since, team: _Team = "") -> None:
    """Rename a department from a given day, which may be in the future. Older papers keep the old name."""
    try:
        settings = read_settings()
    except SettingWrong as wrong:
        leave(str(wrong))
    language = settings.cn_language
    with closing(Database(settings.database_url)) as database, database.writing() as session:
        city = session.get_one(Workspace, city_of(session, team, language))
        department = department_called(session, city.id, old)
        if department is None:
            leave(say(language, "department.unknown", name=old))
        now = real_now()
        try:
            rename_department(session, department, new, since.date(), now, today_of(now, city.zone))
        except RuleError as error:
            leave(sentence(language, error))
        typer.echo(say(language, "department.renamed", old=old, new=new, day=say_day(language, since.date())))
