"""A quarter's reporting round by the calendar: whether it has opened, what is owed by whom, requests for reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from schedules.facts.facts import City
from schedules.quarters import Quarter
from storage.db.errors import DayWrong
from storage.history import Change, note
from storage.organisation.people import Person
from storage.organisation.workspaces import Workspace
from storage.outbox.notices import NoticeKind
from storage.outbox.planned import Wanted, add_to_next_reminder


@dataclass(frozen=True)
class Owed:
    """A missing report; `reader` is the Slack id of the person to remind today, "" for nobody."""

    task_id: int
    code: str
    due: date
    reader: str


def need_opened(workspace: Workspace, quarter: Quarter, today: date) -> None:
    """Raise DayWrong before the quarter's round has opened."""
    if not quarter.has_opened(workspace, today):
        raise DayWrong("round_to_come")


def reports_owed(session: Session, workspace: Workspace, quarter: Quarter, today: date) -> list[Owed]:
    """Return the reports missing for one quarter by task code, without reading the city's other facts."""
    city = City(session, workspace)
    return [
        Owed(fact.subject_id, city.tasks[fact.subject_id].code, fact.due, fact.owner.on(today) if fact.owner else "")
        for fact in city.report_facts([quarter])
    ]


def ask_for_reports(
    session: Session, workspace: Workspace, quarter: Quarter, only: str, by: Person, now: datetime, today: date
) -> int:
    """Put missing reports into the next reminder of the person with the Slack id `only`, or of everybody for "".

    Each request has a history entry and is repeated at most once a day. Return how many people are asked. Raises
    DayWrong before the round has opened.
    """
    need_opened(workspace, quarter, today)
    asked = set()
    for owed in reports_owed(session, workspace, quarter, today):
        if not owed.reader or only not in ("", owed.reader):
            continue
        left, kind = (owed.due - today).days, NoticeKind.REPORT_ASKED
        if add_to_next_reminder(
            session, workspace.id, Wanted("report", owed.task_id, kind, owed.due, left, owed.reader, now)
        ):
            asked.add(owed.reader)
            after = {"who": owed.reader, "quarter": f"{quarter.year}-{quarter.number}"}
            note(session, workspace.id, Change("task", owed.task_id, "asked", after=after), now, by=by.id)
    return len(asked)
