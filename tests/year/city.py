"""A city with the 53 sample tasks, nine team leaders, twelve departments, and owners of six kinds."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from bot.manifest import COMMAND, EVENTS, SCOPES, SHORTCUTS, USAGE_HINT
from bot.practice.city import Channel, City, InstalledApp, Resident
from bot.sample import BOT, COUNCIL, FIELD, STEERING
from storage.importing.plan import commit_plan, preview_plan
from storage.importing.roster import commit_roster, preview_roster
from storage.importing.sheets import read_sheet
from storage.organisation.committees import all_committees, enter_default_committees
from storage.organisation.people import Account, everybody, keep_accounts
from storage.organisation.seats import Part, confirm_seat
from storage.samples import SAMPLE_PLAN

SECRETARY, CHAIR, ASSISTANT, OFFICER = "U0SECRETARY", "U0CHAIR", "U0ASSISTANT", "U0OFFICER"
LEADERS = tuple(f"U0LEADER{number}" for number in range(1, 10))
PROMPT, LATE, SILENT, AWAY, LEAVING, WRONG = "prompt", "late", "silent", "away", "leaving", "wrong"
# (owner, kind, number of tasks), in the plan's order.
OWNERS = (
    ("U0PROMPT1", PROMPT, 6),
    ("U0LATE1", LATE, 6),
    ("U0SILENT1", SILENT, 6),
    ("U0PROMPT2", PROMPT, 6),
    ("U0AWAY", AWAY, 4),
    ("U0LEAVING", LEAVING, 4),
    ("U0WRONG", WRONG, 4),
    ("U0LATE2", LATE, 6),
    ("U0SILENT2", SILENT, 5),
    ("U0PROMPT3", PROMPT, 6),
)
KIND = {user: kind for user, kind, _ in OWNERS} | {"U0DEPUTY": PROMPT}
BEGINS = datetime(2025, 12, 31, 15, tzinfo=UTC)  # midnight of 1 January 2026 in Seoul


@dataclass(frozen=True)
class TaskSaid:
    """A task as the plan describes it, kept outside the database for comparison."""

    code: str
    department: str
    start: int
    end: int
    owner: str
    leader: str
    milestones: dict[str, date]
    targets: dict[int, str]
    is_qualitative: bool


def plan() -> list[TaskSaid]:
    owners = [user for user, _, count in OWNERS for _ in range(count)]
    return [_said(place, row, owners[place]) for place, row in enumerate(_rows())]


def _rows() -> list[dict[str, str]]:
    with SAMPLE_PLAN.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _said(place: int, row: dict[str, str], owner: str) -> TaskSaid:
    """Return the task with dates spread over the year, also on days off; every third task has a second date."""
    first = date(2026, 2, 2) + timedelta(days=place * 37 % 330)
    second = date(2026, 2, 2) + timedelta(days=(place * 37 + 150) % 330)
    return TaskSaid(
        code=row["관리번호"],
        department=row["주관부서"],
        start=int(row["시작연도"]),
        end=int(row["종료연도"]),
        owner=owner,
        leader=LEADERS[place % len(LEADERS)],
        milestones={"착수": first, **({"완료": second} if place % 3 == 0 else {})},
        targets={year: row[f"{year} 목표"] for year in (2025, 2026) if row[f"{year} 목표"]},
        is_qualitative=row["정량/정성"] == "정성",
    )


def departments() -> dict[str, str]:
    """Return the Slack id of each department's head, by the department's name."""
    names = sorted({row["주관부서"] for row in _rows()})
    return {name: f"U0HEAD{number:02}" for number, name in enumerate(names, 1)}


def _people() -> Iterator[Resident]:
    roles = {SECRETARY: "secretary", CHAIR: "chair", ASSISTANT: "assistant", OFFICER: "officer", "U0DEPUTY": "owner"}
    roles |= dict.fromkeys(LEADERS, "team_leader") | {user: "owner" for user, _, _ in OWNERS}
    roles |= dict.fromkeys(departments().values(), "head")
    for user, role in roles.items():
        yield Resident(user, user.removeprefix("U0").lower(), role, is_admin=user == SECRETARY)
    yield Resident(BOT, "cn-bot", is_bot=True)


def year_city() -> City:
    people = tuple(_people())
    return City(
        people=people,
        channels=(
            Channel(FIELD, "현장", tuple(each.id for each in people)),
            Channel(COUNCIL, "실무협의체", (*LEADERS, SECRETARY, BOT)),
            Channel(STEERING, "추진단", (*departments().values(), SECRETARY, ASSISTANT, BOT)),
        ),
        app=InstalledApp(
            scopes=frozenset(SCOPES),
            events=frozenset(EVENTS),
            commands=((COMMAND, USAGE_HINT),),
            shortcuts=SHORTCUTS,
        ),
        name="표본시",
    )


def enter_year_city(session: Session, workspace_id: int, folder: Path) -> None:
    """Import the city's plan and roster with the importers, as a secretary does."""
    accounts = [Account(each.id, each.name, "ko", False, each.is_admin, each.is_bot, False) for each in _people()]
    keep_accounts(session, workspace_id, accounts)
    session.flush()
    heads = [["부서", "부서장"], *([name, head.removeprefix("U0").lower()] for name, head in departments().items())]
    roster = preview_roster(session, workspace_id, read_sheet(_written(folder / "roster.csv", heads)))
    commit_roster(session, workspace_id, roster, BEGINS)
    enter_default_committees(session, workspace_id, COUNCIL, STEERING)
    session.flush()
    steering, council = all_committees(session, workspace_id)
    person = {each.slack_id: each for each in everybody(session, workspace_id)}
    council.secretary_id = steering.secretary_id = person[SECRETARY].id
    council.chair_id, steering.chair_id = person[LEADERS[0]].id, person[CHAIR].id
    person[CHAIR].assistant_id = person[ASSISTANT].id
    members = {council: LEADERS, steering: (CHAIR, *departments().values())}
    for committee, users in members.items():
        for user in users:
            confirm_seat(session, committee, person[user], Part.MEMBER)
        confirm_seat(session, committee, person[SECRETARY], Part.OBSERVER)
    confirm_seat(session, steering, person[ASSISTANT], Part.OBSERVER)
    sheet = read_sheet(_written(folder / "plan.csv", _plan_rows()))
    commit_plan(session, workspace_id, preview_plan(session, workspace_id, sheet), BEGINS, sample=True)


def _plan_rows() -> list[list[str]]:
    said = {each.code: each for each in plan()}
    rows = _rows()
    for row in rows:
        task = said[row["관리번호"]]
        row["담당자"], row["팀장"] = (user.removeprefix("U0").lower() for user in (task.owner, task.leader))
        row["추진일정"] = "; ".join(f"{name} {due.isoformat()}" for name, due in task.milestones.items())
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def _written(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path
