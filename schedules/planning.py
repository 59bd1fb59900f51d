"""Writes what is due 40 days ahead, and hands what is due now to messages: one reminder a day for one person.

Both in one transaction with the city's row locked, so that any number of processes may do it at once.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from schedules.calendar import Calendar, calendar_of
from schedules.cycle import dates_of
from schedules.facts import facts_of
from schedules.rules import due, only_latest_crossed
from storage.committees import all_committees
from storage.cycles import cycle_of, enter_default_cycles
from storage.meetings import keep_to_cycle
from storage.milestones import give_last_milestones
from storage.notices import Notice
from storage.people import Person
from storage.planned import (
    carry_in_one_message,
    cities_with_something_due,
    due_in,
    keep_in_step,
    wait_until,
)
from storage.replanning import PLANNING
from storage.sessions import Books
from storage.workspaces import Workspace

log = logging.getLogger(__name__)

AHEAD = timedelta(days=40)
# A meeting is entered early enough for its date to be seen and moved, and there is always a next one.
MEETINGS_AHEAD = timedelta(days=200)


class Planning:
    """A tick's work: plan the cities whose day has changed or whose facts have, then gather what is due."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def tick(self, now: datetime) -> bool:
        """Whether there is now something to deliver."""
        with self._books.reading() as session:
            stale = list(session.scalars(select(Workspace.id).where(Workspace.plan_at <= now)))
            waiting = cities_with_something_due(session, now)
        gathered = 0
        for city in dict.fromkeys([*stale, *waiting]):
            gathered += self._in(city, now)
        return gathered > 0

    def _in(self, workspace_id: int, now: datetime) -> int:
        with self._books.writing() as session:
            locked = select(Workspace).where(Workspace.id == workspace_id).with_for_update(skip_locked=True)
            workspace = session.scalar(locked)
            if workspace is None:  # another process is at it
                return 0
            calendar = calendar_of(workspace)
            if workspace.plan_at <= now:
                plan(session, workspace, calendar, now)
            return gather(session, workspace, calendar, now)


def plan(session: Session, workspace: Workspace, calendar: Calendar, now: datetime) -> None:
    """Bring what is planned in step with the books; planning twice plans once."""
    session.info[PLANNING] = True
    today = calendar.day_of(now)
    workspace.plans_since = workspace.plans_since or today
    workspace.plan_at = calendar.midnight_after(now)
    complete(session, workspace)
    for committee in all_committees(session, workspace.id):
        cycle = cycle_of(session, committee)
        if cycle is not None:
            last = today + MEETINGS_AHEAD
            keep_to_cycle(session, committee, cycle.at, dates_of(cycle, calendar.days, today, last), today, last)
    until = today + AHEAD
    facts = facts_of(session, workspace, calendar, today, until)
    wanted = only_latest_crossed(due(facts, calendar, workspace.plans_since, until), now)
    keep_in_step(session, workspace.id, wanted, now)
    session.flush()


def complete(session: Session, workspace: Workspace) -> None:
    """Enter what a city need not say: a cycle for each committee, a task's end as its last milestone."""
    enter_default_cycles(session, workspace.id)
    give_last_milestones(session, workspace.id)


def gather(session: Session, workspace: Workspace, calendar: Calendar, now: datetime) -> int:
    """Put what is due into messages, one a day for one person; how many. In quiet hours all of it waits."""
    notices = due_in(session, workspace.id, now)
    if not notices:
        return 0
    if calendar.is_quiet(now):
        wait_until(notices, calendar.next_morning(now))
        return 0
    messages = 0
    for recipient, inside in groupby(sorted(notices, key=lambda each: each.recipient), lambda each: each.recipient):
        messages += _to_one(session, workspace, calendar, recipient, list(inside), now)
    return messages


def _to_one(
    session: Session, workspace: Workspace, calendar: Calendar, recipient: str, notices: list[Notice], now: datetime
) -> int:
    reader = session.scalar(select(Person).where(Person.workspace_id == workspace.id, Person.slack_id == recipient))
    if reader is None:  # a channel: each notice stands for itself, to be answered by itself
        for notice in notices:
            carry_in_one_message(session, [notice], now)
        return len(notices)
    today = calendar.day_of(now)
    if reader.reminded_on == today:
        wait_until(notices, calendar.next_working_morning(now))
        return 0
    reader.reminded_on = today
    carry_in_one_message(session, notices, now)
    return 1
