"""How often a request reads its reporting round: once, whatever it does with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bot.sample import COUNCIL, sample_city
from handlers.rounds import rounds
from handlers.slack.payloads import Click, Command, Submission
from handlers.slack.requests import RequestHandler, Response, Work
from storage.db.database import Database
from storage.organisation.committees import Committee
from storage.organisation.people import person_of
from storage.organisation.workspaces import workspace_of
from tests.texts import korean

TEAM, SECRETARY = sample_city().team_id, "U0SECRETARY"
THEN = datetime(2025, 6, 20, 1, tzinfo=UTC)  # the second quarter's round opens
_READ = re.compile(r"SELECT .*?\sFROM (rounds|round_entries)\b", re.DOTALL)


@contextmanager
def reads(engine: Engine) -> Iterator[list[str]]:
    """Yield a list of the tables of rounds that are read, in the order of the SELECTs."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        found.extend(_READ.findall(statement))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def requests(sample_in_database: None, database: Database) -> RequestHandler:
    with database.writing() as session:
        city = workspace_of(session, TEAM)
        secretary = person_of(session, city.id, SECRETARY)
        session.add(Committee(workspace_id=city.id, name="실무협의체", channel=COUNCIL, secretary_id=secretary.id))
    return RequestHandler(database, lambda: THEN, lambda: None)


def test_a_round_is_read_once_when_it_is_shown_asked_for_closed_and_reopened(requests: RequestHandler) -> None:
    keys = count()

    def read_by(work: Work) -> tuple[list[str], Response]:
        with reads(requests.database.engine) as found:
            response = requests.handle(TEAM, SECRETARY, f"delivery {next(keys)}", work)
        assert not response.refused, response
        return found, response

    def click(action: str, value: str) -> Click:
        return Click(TEAM, SECRETARY, action, value, action, {})

    show = Command(TEAM, SECRETARY, COUNCIL, "round", "", (), "show")
    found, response = read_by(lambda request: rounds.show(request, show))
    assert found == ["rounds"]
    assert korean("round.state.open") in str(response.blocks)

    found, response = read_by(lambda request: rounds.ask(request, click("round.ask", "2025:2:U0OWNER")))
    assert found == []
    assert response.text == korean("round.asked", count=1)

    found, response = read_by(lambda request: rounds.close(request, click("round.close", "2025:2")))
    assert found == ["rounds"]
    assert korean("round.closed", year=2025, quarter=2, count=49) in str(response.blocks)
    closed = response.blocks

    found, response = read_by(lambda request: rounds.show_again(request, click("round.show", "2025:2")))
    assert found == ["rounds", "round_entries"]
    assert response.blocks[1:] == closed[1:]  # all but the line that says it was closed

    form = Submission(TEAM, SECRETARY, "round.reopen", "2025:2", {"reason": "B-01을 더합니다"}, (), (), "reopen")
    found, _ = read_by(lambda request: rounds.reopen_by_form(request, form))
    assert found == ["rounds"]
