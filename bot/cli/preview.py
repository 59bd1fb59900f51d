"""`cn-bot preview`: every message in a span of days if nobody does anything."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.cities import city_of
from bot.config import SettingWrong, read_settings
from bot.serving import leave
from handlers.reminders.preview import PredictedMessage, predicted
from handlers.text import say
from handlers.text.dates import say_day
from schedules.upkeep import complete
from storage.db.database import Database
from storage.db.upgrading import upgrade
from storage.organisation.workspaces import Workspace


def add_to(app: typer.Typer) -> None:
    """Add the command `preview`."""
    app.command("preview")(preview)


def preview(
    first: Annotated[datetime, typer.Option("--from", help="The first day, as 2026-01-01.", formats=["%Y-%m-%d"])],
    last: Annotated[datetime, typer.Option("--to", help="The last day, as 2026-03-31.", formats=["%Y-%m-%d"])],
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON list, for another program.")] = False,
    team: Annotated[str, typer.Option(help="The Slack team id, where the database has several cities.")] = "",
) -> None:
    """Show every message that would be sent if nobody did anything: when, to whom, what, by which rule."""
    try:
        settings = read_settings()
    except SettingWrong as wrong:
        leave(str(wrong))
    if last < first:
        leave("--to: is before --from")
    with closing(Database(settings.database_url)) as database:
        upgrade(database)
        every = _predicted(database, team, settings.cn_language, first.date(), last.date())
    if as_json:
        typer.echo(json.dumps([_document(message) for message in every], ensure_ascii=False, indent=2))
    else:
        _show(every, settings.cn_language)


def _predicted(database: Database, team: str, language: str, first: date, last: date) -> list[PredictedMessage]:
    """Return the messages to come, including what the next planning would add, without saving anything."""
    with database.trying_out() as session:
        workspace = session.get_one(Workspace, city_of(session, team, language))
        complete(session, workspace)
        return predicted(session, workspace, first, last)


def _document(message: PredictedMessage) -> dict[str, object]:
    lines = [{"subject": line.subject, "rule": line.rule, "text": line.text} for line in message.lines]
    return {"at": message.at.isoformat(), "to": message.to, "via": message.via, "lines": lines}


def _show(every: list[PredictedMessage], language: str) -> None:
    table = Table(title=say(language, "preview.count", count=len(every)))
    for column in ("at", "to", "rule", "text"):
        table.add_column(say(language, f"preview.column.{column}"), no_wrap=column != "text")
    for message in every:
        for place, line in enumerate(message.lines):
            at = f"{say_day(language, message.at.date())} {message.at:%H:%M}" if place == 0 else ""
            table.add_row(at, message.to if place == 0 else "", line.rule, line.text.replace("*", ""))
    Console().print(table)
