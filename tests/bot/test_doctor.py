"""`cn-bot doctor` on the practice Slack: what works, what does not, and what to do about it."""

from __future__ import annotations

import dataclasses
from contextlib import closing
from pathlib import Path

import pytest

from bot.config import Settings
from bot.doctor import ILL, examine
from bot.practice.server import Practice
from bot.sample import COUNCIL, STEERING, sample_city
from storage.db.database import Database
from storage.db.upgrading import upgrade
from storage.organisation.committees import Committee
from storage.organisation.workspaces import workspace_made_if_new
from tests.running import free_port, practice, settings_for


def said(settings: Settings) -> list[str]:
    return [finding.said("en") for finding in examine(settings)]


def ills(settings: Settings) -> list[str]:
    return [finding.said("en") for finding in examine(settings) if finding.state == ILL]


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'x.db'}"


def test_where_all_is_well_every_line_says_so(address: str) -> None:
    with closing(Database(address)) as database:
        upgrade(database)
    with practice() as (server, _):
        settings = settings_for(server, address).model_copy(update={"cn_admin": "U0SECRETARY"})
        lines = said(settings)
    assert all(line.startswith("✓") for line in lines), lines
    assert len(lines) == 10
    assert "xoxb" not in str(lines)


def test_a_token_that_is_missing_or_of_another_kind(address: str) -> None:
    with practice() as (server, _):
        settings = settings_for(server, address)
        (missing,) = ills(settings.model_copy(update={"slack_app_token": None}))
        (other,) = ills(settings.model_copy(update={"slack_bot_token": settings.slack_app_token}))
    assert missing.startswith("✗ SLACK_APP_TOKEN: is empty")
    assert "has to begin with xoxb-" in other


def test_a_revoked_token(address: str) -> None:
    with practice() as (server, slack):
        slack.do("revoke", revoked=True)
        assert "token_revoked" in ills(settings_for(server, address))[0]


def test_scopes_that_are_lacking_and_scopes_nobody_uses(address: str) -> None:
    city = sample_city()
    app = dataclasses.replace(city.app, scopes=(city.app.scopes - {"reactions:read"}) | {"pins:read"})
    with Practice(dataclasses.replace(city, app=app)) as server:
        lines = said(settings_for(server, address))
    assert any(line.startswith("✗ Scopes are lacking: reactions:read") for line in lines)
    assert any(line.startswith("– Scopes that are not used: pins:read") for line in lines)


def test_channels_without_the_bot_archived_unknown_or_unset(address: str) -> None:
    city = sample_city()
    council, steering = (
        dataclasses.replace(channel, members=("U0LEADER",))
        if channel.id == COUNCIL
        else dataclasses.replace(channel, is_archived=True)
        for channel in city.channels
        if channel.id in (COUNCIL, STEERING)
    )
    with Practice(dataclasses.replace(city, channels=(council, steering))) as server:
        settings = settings_for(server, address)
        outside, archived = ills(settings)
        unknown, unset = ills(
            settings.model_copy(update={"cn_committee_channel": "C0NOWHERE", "cn_steering_channel": ""})
        )
    assert "/invite @cn-bot" in outside
    assert "archived" in archived
    assert "channel_not_found" in unknown
    assert unset.startswith("✗ CN_STEERING_CHANNEL: is empty")


def test_a_committees_own_channel_is_looked_at_too(address: str) -> None:
    with practice() as (server, _), closing(Database(address)) as database:
        upgrade(database)
        with database.writing() as session:
            city = workspace_made_if_new(session, "T0CITY")
            session.add(Committee(workspace_id=city.id, name="Energy", channel="C0NOWHERE"))
        (line,) = ills(settings_for(server, address))
    assert line.startswith("✗ Energy: channel C0NOWHERE cannot be seen")


def test_a_slack_out_of_reach_and_a_proxy_that_is_none(address: str) -> None:
    with practice() as (server, _):
        settings = settings_for(server, address)
    away = settings.model_copy(update={"slack_api_url": f"http://127.0.0.1:{free_port()}/api/"})
    assert "cannot be reached" in ills(away)[0]


def test_databases_that_are_new_old_nowhere_or_no_database(tmp_path: Path) -> None:
    with practice() as (server, _):
        settings = settings_for(server, f"sqlite:///{tmp_path / 'new.db'}")
        assert "made at the first start" in said(settings)[0]
        assert not (tmp_path / "new.db").exists()
        nowhere = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'no' / 'x.db'}"})
        assert "Make it" in ills(nowhere)[0]
        (tmp_path / "junk.db").write_bytes(b"not a database at all" * 99)
        junk = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'junk.db'}"})
        assert "cannot be opened" in ills(junk)[0]
        gone = f"postgresql+psycopg://x:secret@127.0.0.1:{free_port()}/x"
        (line,) = ills(settings.model_copy(update={"database_url": gone}))
    assert "cannot be opened" in line
    assert "secret" not in line


def test_an_administrator_who_is_nobody(address: str) -> None:
    with practice() as (server, _):
        settings = settings_for(server, address).model_copy(update={"cn_admin": "U0NOBODY"})
        assert "U0NOBODY" in ills(settings)[0]
