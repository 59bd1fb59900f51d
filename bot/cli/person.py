"""`cn-bot person export` and `cn-bot person erase`: one person's data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from bot.cli.cities import city_of
from bot.config import SettingWrong, read_settings
from bot.serving import leave
from handlers.text import say
from storage.admin.personal_data import erase as erase_person
from storage.admin.personal_data import everything_of
from storage.db.database import Database
from storage.db.errors import StillHolds
from storage.organisation.people import Person, known_person

_Id = Annotated[str, typer.Argument(help="The person's Slack id, such as U0123ABC.")]
_Team = Annotated[str, typer.Option(help="The Slack team id, where the database has several cities.")]


def add_to(app: typer.Typer) -> None:
    """Add the command `person` with its two subcommands."""
    person = typer.Typer(no_args_is_help=True, help="One person's data: give it out, or erase it.")
    person.command("export")(export)
    person.command("erase")(erase)
    app.add_typer(person, name="person")


def export(slack_id: _Id, team: _Team = "") -> None:
    """Print everything that the database holds about one person, as JSON by table."""
    with _person(slack_id, team, writing=False) as (session, person, _):
        typer.echo(json.dumps(everything_of(session, person), ensure_ascii=False, indent=2))


def erase(
    slack_id: _Id,
    yes: Annotated[bool, typer.Option("--yes", help="Erase; without it only what would be lost is said.")] = False,
    team: _Team = "",
) -> None:
    """Erase one person's data. What they wrote and did is kept under a number. Only a backup can undo this."""
    with _person(slack_id, team, writing=yes) as (session, person, language):
        if not yes:
            typer.echo(say(language, "person.would_erase", who=slack_id, tables=len(everything_of(session, person))))
            return
        try:
            number = erase_person(session, person)
        except StillHolds as holds:
            held = ", ".join(say(language, f"held.{name}", count="").strip("* ") for name in holds.held)
            leave(say(language, "person.still_holds", who=slack_id, held=held))
        typer.echo(say(language, "person.erased", who=slack_id, number=number))


@contextmanager
def _person(slack_id: str, team: str, *, writing: bool) -> Iterator[tuple[Session, Person, str]]:
    """Yield the session, the person and the language. Exit if the settings are wrong or there is no such person."""
    try:
        settings = read_settings()
    except SettingWrong as wrong:
        leave(str(wrong))
    language = settings.cn_language
    with (
        closing(Database(settings.database_url)) as database,
        database.writing() if writing else database.reading() as session,
    ):
        city = city_of(session, team, language)
        person = known_person(session, city, slack_id)
        if person is None:
            leave(say(language, "person.unknown", who=slack_id))
        yield session, person, language
