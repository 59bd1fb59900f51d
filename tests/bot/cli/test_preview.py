"""`cn-bot preview`: a table for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import gathered
from bot.sample import enter_sample
from storage.db.database import Database
from storage.db.upgrading import upgrade
from storage.organisation.workspaces import workspace_made_if_new
from tests.texts import COUNCIL_NAME, korean, korean_day


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)
    database = Database(url)
    upgrade(database)
    with database.writing() as session:
        enter_sample(session, workspace_made_if_new(session, "T0CITY").id, datetime(2025, 12, 31, tzinfo=UTC))
    yield database
    database.close()


def preview(*words: str) -> str:
    result = CliRunner().invoke(gathered([]), ["preview", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_as_json_each_message_says_when_to_whom_what_and_by_which_rule(city: Database) -> None:
    every = json.loads(preview("--from", "2026-01-01", "--to", "2026-03-31", "--json"))
    notice = next(each for each in every if each["via"] == "channel")
    held = {"committee": COUNCIL_NAME, "day": korean_day(2, 13, 2026), "left": korean("left.before", days=14)}
    assert notice == {
        "at": "2026-01-30T09:00:00+09:00",
        "to": "C0COUNCIL",
        "via": "channel",
        "lines": [
            {
                "subject": COUNCIL_NAME,
                "rule": "meeting D-14",
                "text": korean("line.meeting", **held, at="14:00"),
            },
            {
                "subject": COUNCIL_NAME,
                "rule": "agenda",
                "text": korean("line.agenda", **held),
            },
        ],
    }
    owners = [each for each in every if each["to"] == "U0OWNER"]
    assert {each["via"] for each in owners} == {"dm"}
    assert len({each["at"][:10] for each in owners}) == len(owners)  # one reminder a day


def test_a_look_ahead_writes_nothing(city: Database) -> None:
    first = preview("--from", "2026-01-01", "--to", "2026-12-31", "--json")
    assert preview("--from", "2026-01-01", "--to", "2026-12-31", "--json") == first


def test_for_people_it_is_a_table(city: Database) -> None:
    assert "meeting D-14" in preview("--from", "2026-01-25", "--to", "2026-02-05")


def test_a_span_that_ends_before_it_begins_is_one_clear_line(city: Database) -> None:
    result = CliRunner().invoke(gathered([]), ["preview", "--from", "2026-02-01", "--to", "2026-01-01"])
    assert result.exit_code == 2
    assert "--to" in result.output
