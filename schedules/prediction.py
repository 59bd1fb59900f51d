"""Prediction of every message in a span of days if nobody does anything, by the rules that planning uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from schedules.calendar import Calendar
from schedules.facts.facts import facts_of, meetings_to_come
from schedules.planning import AHEAD
from schedules.rules import Facts, due
from schedules.rules.meetings import one_for_each_meeting
from storage.meetings.meetings import Meeting
from storage.organisation.people import everybody
from storage.organisation.workspaces import Workspace
from storage.outbox.notices import REMINDERS, Notice, NoticeKind, NoticeState
from storage.outbox.planned import ON_IT, Wanted, key_of, snoozed


@dataclass(frozen=True)
class Predicted:
    """One predicted message: time, recipient and reasons."""

    at: datetime
    recipient: str
    in_channel: bool
    reasons: tuple[Wanted, ...]


@dataclass(frozen=True)
class Predicting:
    """The predicted messages in order of time, with the facts and meetings they come from."""

    messages: tuple[Predicted, ...]
    facts: Facts
    meetings: Mapping[int, Meeting]  # the meetings that are not stored yet, by id


def predict(session: Session, workspace: Workspace, calendar: Calendar, first: date, last: date) -> Predicting:
    """Return the predicted messages. Notices already sent or skipped by a person are left out."""
    # A meeting after the span may be announced within it.
    announced = meetings_to_come(session, workspace, calendar, first, last + AHEAD)
    to_come = {meeting.id: meeting for meeting in announced}
    facts = facts_of(session, workspace, calendar, first, last, iter(to_come.values()))
    settled = _settled(session, workspace.id)
    wanted = [each for each in due(facts, calendar, first, last) if key_of(each) not in settled]
    wanted += [each for each in _put_off(session, workspace.id) if first <= calendar.day_of(each.due_at) <= last]
    people = {person.slack_id for person in everybody(session, workspace.id)}
    messages = []
    for (at, recipient), inside in groupby(
        sorted(wanted, key=lambda each: (each.due_at, each.recipient)), lambda each: (each.due_at, each.recipient)
    ):
        reasons = tuple(inside)
        if recipient in people:
            messages.append(Predicted(at, recipient, False, reasons))
        else:
            messages += [Predicted(at, recipient, True, tuple(group)) for group in one_for_each_meeting(reasons)]
    return Predicting(tuple(messages), facts, to_come)


def _put_off(session: Session, workspace_id: int) -> list[Wanted]:
    return [
        Wanted(
            each.subject,
            each.subject_id,
            NoticeKind(each.kind),
            each.due_date,
            each.days_before,
            each.recipient,
            each.due_at,
        )
        for each in snoozed(session, workspace_id)
    ]


def _settled(session: Session, workspace_id: int) -> set[object]:
    rows = session.scalars(
        select(Notice).where(
            Notice.workspace_id == workspace_id, Notice.kind.in_(REMINDERS), Notice.state != NoticeState.PLANNED
        )
    )
    return {key_of(row) for row in rows if row.state == NoticeState.CARRIED or row.reason == ON_IT}
