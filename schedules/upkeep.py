"""What time itself does to a city's records: settled issues close, drafts end, meetings of the cycles are entered."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from schedules.calendar import Calendar
from schedules.cycle import dates_of
from schedules.rules.issues import asked_on
from storage.issues.drafts import DraftState, end_draft, open_drafts
from storage.issues.issues import SUBJECT as ISSUE
from storage.issues.lists import open_issues
from storage.issues.transitions import close_what_waited
from storage.meetings.cycles import cycle_of, enter_default_cycles
from storage.meetings.rescheduling import keep_to_cycle
from storage.organisation.committees import all_committees
from storage.organisation.departments import keep_names
from storage.organisation.workspaces import Workspace
from storage.outbox.notices import show_again
from storage.rounds.attachments import hand_over
from storage.tasks.milestones import give_last_milestones

_MEETINGS_AHEAD = timedelta(days=400)


def keep_up(session: Session, workspace: Workspace, calendar: Calendar, now: datetime) -> None:
    """Bring the city's records up to this day; a second call changes nothing."""
    today = calendar.day_of(now)
    keep_names(session, workspace.id, today)
    complete(session, workspace)
    _let_time_pass(session, workspace, calendar, today, now)
    enter_meetings(session, workspace, calendar, today, now)
    hand_over(session, workspace.id, today, now)


def enter_meetings(session: Session, workspace: Workspace, calendar: Calendar, today: date, now: datetime) -> None:
    """Store the meetings of the cycles for the next 400 days, so that people can see and move them."""
    last = today + _MEETINGS_AHEAD
    for committee in all_committees(session, workspace.id):
        cycle = cycle_of(session, committee)
        if cycle is not None:
            given = dates_of(cycle, calendar.days, today, last)
            keep_to_cycle(session, committee, cycle.at, given, today, last, now)


def complete(session: Session, workspace: Workspace) -> None:
    """Add defaults that a city need not enter: a cycle for each committee, and a task's end as its last milestone."""
    enter_default_cycles(session, workspace.id)
    give_last_milestones(session, workspace.id)


def _let_time_pass(session: Session, workspace: Workspace, calendar: Calendar, today: date, now: datetime) -> None:
    """Do what a new day requires: close settled issues, delete abandoned drafts, update the age on cards."""
    close_what_waited(session, workspace.id, today, now)
    for draft in open_drafts(session, workspace.id):
        if asked_on(calendar.day_of(draft.last_at), calendar) < today:
            end_draft(session, draft, DraftState.LET_GO)
    if workspace.aged_on != today:
        workspace.aged_on = today
        for issue in open_issues(session, workspace.id):
            show_again(session, workspace.id, ISSUE, issue.id)
