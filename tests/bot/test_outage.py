"""A report on what an outage delayed: sent to the bot's administrators, once, when the outage is over."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from bot.practice.driver import Slack
from bot.sample import COUNCIL, FIELD
from storage.db.database import Database
from storage.organisation.workspaces import Workspace
from storage.outbox.messages import Message
from tests.texts import korean, korean_day, says

pytestmark = pytest.mark.early


def held_since(database: Database) -> object:
    with database.reading() as session:
        return session.scalar(select(Workspace.held_since))


def refused(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).where(Message.error == "token_revoked")) or 0


def test_a_recovered_outage_says_from_when_to_when_and_how_much(slack: Slack, database: Database) -> None:
    officer, leader, secretary = (slack.person(f"U0{who}") for who in ("OFFICER", "LEADER", "SECRETARY"))
    slack.do("revoke", revoked=True)
    officer.command(FIELD, "/cn", "report 창호 결로")
    officer.waits_for(lambda: refused(database) == 2)
    slack.do("clock", to=slack.sees("U0OFFICER")["now"] + 20 * 60)
    officer.waits_for(lambda: held_since(database))
    slack.do("revoke", revoked=False)
    leader.waits_for(lambda: leader.messages(COUNCIL))

    def told() -> list[str]:
        return [m["text"] for m in secretary.direct_messages() if says(m["text"], "outage.recovered")]

    (said,) = secretary.waits_for(told)
    day = korean_day(4, 24)
    assert said == korean("outage.recovered", first=f"{day} 09:00", last=f"{day} 09:20", held=2)
