"""A tick with nothing due, and a request of the health page, with a thousand and with a million notices stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CTE, String, cast, insert, literal, select, text
from sqlalchemy.orm import Session

from bot.app import real_now
from bot.health import Health
from handlers.written_votes.messages import why_not_decided
from schedules.delivery import Delivery
from schedules.planning import Planning
from storage.db.database import Database
from storage.organisation.workspaces import workspace_made_if_new
from storage.outbox.messages import Message
from storage.outbox.notices import NO_DATE, CauseType, Notice, NoticeKind, NoticeState
from storage.outbox.token_errors import token_errors
from tests.bench.databases import BOTH, NOW, TEAM, empty_database
from tests.bench.figures import Figure, Work, alternating, p50
from tests.bench.senders import AtOnce

_MOST = 1.25
_DAYS = 40  # as far as planning looks ahead; the notices of the forty days before are sent


def figures(
    few: int = 1_000, many: int = 1_000_000, rounds: int = 300, kinds: Sequence[str] = BOTH
) -> Iterator[Figure]:
    for kind in kinds:
        with ExitStack() as opened:
            small, large = opened.enter_context(empty_database(kind)), opened.enter_context(empty_database(kind))
            _fill(small, few)
            _fill(large, many)
            for what, look in (("an idle tick", _tick), ("the health page", _health)):
                at_few, at_many = alternating(rounds, look(small), look(large))
                what = f"{what}, {kind}: at {many:,} notices against {few:,}"
                aside = f"{p50(at_few):.2f} and {p50(at_many):.2f} ms"
                yield Figure(what, p50(at_many) / p50(at_few), _MOST, aside=aside)


def _tick(database: Database) -> Work:
    planning, delivery = (
        Planning(database, why_not_decided),
        Delivery(database, AtOnce(), lambda: NOW, real_clock=real_now),
    )

    def tick() -> None:
        planning.tick(NOW)
        assert delivery.claim() is None

    return tick


def _health(database: Database) -> Work:
    def token_error() -> str:
        with database.reading() as session:
            return token_errors(session)

    return Health(database, lambda: NOW, lambda: 0.0, lambda: 0.0, token_error).signs


def _fill(database: Database, size: int) -> None:
    """Enter notices over eighty days: half of them sent, each with its message, half planned."""
    with database.writing() as session:
        city = workspace_made_if_new(session, TEAM)
        city.plan_at = NOW + timedelta(days=1)
        session.flush()
        for day in range(1, _DAYS + 1):
            numbers = _numbers(size // (2 * _DAYS))
            _send(session, city.id, numbers, NOW - timedelta(days=day), str(day))
            _note(session, city.id, numbers, NOW - timedelta(days=day), NoticeState.CARRIED)
            _note(session, city.id, numbers, NOW + timedelta(days=day), NoticeState.PLANNED)
    with database.engine.connect() as connection:
        connection.execute(text("ANALYZE"))  # as the databases do by themselves after some time
        connection.commit()


def _numbers(last: int) -> CTE:
    first = select(literal(1).label("n")).cte("numbers", recursive=True)
    return first.union_all(select(first.c.n + 1).where(first.c.n < last))


def _send(session: Session, city: int, numbers: CTE, due_at: datetime, day: str) -> None:
    name = literal(day + "-") + cast(numbers.c.n, String)
    values = {"recipient": name, "channel": name, "ts": name, "key": name, "wanted": 1, "shown": 1, "waiting": False}
    more = {"state": "open", "attempts": 1, "error": "", "due_at": due_at, "workspace_id": city}
    _insert(session, Message, numbers, {**values, **more})


def _note(session: Session, city: int, numbers: CTE, due_at: datetime, state: NoticeState) -> None:
    values = {"subject": "milestone", "subject_id": numbers.c.n, "kind": NoticeKind.DEADLINE, "due_date": NO_DATE}
    more = {"days_before": 1, "recipient": "U0OWNER", "due_at": due_at, "state": state, "reason": ""}
    more |= {"due_date": due_at.date(), "repeat": 0, "cause_type": CauseType.NONE, "cause_id": 0}
    _insert(session, Notice, numbers, {**values, **more, "workspace_id": city})


def _insert(session: Session, record: type[Any], numbers: CTE, values: dict[str, Any]) -> None:
    columns = [
        value if hasattr(value, "label") else literal(value, record.__table__.c[name].type)
        for name, value in values.items()
    ]
    session.execute(insert(record.__table__).from_select(list(values), select(*columns).select_from(numbers)))
