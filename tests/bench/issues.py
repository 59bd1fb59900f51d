"""Time from a message to its draft and from [등록] to the card; similar issues among few and many open issues."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import insert

from bot.practice.server import Practice
from bot.sample import COUNCIL, FIELD
from storage.db.database import Database
from storage.db.upgrading import upgrade
from storage.issues.issues import Issue
from storage.issues.lists import alike
from storage.organisation.people import person_of
from storage.organisation.workspaces import workspace_made_if_new
from tests.bench.bots import OURS, running
from tests.bench.commands import REPORT
from tests.bench.databases import address_of
from tests.bench.figures import Figure, alternating, p50

_NOW = datetime(2025, 5, 2, tzinfo=UTC)
_WORDS = ("가로등", "창호", "보일러", "옥상", "주차장", "하수관", "보도블록", "충전기")
# Slack allows one message a second to a channel.
_REST_S = 1.1


def figures(drafts: int = 10, few: int = 10, many: int = 10_000, rounds: int = 20) -> Iterator[Figure]:
    yield from _on_the_wire(drafts)
    yield _look_alikes(few, many, rounds)


def _on_the_wire(drafts: int) -> Iterator[Figure]:
    with address_of("sqlite") as url, running(OURS, url) as slack:
        mine = slack.do(_own_channel(slack))
        times: dict[str, list[float]] = {"command": [], "draft": [], "registered": []}
        for number in range(drafts + 1):
            times["command"].append(slack.do(_until_one_more(slack, COUNCIL, partial(_command, slack))))
            time.sleep(_REST_S)
            words = f"{_WORDS[number % len(_WORDS)]} 고장 {number}"
            times["draft"].append(slack.do(_until_one_more(slack, mine, partial(_message, slack, mine, words), 2)))
            time.sleep(_REST_S)
            times["registered"].append(slack.do(_until_one_more(slack, COUNCIL, partial(_register, slack, mine))))
            time.sleep(_REST_S)
    command, draft, registered = (p50(each[1:]) for each in times.values())
    aside = f"p50 {command:.0f}, {draft:.0f} and {registered:.0f} ms"
    yield Figure("from a message to its draft: against /cn report to its card", draft / command, aside=aside)
    yield Figure("from [등록] to the card: against /cn report to its card", registered / command, aside=aside)


async def _until_one_more(slack: Practice, channel: str, deed: Callable[[], Awaitable[object]], more: int = 1) -> float:
    there = len(slack.world.messages.get(channel, ()))
    begins = time.perf_counter()
    doing = asyncio.ensure_future(deed())
    while len(slack.world.messages.get(channel, ())) < there + more:
        await asyncio.sleep(0.0005)
    took = (time.perf_counter() - begins) * 1_000
    await doing
    return took


async def _own_channel(slack: Practice) -> str:
    return str(slack.world.direct_channel("U0OWNER")["id"])


async def _command(slack: Practice) -> object:
    return await slack.people.command("U0OFFICER", FIELD, "/cn", REPORT)


async def _message(slack: Practice, channel: str, words: str) -> object:
    return await slack.people.message("U0OWNER", channel, words)


async def _register(slack: Practice, channel: str) -> object:
    cards = [each for each in slack.world.messages[channel] if "draft.register" in str(each.get("blocks"))]
    return await slack.people.click("U0OWNER", channel, cards[-1]["ts"], "draft.register")


def _look_alikes(few: int, many: int, rounds: int) -> Figure:
    with address_of("sqlite") as url:
        database = Database(url)
        upgrade(database)
        cities = [_city(database, name, count) for name, count in (("T0FEW", few), ("T0MANY", many))]
        with database.reading() as session:
            looks = [
                lambda city=city: alike(session, city, "중앙공원 가로등이 꺼졌어요", "중앙공원", None, _NOW)
                for city in cities
            ]
            small, large = (p50(each) for each in alternating(rounds, *looks))
        database.close()
    aside = f"p50 {small:.2f} and {large:.0f} ms"
    return Figure(f"look-alikes among {many:,} open issues: against {few}", large / small, aside=aside)


def _city(database: Database, team: str, count: int) -> int:
    with database.writing() as session:
        city = workspace_made_if_new(session, team).id
        reporter = person_of(session, city, "U0OFFICER").id
        rows = [
            {
                "workspace_id": city,
                "number": number,
                "text": f"{_WORDS[number % len(_WORDS)]} {number}번 구역에서 고장 신고가 들어왔습니다",
                "reporter_id": reporter,
                "reported_at": _NOW,
                "moved_at": _NOW,
                "version": 1,
            }
            for number in range(1, count + 1)
        ]
        session.execute(insert(Issue), rows)
    return city
