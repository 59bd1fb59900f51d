"""Planning of notices 40 days ahead, and grouping of due notices into messages: one reminder per person and day.

Planned notices are written with the city's row locked, so that any number of processes may plan at once.
"""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from schedules.agendas import build_agendas
from schedules.calendar import Calendar, calendar_of
from schedules.deadlines import deadline_of
from schedules.facts.facts import facts_of
from schedules.rules import due, only_latest_crossed
from schedules.rules.meetings import one_for_each_meeting
from schedules.upkeep import keep_up
from schedules.written_votes import keep_written_votes
from storage.db.database import Database
from storage.meetings.invitations import share_invitations
from storage.organisation.people import note_reminded, people_among
from storage.organisation.replanning import PLANNING
from storage.organisation.workspaces import AT_ONCE, Workspace
from storage.outbox.notices import Notice
from storage.outbox.planned import Wanted, cities_with_something_due, due_in, keep_in_step, put_in_messages, wait_until
from storage.written_votes.written_votes import Explain, open_written_votes

log = logging.getLogger(__name__)

AHEAD = timedelta(days=40)
# How often a city is planned again at once if people change it meanwhile; after that the next tick plans it.
_TRIES = 3


class Planning:
    """A tick's work: plan the cities whose day or facts have changed, then gather what is due."""

    def __init__(self, database: Database, explain: Explain) -> None:
        """Use `explain` for the texts of written votes that end without an approval."""
        self._database, self._explain = database, explain

    def tick(self, now: datetime) -> None:
        """Plan and gather for every city that needs it. An error in one city is logged and the others go on."""
        with self._database.reading() as session:
            stale = list(session.scalars(select(Workspace.id).where(Workspace.plan_at <= now)))
            waiting = cities_with_something_due(session, now)
        for city in dict.fromkeys([*stale, *waiting]):
            try:
                self._in(city, now)
            except Exception:  # the boundary of one city: the others go on, and the next tick tries it again
                log.exception("planning failed workspace=%s", city)

    def _in(self, workspace_id: int, now: datetime) -> None:
        for _ in range(_TRIES):
            if self._planned_and_gathered(workspace_id, now):
                return

    def _planned_and_gathered(self, workspace_id: int, now: datetime) -> bool:
        """Return False if the data changed meanwhile and has to be read again.

        No lock is held while the facts are read and the rules are applied, because that takes long: no click has to
        wait for it.
        """
        with self._database.writing() as session:
            workspace = session.scalar(_locked(workspace_id).with_for_update(skip_locked=True))
            if workspace is None:  # another process is planning this city
                return True
            calendar = calendar_of(workspace)
            if workspace.plan_at > now:
                gather(session, workspace, calendar, now)
                return True
            self._prepare(session, workspace, calendar, now)
            workspace.plan_at = ticket = _ticket()
        with self._database.reading() as session:
            workspace = session.get_one(Workspace, workspace_id)
            wanted = wanted_of(session, workspace, calendar, now)
        with self._database.writing() as session:
            workspace = session.scalars(_locked(workspace_id).with_for_update()).one()
            if workspace.plan_at != ticket:
                return False
            session.info[PLANNING] = True
            workspace.plan_at = _to_be_planned_again(session, workspace, calendar, now)
            keep_in_step(session, workspace_id, wanted, now)
            gather(session, workspace, calendar, now)
            return True

    def _prepare(self, session: Session, workspace: Workspace, calendar: Calendar, now: datetime) -> None:
        """Store what the rules then read: what time has done to the records, and the automatic items of agendas."""
        today = calendar.day_of(now)
        keep_written_votes(session, workspace.id, calendar, now, self._explain)
        session.flush()
        session.info[PLANNING] = True
        workspace.plans_since = workspace.plans_since or today
        keep_up(session, workspace, calendar, now)
        build_agendas(session, workspace, today, today + AHEAD, now)


def _ticket() -> datetime:
    """Return a unique past instant. It marks the city as still to be planned and identifies this planning run."""
    return AT_ONCE + timedelta(microseconds=secrets.randbelow(10**15))


def _to_be_planned_again(session: Session, workspace: Workspace, calendar: Calendar, now: datetime) -> datetime:
    """Return the next instant at which the plan may change: the end of a written vote, or else midnight, in UTC."""
    deadlines = (deadline_of(each, calendar.zone) for each in open_written_votes(session, workspace.id))
    return min([calendar.midnight_after(now), *(each for each in deadlines if each > now)])


def _locked(workspace_id: int) -> Select[Workspace]:
    return select(Workspace).where(Workspace.id == workspace_id)


def wanted_of(session: Session, workspace: Workspace, calendar: Calendar, now: datetime) -> list[Wanted]:
    """Return the notices to be planned for the next 40 days, according to the database as it is now."""
    today = calendar.day_of(now)
    until = today + AHEAD
    facts = facts_of(session, workspace, calendar, today, until)
    return only_latest_crossed(due(facts, calendar, workspace.plans_since or today, until), now)


def gather(session: Session, workspace: Workspace, calendar: Calendar, now: datetime) -> None:
    """Put due notices into messages, one per person and day; wait during the quiet hours of the city or the person.

    Attach a calendar file to messages that invite to a meeting.
    """
    notices = due_in(session, workspace.id, now)
    if notices:
        put_in_messages(session, _groups(session, workspace, calendar, notices, now), now)
    share_invitations(session, workspace.id, calendar.day_of(now), now)


def _groups(
    session: Session, workspace: Workspace, calendar: Calendar, notices: list[Notice], now: datetime
) -> list[list[Notice]]:
    """Return the notices of each message.

    Notices wait if their reader was already reminded today or it is a quiet hour.
    """
    today = calendar.day_of(now)
    readers = people_among(session, workspace.id, {notice.recipient for notice in notices})
    groups: list[list[Notice]] = []
    for recipient, inside in groupby(sorted(notices, key=lambda each: each.recipient), lambda each: each.recipient):
        reader = readers.get(recipient)
        theirs = calendar.with_hours(reader.opens_at, reader.closes_at) if reader is not None else calendar
        if theirs.is_quiet(now):
            wait_until(inside, theirs.next_morning(now))
        elif reader is None:  # a channel: each subject gets its own message, so that people can answer it there
            groups += one_for_each_meeting(inside)
        elif reader.reminded_on == today:
            wait_until(inside, theirs.next_working_morning(now))
        else:
            groups.append(list(inside))
    note_reminded(session, workspace.id, {group[0].recipient for group in groups} & readers.keys(), today)
    return groups
