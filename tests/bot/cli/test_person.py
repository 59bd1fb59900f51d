"""`cn-bot person` as an administrator runs it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import gathered
from storage.db.database import Database
from storage.db.upgrading import upgrade
from storage.organisation.people import Person
from tests.cast import Cast
from tests.texts import korean


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path / 'city.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)
    database = Database(url)
    upgrade(database)
    Cast.enter(database)
    yield database
    database.close()


def run(*words: str) -> str:
    result = CliRunner().invoke(gathered([]), ["person", *words, "--team", "T0CITY"])
    return result.output


def test_a_person_is_given_out_and_erased_only_when_it_is_meant(city: Database) -> None:
    given = json.loads(run("export", "U0OFFICER"))
    assert given["people"][0]["slack_id"] == "U0OFFICER"
    assert "--yes" in run("erase", "U0OFFICER")
    assert json.loads(run("export", "U0OFFICER")) == given
    assert "erased-" in run("erase", "U0OFFICER", "--yes")
    assert korean("person.unknown", who="U0OFFICER") in run("export", "U0OFFICER")


def test_who_holds_something_is_not_erased(city: Database) -> None:
    with city.writing() as session:
        cast = {person.slack_id: person for person in session.query(Person)}
        cast["U0OWNER"].deputy_id = cast["U0OFFICER"].id
    deputy_of = korean("held.deputy_of", count="").strip("* ")
    assert korean("person.still_holds", who="U0OFFICER", held=deputy_of) in run("erase", "U0OFFICER", "--yes")
    assert json.loads(run("export", "U0OFFICER"))["people"]
