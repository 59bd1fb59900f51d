"""How much anybody hears in a quarter when a whole year passes and nobody does anything: the worst case.

The table is the city's promise, written here and read by no code: in channels and by direct message, by role.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.sample import COUNCIL, STEERING, sample_city
from schedules.holidays import WorkingDays
from storage.messages import Message
from storage.notices import REMINDERS, Notice
from storage.people import Person
from storage.sessions import Books
from storage.tasks import Task
from tests.schedules.test_foretelling import run_until, sample_books

pytestmark = pytest.mark.long

HERE = ZoneInfo("Asia/Seoul")
# Per quarter: (in channels, by direct message).
PROMISED = {
    "U0LEADER": (6, 14),  # a team leader with six tasks
    "U0OWNER": (6, 14),
    "U0SECRETARY": (7, 28),
    "U0HEAD": (5, 8),
    "U0CHAIR": (6, 0),
    "U0ASSISTANT": (6, 5),
}
Sent = tuple[date, str]


def year_of(books: Books) -> list[Sent]:
    """(day, recipient) of every message of 2026."""
    begins = datetime(2026, 1, 1, tzinfo=HERE).astimezone(UTC)
    city = sample_books(books, begins)
    with books.writing() as session:
        leader = session.scalars(select(Person).where(Person.slack_id == "U0LEADER")).one()
        for task in session.scalars(select(Task).order_by(Task.code)).all()[:6]:
            task.team_leader_id = leader.id
    run_until(books, city, begins, datetime(2026, 12, 31, 23, 59, tzinfo=HERE).astimezone(UTC))
    with books.reading() as session:
        query = select(Message).join(Notice, Notice.message_id == Message.id).where(Notice.kind.in_(REMINDERS))
        return [
            (message.due_at.astimezone(HERE).date(), message.recipient) for message in session.scalars(query.distinct())
        ]


@pytest.mark.parametrize("books", ["sqlite"], indirect=True)  # a year's rules are the same on any database
def test_a_year_of_silence_stays_within_what_each_role_was_promised(books: Books) -> None:
    sent = year_of(books)
    heard = Counter((recipient, (day.month - 1) // 3) for day, recipient in sent)
    inside = {channel.id: channel.members for channel in sample_city().channels if channel.id in (COUNCIL, STEERING)}
    for person, (in_channels, directly) in PROMISED.items():
        for quarter in range(4):
            seen = sum(heard[channel, quarter] for channel, members in inside.items() if person in members)
            assert seen <= in_channels, (person, quarter, seen)
            assert heard[person, quarter] <= directly, (person, quarter, heard[person, quarter])
    assert min(heard["U0OWNER", quarter] for quarter in range(4)) > 0  # what is overdue does reach somebody
    days_off = WorkingDays("KR")
    assert not [day for day, _ in sent if days_off.is_off(day)]
    assert max(Counter(each for each in sent if each[1].startswith("U")).values()) == 1
