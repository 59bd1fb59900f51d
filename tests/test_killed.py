"""Exactly-once delivery: SIGKILL at random moments while 500 messages are sent through every fault."""

from __future__ import annotations

import random
import time
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from pydantic import SecretStr

from bot.config import Settings
from bot.manifest import SCOPES
from bot.practice.city import Channel, City, InstalledApp, Resident
from bot.practice.faults import Fault, Ordered
from bot.practice.server import Practice
from storage.db.database import Database
from storage.issues.create import create_issue
from storage.organisation.people import person_of
from storage.organisation.workspaces import workspace_made_if_new
from storage.outbox.notices import NoticeKind, Topic, notify
from storage.tasks.milestones import Milestone
from storage.tasks.tasks import Task
from tests.sending_process import sending

pytestmark = pytest.mark.early

PEOPLE, CHANNELS, MESSAGES, KILLS = 50, 10, 500, 12
ENDS_WITHIN_S = 120.0


def crowded_city() -> City:
    people = tuple(Resident(f"U0P{number:03}", f"officer {number}") for number in range(PEOPLE))
    channels = tuple(Channel(f"C0X{number:03}", f"channel-{number}", ("U0CNBOT",)) for number in range(CHANNELS))
    return City(people, channels, InstalledApp(scopes=frozenset(SCOPES)))


def write_what_is_due(database: Database) -> None:
    now = datetime.now(UTC)
    with database.writing() as session:
        city = workspace_made_if_new(session, "T0CITY").id
        for number in range(MESSAGES):
            reporter = person_of(session, city, f"U0P{number % PEOPLE:03}")
            issue = create_issue(session, reporter, f"issue {number}", now)
            to_channel = number % 6 == 0
            kind = NoticeKind.CARD if to_channel else NoticeKind.RECEIPT
            recipient = f"C0X{number % CHANNELS:03}" if to_channel else reporter.slack_id
            notify(session, city, Topic(kind, "issue", issue.id), recipient, now)


def settings_of(database: Database, slack: Practice) -> Settings:
    return Settings(
        slack_bot_token=SecretStr(slack.world.app.bot_token),
        slack_api_url=slack.api_url,
        database_url=database.engine.url.render_as_string(hide_password=False),
    )


def keys_on(slack: Practice) -> Counter[str]:
    inside = [message for messages in list(slack.world.messages.values()) for message in list(messages)]
    return Counter(message["metadata"]["event_payload"]["key"] for message in inside)


def trouble(slack: Practice, chance: random.Random) -> None:
    fault = chance.choice([Fault.RATE_LIMITED, Fault.SERVER_ERROR, Fault.DROP_AFTER, Fault.SLOW])
    seconds = 2.0 if fault == Fault.SLOW else 1.0  # SLOW outlasts the client: Slack takes the call, the answer is lost
    slack.faults.order(Ordered("chat.postMessage", fault, chance.randint(1, 5), seconds))


def test_500_messages_stand_on_slack_exactly_once(database: Database) -> None:
    chance = random.Random(20250509)
    write_what_is_due(database)
    processes = 1 if database.engine.dialect.name == "sqlite" else 2
    with Practice(crowded_city()) as slack:
        settings = settings_of(database, slack)
        running = [sending(settings) for _ in range(processes)]
        try:
            for _ in range(KILLS):
                time.sleep(chance.uniform(0.7, 1.6))
                trouble(slack, chance)
                victim = chance.randrange(processes)
                running[victim].kill()
                running[victim].join()
                running[victim] = sending(settings)
            ends = time.monotonic() + ENDS_WITHIN_S
            while keys_on(slack).total() < MESSAGES and time.monotonic() < ends:
                time.sleep(0.2)
            time.sleep(5)  # longer than a lease, so that any second post would have happened by now
        finally:
            for process in running:
                process.kill()
                process.join()
        keys = keys_on(slack)
    assert (len(keys), set(keys.values())) == (MESSAGES, {1})


# 09:05 on a Tuesday in Seoul: D-7 of the milestones below.
MORNING = datetime(2026, 5, 12, 0, 5, tzinfo=UTC)


def write_what_falls_due(database: Database) -> None:
    """Enter fifty owners with three tasks each, all due in a week, of which nothing is planned yet."""
    with database.writing() as session:
        city = workspace_made_if_new(session, "T0CITY")
        city.plans_since = date(2026, 5, 1)
        for number in range(3 * PEOPLE):
            owner = person_of(session, city.id, f"U0P{number % PEOPLE:03}")
            task = Task(workspace_id=city.id, code=f"B-{number:03}", title="task", start_year=2030, end_year=2031)
            task.owner_id = owner.id
            session.add(task)
            session.flush()
            session.add(Milestone(workspace_id=city.id, task_id=task.id, name="step", due=date(2026, 5, 19)))


def test_two_processes_that_both_plan_remind_each_person_once(database: Database) -> None:
    chance = random.Random(20260512)
    write_what_falls_due(database)
    processes = 1 if database.engine.dialect.name == "sqlite" else 2
    with Practice(crowded_city(), starts_at=MORNING.timestamp()) as slack:
        settings = settings_of(database, slack)
        running = [sending(settings, MORNING) for _ in range(processes)]
        try:
            for _ in range(5):
                time.sleep(chance.uniform(1.0, 2.0))
                trouble(slack, chance)
                victim = chance.randrange(processes)
                running[victim].kill()
                running[victim].join()
                running[victim] = sending(settings, MORNING)
            ends = time.monotonic() + ENDS_WITHIN_S
            while keys_on(slack).total() < PEOPLE and time.monotonic() < ends:
                time.sleep(0.2)
            time.sleep(5)
        finally:
            for process in running:
                process.kill()
                process.join()
        keys = keys_on(slack)
        readers = [place for place, messages in slack.world.messages.items() for _ in messages]
        lines = [
            str(message["blocks"]).count("*B-") for messages in slack.world.messages.values() for message in messages
        ]
    assert (len(keys), set(keys.values())) == (PEOPLE, {1})
    assert len(set(readers)) == PEOPLE
    assert set(lines) == {3}
