"""Notices of new, corrected and answered action items: who is notified, and which messages are updated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from storage.action_items.action_items import ActionItem, ActionSet, add_action
from storage.meetings.agenda import AgendaItem
from storage.meetings.meetings import Meeting, MeetingState
from storage.meetings.posted import AGENDA, RESULTS
from storage.organisation.departments import Department
from storage.organisation.people import Person
from storage.outbox.lookups import is_notified
from storage.outbox.notices import NoticeKind, Topic, show_again
from storage.outbox.planned import notify_together

SUBJECT = "action"  # in notices


def assign_action(
    session: Session, meeting: Meeting, item: AgendaItem | None, wanted: ActionSet, by: Person, now: datetime
) -> None:
    """Create an action item, and notify its owner at once if the meeting is over. Raises Lacking, TooLong."""
    action = add_action(session, meeting, item, wanted, by, now)
    if meeting.state == MeetingState.CLOSED:
        notify_assigned(session, [action], now)


def notify_assigned(session: Session, made: Sequence[ActionItem], now: datetime) -> None:
    """Notify people of new action items: one message per person with all of theirs.

    The reader is the owner, else the department's contact, else its head; people who have left are skipped.
    """
    by_reader: dict[str, list[ActionItem]] = {}
    for action in made:
        reader = _first_reader(session, action)
        if reader is not None:
            by_reader.setdefault(reader.slack_id, []).append(action)
    for slack_id, actions in by_reader.items():
        topics = [Topic(NoticeKind.ASSIGNED, SUBJECT, each.id) for each in actions]
        notify_together(session, actions[0].workspace_id, topics, slack_id, now)


def notify_of_corrections(session: Session, actions: Sequence[ActionItem], now: datetime) -> None:
    """Update every message about action items that a correction cancelled or restored.

    Notify the owners who were notified of the action item before, that is, if the meeting is over.
    """
    for action in actions:
        show_action_again(session, action)
    notify_assigned(session, [each for each in actions if _was_notified(session, each)], now)


def show_action_again(session: Session, action: ActionItem) -> None:
    """Queue updates of the action item's reminders and of its meeting's board and results."""
    show_again(session, action.workspace_id, SUBJECT, action.id)
    for subject in (AGENDA, RESULTS):
        show_again(session, action.workspace_id, subject, action.meeting_id)


def _was_notified(session: Session, action: ActionItem) -> bool:
    return is_notified(session, action.workspace_id, NoticeKind.ASSIGNED, SUBJECT, action.id, None)


def _first_reader(session: Session, action: ActionItem) -> Person | None:
    department = session.get(Department, action.department_id) if action.department_id else None
    ids = [action.owner_id, *((department.contact_id, department.head_id) if department else ())]
    people = (session.get(Person, each) for each in ids if each)
    return next((person for person in people if person is not None and not (person.gone or person.is_bot)), None)
