"""Planning of forty days and of a whole year, for one city of 53 tasks and for 226: the cost of each further city."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial

from sqlalchemy import func, insert, select

from handlers.written_votes.messages import why_not_decided
from schedules.planning import Planning
from storage.db.database import Database
from storage.organisation.committees import enter_default_committees
from storage.organisation.people import person_of
from storage.organisation.workspaces import workspace_made_if_new
from storage.outbox.notices import Notice
from storage.tasks.milestones import Milestone
from storage.tasks.tasks import Task
from tests.bench.databases import BOTH, empty_database
from tests.bench.figures import Figure, taken

_TASKS, _OWNERS = 53, 20
# 1 June: the second quarter's reports and half of the milestones are due in the next forty days.
_TODAY = datetime(2026, 6, 1, 1, tzinfo=UTC)
_SOON, _LATER = date(2026, 6, 25), date(2026, 12, 31)


# Planning looks forty days ahead, so this many further runs reach the end of the year.
_LOOKS, _AHEAD = 9, timedelta(days=40)


def figures(cities: int = 226, looks: int = _LOOKS, kinds: Sequence[str] = BOTH) -> Iterator[Figure]:
    for kind in kinds:
        one, one_year, _ = _planned(kind, 1, looks)
        many, many_years, notices = _planned(kind, cities, looks)
        what, ratio = f"planned for {cities} cities, {kind}: each against a single one", many / one
        yield Figure(f"40 days {what}", ratio, aside=f"{one:.0f} and {many:.0f} ms a city")
        aside = f"{one_year:.0f} and {many_years:.0f} ms a city, {notices:.0f} notices"
        yield Figure(f"a year {what}", many_years / one_year, aside=aside)


def _planned(kind: str, cities: int, looks: int) -> tuple[float, float, float]:
    """Return per city: milliseconds for its first forty days, milliseconds for its year, and number of notices."""
    with empty_database(kind) as database:
        planning = Planning(database, why_not_decided)
        _enter(database, ["T0WARMUP"])
        planning.tick(_TODAY)
        _enter(database, (f"T0{number:03}" for number in range(cities)))
        first = taken(partial(planning.tick, _TODAY)) / cities
        # The city used to warm up is planned with them from now on.
        later = [taken(partial(planning.tick, _TODAY + look * _AHEAD)) for look in range(1, looks + 1)]
        return first, first + sum(later) / (cities + 1), _count(database) / (cities + 1)


def _enter(database: Database, teams: Iterable[str]) -> None:
    """Enter cities with tasks, owners and two committees, of which nothing is planned yet."""
    for team in teams:
        with database.writing() as session:
            city = workspace_made_if_new(session, team).id
            enter_default_committees(session, city, f"C0COUNCIL{team}", f"C0STEERING{team}")
            owners = [person_of(session, city, f"U0P{number:02}{team}").id for number in range(_OWNERS)]
            years = {"start_year": 2025, "end_year": 2030}
            tasks = [
                {"workspace_id": city, "code": f"T-{n:02}", "title": f"task {n}", "owner_id": owners[n % _OWNERS]}
                for n in range(_TASKS)
            ]
            session.execute(insert(Task), [{**task, **years} for task in tasks])
            ids = session.scalars(select(Task.id).where(Task.workspace_id == city)).all()
            due = [{"task_id": each, "name": "step", "due": _SOON if each % 2 else _LATER} for each in ids]
            session.execute(insert(Milestone), [{"workspace_id": city, **each} for each in due])


def _count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Notice)) or 0
