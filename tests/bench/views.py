"""App Home and `/cn status` with 53, 1,000 and 12,000 tasks: the cost of a larger plan, and how it grows."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from bot.sample import enter_sample
from handlers.home.home import draw_home
from handlers.slack.requests import Request, Response
from handlers.tasks.status import glance
from storage.db.database import Database
from storage.organisation.departments import Department
from storage.organisation.people import person_of
from storage.organisation.workspaces import Workspace, workspace_made_if_new
from storage.tasks.budgets import Budget, Fund
from storage.tasks.milestones import Milestone
from storage.tasks.progress import ProgressReport, Rating
from storage.tasks.tasks import Target, Task
from tests.bench.databases import BOTH, empty_database
from tests.bench.figures import Figure, alternating, p50

_NOW = datetime(2026, 10, 6, 1, tzinfo=UTC)
_QUARTERS = ((2025, 1), (2025, 2), (2025, 3), (2025, 4), (2026, 1), (2026, 2))
_SECTORS = ("건물", "수송", "폐기물", "흡수원", "이행기반")
_OWNERS, _SAMPLES = 200, 53
_YEARS = {"start_year": 2025, "end_year": 2030}
_LOOKS: dict[str, Callable[[Request], Response]] = {"App Home": draw_home, "/cn status": glance}


def figures(
    sizes: Sequence[int] = (53, 1_000, 12_000), rounds: int = 20, kinds: Sequence[str] = BOTH
) -> Iterator[Figure]:
    for kind in kinds:
        with empty_database(kind) as database:
            for size in sizes:
                _enter(database, size)
            for what, look in _LOOKS.items():
                times = alternating(rounds, *(partial(_seen, database, size, look) for size in sizes))
                yield _figure(f"{what}, {kind}", sizes, [p50(each) for each in times])


def _figure(what: str, sizes: Sequence[int], times: Sequence[float]) -> Figure:
    """Return the exponent of the growth: 1 if twice the tasks take twice the time, 0 if they take the same."""
    steeply = math.log(times[-1] / times[-2]) / math.log(sizes[-1] / sizes[-2])
    shown = " and ".join(f"{each:.1f}" for each in times)
    said = f"{' and '.join(f'{size:,}' for size in sizes[:-1])}"
    aside = f"p50 {shown} ms with {said} and {sizes[-1]:,} tasks; grows with the power {steeply:.2f}"
    return Figure(f"{what} with {sizes[-1]:,} tasks: against {sizes[0]}", times[-1] / times[0], aside=aside)


def _seen(database: Database, size: int, look: Callable[[Request], Response]) -> None:
    """Open the view as the secretary, who sees most."""
    with database.reading() as session:
        city = session.scalars(select(Workspace).where(Workspace.team_id == f"T0SIZE{size}")).one()
        look(Request(session, city, person_of(session, city.id, "U0SECRETARY"), _NOW))


def _enter(database: Database, size: int) -> None:
    """Enter a sample city with a plan of that size and six reported quarters; more tasks mean more for each owner."""
    with database.writing() as session:
        city = workspace_made_if_new(session, f"T0SIZE{size}").id
        enter_sample(session, city, _NOW)
        departments = session.scalars(select(Department.id).where(Department.workspace_id == city)).all()
        owners = [person_of(session, city, f"U0P{number:03}").id for number in range(_OWNERS)]
        owners.append(person_of(session, city, "U0SECRETARY").id)
        each = {"workspace_id": city, "title": "세부과제", "unit": "kW", "factor": 0.617, **_YEARS}
        tasks = [
            {
                **each,
                "code": f"X-{number:05}",
                "sector": _SECTORS[number % len(_SECTORS)],
                "department_id": departments[number % len(departments)],
                "owner_id": owners[number % len(owners)],
            }
            for number in range(size - _SAMPLES)
        ]
        if tasks:
            session.execute(insert(Task), tasks)
        _report(session, city, owners[0])
        session.execute(text("ANALYZE"))  # as a database does by itself after some time


def _report(session: Session, city: int, by: int) -> None:
    """Give every task its figures and a milestone around now."""
    ids = session.scalars(select(Task.id).where(Task.workspace_id == city)).all()
    new = session.scalars(select(Task.id).where(Task.workspace_id == city, Task.code.like("X-%"))).all()
    said = {"workspace_id": city, "person_id": by, "at": _NOW, "factor": 0.617}
    ratings = list(Rating)
    reports = [
        {
            **said,
            "task_id": each,
            "year": year,
            "quarter": quarter,
            "rating": ratings[(each + quarter) % 4],
            "value": 10 * quarter,
            "reduction": 6.17 * quarter,
            "spend": 1_000_000 * quarter,
        }
        for each in ids
        for year, quarter in _QUARTERS
    ]
    session.execute(insert(ProgressReport), reports)
    days = [
        {"workspace_id": city, "task_id": each, "name": "단계", "due": date(2026, 10, 1 + each % 28)} for each in ids
    ]
    session.execute(insert(Milestone), days)
    for record, values in ((Target, {"value": 100}), (Budget, {"fund": Fund.WHOLE, "amount": 10_000_000})):
        if new:
            session.execute(insert(record), [{"workspace_id": city, "task_id": n, "year": 2026, **values} for n in new])
