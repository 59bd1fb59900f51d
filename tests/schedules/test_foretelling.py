"""Predicted messages equal the messages then sent, when a year passes and nobody does anything."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.sample import enter_sample
from handlers.preview import foretold
from handlers.reading import Reading
from handlers.reminders import line_of, rule_of
from schedules.planning import Planning
from storage.messages import Message
from storage.notices import REMINDERS, notices_in
from storage.people import everybody
from storage.planned import next_due
from storage.sessions import Books
from storage.workspaces import Workspace, workspace_made_if_new

pytestmark = pytest.mark.long

Said = tuple[date, str, tuple[tuple[str, str], ...]]


def sample_books(books: Books, now: datetime, zone: str = "Asia/Seoul", country: str = "KR") -> int:
    with books.writing() as session:
        city = workspace_made_if_new(session, "T0CITY")
        city.zone, city.country = zone, country
        enter_sample(session, city.id, now)
        return city.id


def run_until(books: Books, city: int, now: datetime, end: datetime) -> list[datetime]:
    """Tick whenever something is due or the day changes, as a process that is always on; return the instants of the
    ticks.
    """
    planning, ticks = Planning(books), []
    while now <= end:
        planning.tick(now)
        ticks.append(now)
        with books.reading() as session:
            midnight = session.get_one(Workspace, city).plan_at
            due = next_due(session)
        now = min(each for each in (midnight, due) if each is not None)
    return ticks


def said(books: Books, city: int, zone: ZoneInfo) -> list[Said]:
    found = []
    with books.reading() as session:
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
    ("books", "zone", "country"),
    [("sqlite", "Asia/Seoul", "KR"), ("postgresql", "America/New_York", "US")],
    indirect=["books"],
)
def test_a_preview_foretells_what_a_year_then_brings(books: Books, zone: str, country: str) -> None:
    here = ZoneInfo(zone)
    begins = datetime(2026, 1, 1, 0, 0, tzinfo=here).astimezone(UTC)
    city = sample_books(books, begins, zone, country)
    Planning(books).tick(begins)
    with books.reading() as session:
        every = foretold(session, session.get_one(Workspace, city), date(2026, 1, 1), date(2026, 12, 31))
    told = sorted(
        (each.at.date(), each.to, tuple(sorted((line.rule, line.text) for line in each.lines))) for each in every
    )
    run_until(books, city, begins, datetime(2026, 12, 31, 23, 59, tzinfo=here).astimezone(UTC))
    assert told == said(books, city, here)
    assert len(told) > 50
