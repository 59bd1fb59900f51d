"""Predicted messages equal the messages then sent, when a year passes and nobody does anything."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.sample import enter_sample
from handlers.reminders.preview import predicted
from handlers.reminders.reminders import line_of, rule_of
from handlers.slack.outgoing import Reading
from handlers.written_votes.messages import why_not_decided
from schedules.planning import Planning
from storage.db.database import Database
from storage.organisation.people import everybody
from storage.organisation.workspaces import Workspace, workspace_made_if_new
from storage.outbox.lookups import notices_in
from storage.outbox.messages import Message
from storage.outbox.notices import REMINDERS
from storage.outbox.planned import next_due

pytestmark = pytest.mark.long

PartialDate = tuple[date, str, tuple[tuple[str, str], ...]]


def sample_database(database: Database, now: datetime, zone: str = "Asia/Seoul", country: str = "KR") -> int:
    with database.writing() as session:
        city = workspace_made_if_new(session, "T0CITY")
        city.zone, city.country = zone, country
        enter_sample(session, city.id, now)
        return city.id


def run_until(database: Database, city: int, now: datetime, end: datetime) -> list[datetime]:
    """Tick whenever something is due or the day changes, as a process that is always on; return the instants of the
    ticks.
    """
    planning, ticks = Planning(database, why_not_decided), []
    while now <= end:
        planning.tick(now)
        ticks.append(now)
        with database.reading() as session:
            midnight = session.get_one(Workspace, city).plan_at
            due = next_due(session)
        now = min(each for each in (midnight, due) if each is not None)
    return ticks


def said(database: Database, city: int, zone: ZoneInfo) -> list[PartialDate]:
    found = []
    with database.reading() as session:
        workspace = session.get_one(Workspace, city)
        languages = {person.slack_id: person.language for person in everybody(session, city)}
        for message in session.scalars(select(Message).where(Message.workspace_id == city)):
            notices = [each for each in notices_in(session, city, message.id) if each.kind in REMINDERS]
            day = message.due_at.astimezone(zone).date()
            language = languages.get(message.recipient) or workspace.language
            reading = Reading(session, workspace, language, day)
            lines = tuple(sorted((rule_of(each), line_of(reading, each).text) for each in notices))
            if lines:
                found.append((day, message.recipient, lines))
    return sorted(found)


@pytest.mark.parametrize(
    ("database", "zone", "country"),
    [("sqlite", "Asia/Seoul", "KR"), ("postgresql", "America/New_York", "US")],
    indirect=["database"],
)
def test_a_preview_predicts_what_a_year_then_brings(database: Database, zone: str, country: str) -> None:
    here = ZoneInfo(zone)
    begins = datetime(2026, 1, 1, 0, 0, tzinfo=here).astimezone(UTC)
    city = sample_database(database, begins, zone, country)
    Planning(database, why_not_decided).tick(begins)
    with database.reading() as session:
        every = predicted(session, session.get_one(Workspace, city), date(2026, 1, 1), date(2026, 12, 31))
    told = sorted(
        (each.at.date(), each.to, tuple(sorted((line.rule, line.text) for line in each.lines))) for each in every
    )
    run_until(database, city, begins, datetime(2026, 12, 31, 23, 59, tzinfo=here).astimezone(UTC))
    assert told == said(database, city, here)
    assert len(told) > 50
