"""`cn-bot doctor`: find what prevents the bot from working and say how to fix it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any

import typer
from pydantic import SecretStr
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.app import real_now
from bot.config import Settings, SettingWrong, read_settings
from bot.manifest import SCOPES
from bot.serving import leave
from bot.web import tls_of, web_client
from handlers.text import say
from storage.db.database import Database
from storage.db.upgrading import is_newest
from storage.organisation.committees import Committee

_TIMEOUT_S = 10
_CLOCKS_DIFFER_S = 30.0
WELL, ILL, UNKNOWN = "✓", "✗", "–"


@dataclass(frozen=True)
class Finding:
    """The result of one check. `text` is the key of its text; if `state` is ILL, the text says what to do."""

    state: str
    text: str
    values: dict[str, object]

    def said(self, language: str) -> str:
        """Return the line to print, in "ko" or "en"."""
        return f"{self.state} {say(language, self.text, **self.values)}"


def well(text: str, **values: object) -> Finding:
    """Return a finding without a problem."""
    return Finding(WELL, text, values)


def ill(text: str, **values: object) -> Finding:
    """Return a finding whose text says what to do."""
    return Finding(ILL, text, values)


def add_to(app: typer.Typer) -> None:
    """Add the command `doctor`."""
    app.command("doctor")(doctor)


def doctor() -> None:
    """Check tokens, scopes, channels, database and clock, and say for each what to do."""
    try:
        settings = read_settings()
    except SettingWrong as wrong:
        leave(str(wrong))
    is_ill = False
    for finding in examine(settings):
        typer.echo(finding.said(settings.cn_language))
        is_ill = is_ill or finding.state == ILL
    if is_ill:
        raise typer.Exit(1)


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield each finding as soon as it is known.

    Checks that depend on a failed one are reported as unknown.
    """
    yield from _database(settings)
    tokens = list(_tokens(settings))
    yield from tokens
    if any(finding.state == ILL for finding in tokens):
        yield Finding(UNKNOWN, "doctor.slack_unknown", {})
        return
    client = web_client(settings, _secret(settings.slack_bot_token), tls_of(settings), _TIMEOUT_S)
    try:
        yield from _slack(settings, client)
    except SlackApiError as error:
        yield _refused(error)
    except (OSError, HTTPException, ValueError) as error:
        yield ill("doctor.unreachable", url=settings.slack_api_url, error=type(error).__name__)


def _tokens(settings: Settings) -> Iterator[Finding]:
    for name, start in (("slack_bot_token", "xoxb-"), ("slack_app_token", "xapp-")):
        held = _secret(getattr(settings, name))
        if not held:
            yield ill("doctor.token_missing", name=name.upper())
        elif not held.startswith(start):
            yield ill("doctor.token_kind", name=name.upper(), start=start)
        else:
            yield well("doctor.token", name=name.upper())


def _slack(settings: Settings, client: WebClient) -> Iterator[Finding]:
    """Check everything that needs Slack's answer. Raises SlackApiError or OSError."""
    me = client.auth_test()
    yield well("doctor.team", team=me["team"], bot=me["user"])
    headers = {name.lower(): value for name, value in me.headers.items()}
    yield from _scopes(headers.get("x-oauth-scopes"))
    yield from _clock(headers.get("date"))
    try:
        client.apps_connections_open(app_token=_secret(settings.slack_app_token))
        yield well("doctor.socket")
    except SlackApiError as error:
        yield ill("doctor.socket_refused", error=error.response.get("error"))
    for name, channel in _channels(settings).items():
        yield _channel(client, name, channel, me["user"])
    for slack_id in sorted(settings.admins()):
        yield _admin(client, slack_id)


def _scopes(granted: Any) -> Iterator[Finding]:
    if not granted:
        yield Finding(UNKNOWN, "doctor.scopes_unknown", {})
        return
    have = {scope.strip() for scope in str(granted).split(",")}
    lacking, surplus = sorted(SCOPES.keys() - have), sorted(have - SCOPES.keys())
    if lacking:
        yield ill("doctor.scopes_lacking", scopes=", ".join(lacking))
    else:
        yield well("doctor.scopes", count=len(SCOPES))
    if surplus:
        yield Finding(UNKNOWN, "doctor.scopes_surplus", {"scopes": ", ".join(surplus)})


def _clock(date_header: Any) -> Iterator[Finding]:
    if not date_header:
        return
    apart = abs((real_now() - parsedate_to_datetime(str(date_header))).total_seconds())
    wrong = apart > _CLOCKS_DIFFER_S
    yield ill("doctor.clock_skew", seconds=round(apart)) if wrong else well("doctor.clock", seconds=round(apart))


def _channels(settings: Settings) -> dict[str, str]:
    """Return the channels by setting or committee: those of the settings, and those set in Slack since."""
    named = {name: getattr(settings, name.lower()) for name in ("CN_COMMITTEE_CHANNEL", "CN_STEERING_CHANNEL")}
    if _is_there(settings.database_url):
        with (
            suppress(SQLAlchemyError),
            closing(Database(settings.database_url)) as database,
            database.reading() as session,
        ):
            for name, channel in session.execute(select(Committee.name, Committee.channel)):
                if channel not in named.values():
                    named[name] = channel
    return named


def _is_there(database_url: str) -> bool:
    """Return whether the SQLite file exists, without creating it. A database on a server always counts as existing."""
    url = make_url(database_url)
    return url.get_backend_name() != "sqlite" or bool(url.database and Path(url.database).exists())


def _channel(client: WebClient, setting: str, channel: str, bot: str) -> Finding:
    if not channel:
        return ill("doctor.channel_unset", name=setting)
    try:
        found = client.conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        return ill("doctor.channel_unknown", name=setting, channel=channel, error=error.response.get("error"))
    if found.get("is_archived"):
        return ill("doctor.channel_archived", name=setting, channel=found["name"])
    if not found.get("is_member"):
        return ill("doctor.channel_not_in", name=setting, channel=found["name"], bot=bot)
    return well("doctor.channel", name=setting, channel=found["name"])


def _admin(client: WebClient, slack_id: str) -> Finding:
    try:
        found = client.users_info(user=slack_id)["user"]
    except SlackApiError as error:
        return ill("doctor.admin_unknown", id=slack_id, error=error.response.get("error"))
    return ill("doctor.admin_gone", id=slack_id) if found.get("deleted") else well("doctor.admin", id=slack_id)


def _database(settings: Settings) -> Iterator[Finding]:
    """Check the database without changing it: a missing file is not created, an old one not upgraded."""
    file = make_url(settings.database_url).database
    if not _is_there(settings.database_url):
        has_room = bool(file) and Path(str(file)).absolute().parent.is_dir()
        yield well("doctor.database_new", file=file) if has_room else ill("doctor.database_nowhere", file=file)
        return
    try:
        with closing(Database(settings.database_url)) as database:
            newest = is_newest(database)
            with database.trying_out() as session:
                session.connection()
    except SQLAlchemyError as error:
        yield ill("doctor.database_closed", error=type(getattr(error, "orig", error)).__name__)
        return
    yield well("doctor.database" if newest else "doctor.database_old")


def _refused(error: SlackApiError) -> Finding:
    if error.response.status_code == 429:
        return ill("doctor.busy", seconds=error.response.headers.get("Retry-After", "60"))
    return ill("doctor.refused", error=error.response.get("error"))


def _secret(token: SecretStr | None) -> str:
    return token.get_secret_value().strip() if token is not None else ""
