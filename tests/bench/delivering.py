"""A thousand notices due at the same moment for as many people: gathering them into messages, and sending these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import func, insert, select

from bot.app import real_now
from handlers.written_votes.messages import why_not_decided
from schedules.delivery import Delivery
from schedules.pacing import Pace
from schedules.planning import Planning
from storage.db.database import Database
from storage.organisation.people import Person
from storage.organisation.workspaces import workspace_made_if_new
from storage.outbox.messages import Message
from storage.outbox.notices import NO_DATE, Notice, NoticeKind, NoticeState
from tests.bench.databases import BOTH, NOW, TEAM, empty_database
from tests.bench.figures import Figure, taken
from tests.bench.senders import AtOnce


def figures(few: int = 100, many: int = 1_000, kinds: Sequence[str] = BOTH) -> Iterator[Figure]:
    for kind in kinds:
        _, at_few, at_many = [_ms_for_each(kind, size) for size in (1, few, many)]  # the first run only warms up
        for what, small, large in zip(("gathered", "carried"), at_few, at_many, strict=True):
            yield Figure(
                f"{many:,} notices due at once, {what}, {kind}: for each, against {few}",
                large / small,
                aside=f"{large * many:,.0f} ms in all",
            )


def _ms_for_each(kind: str, size: int) -> tuple[float, float]:
    with empty_database(kind) as database:
        _write(database, size)
        planning = Planning(database, why_not_decided)
        delivery = Delivery(
            database, AtOnce(), lambda: NOW, real_clock=real_now, pace=Pace(burst=2 * size, channel_rest_s=0)
        )
        gathered = taken(lambda: planning.tick(NOW))
        carried = taken(lambda: _all_of(delivery))
        with database.reading() as session:
            assert session.scalar(select(func.count()).where(Message.ts.is_not(None))) == size
    return gathered / size, carried / size


def _all_of(delivery: Delivery) -> None:
    while delivery.step():
        pass


def _write(database: Database, size: int) -> None:
    """Write notices as if yesterday's tick had planned them, all due now."""
    with database.writing() as session:
        city = workspace_made_if_new(session, TEAM)
        city.plan_at = NOW.replace(year=NOW.year + 1)
        readers = [f"U0P{number:05}" for number in range(size)]
        session.execute(insert(Person), [{"workspace_id": city.id, "slack_id": reader} for reader in readers])
        session.execute(
            insert(Notice),
            [
                {
                    "workspace_id": city.id,
                    "subject": "milestone",
                    "subject_id": number,
                    "kind": NoticeKind.DEADLINE,
                    "due_date": NO_DATE,
                    "recipient": reader,
                    "due_at": NOW,
                    "state": NoticeState.PLANNED,
                }
                for number, reader in enumerate(readers)
            ],
        )
