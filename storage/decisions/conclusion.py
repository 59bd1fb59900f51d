"""The end of a meeting or a written vote: where its items go, and who is notified of its results."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from storage.action_items.action_items import actions_of
from storage.action_items.announcements import notify_assigned
from storage.decisions.briefs import notify_committee_above
from storage.decisions.effects import apply_decision
from storage.meetings.agenda import SUBJECT, About, AgendaItem, agenda_of
from storage.meetings.board import close_meeting
from storage.meetings.carry_over import led_to, settle_item
from storage.meetings.meetings import Meeting, MeetingState
from storage.meetings.posted import RESULTS, show_agenda_again, show_board_again
from storage.organisation.committees import Committee
from storage.organisation.people import Person
from storage.outbox.notices import NoticeKind, Topic, notify, show_again
from storage.outbox.planned import notify_together
from storage.tasks.tasks import Task, all_tasks
from storage.written_votes.posted import show_written_vote_again
from storage.written_votes.written_votes import Explain, close_written_vote, in_whose_name


def end_meeting(session: Session, meeting: Meeting, by: Person, now: datetime, today: date, closes_on: date) -> None:
    """Close the meeting and conclude it; a second call only updates its messages.

    `closes_on` is as in `settle`. Raises Over if the meeting is not open, or is a written vote.
    """
    if close_meeting(session, meeting, by, now):
        conclude(session, meeting, by, now, today, closes_on)
    show_board_again(session, meeting)


def end_written_vote(
    session: Session,
    meeting: Meeting,
    explain: Explain,
    by: Person | None,
    now: datetime,
    today: date,
    closes_on: date,
) -> None:
    """Close the vote and conclude it; a second call changes nothing.

    `by` is None at the deadline: the effects are then in the secretary's name. `closes_on` is as in `settle`.
    """
    if close_written_vote(session, meeting, explain, by, now):
        conclude(session, meeting, by or in_whose_name(session, meeting), now, today, closes_on)
        show_written_vote_again(session, meeting)


def conclude(session: Session, meeting: Meeting, by: Person, now: datetime, today: date, closes_on: date) -> None:
    """Move the items of a closed meeting, post its results, and notify the people concerned.

    These are the owners of its action items, the owners of the tasks it discussed, and the higher committee's
    secretary. `closes_on` is as in `settle`.
    """
    settle(session, meeting, agenda_of(session, meeting), by, now, today, closes_on)
    channel = session.get_one(Committee, meeting.committee_id).channel
    notify(session, meeting.workspace_id, Topic(NoticeKind.RESULTS, RESULTS, meeting.id), channel, now)
    notify_assigned(session, actions_of(session, meeting), now)
    _notify_task_owners(session, meeting, now)
    notify_committee_above(session, meeting, now)


def settle(
    session: Session,
    meeting: Meeting,
    items: Sequence[AgendaItem],
    by: Person,
    now: datetime,
    today: date,
    closes_on: date,
) -> None:
    """Move the items of a closed meeting to where they belong; called again after each correction.

    Before the meeting is closed nothing happens. `closes_on` is the day on which a rejected issue closes automatically.
    """
    if meeting.state != MeetingState.CLOSED:
        return
    for item in items:
        before = led_to(session, item)
        settle_item(session, item, by, now, today)
        apply_decision(session, item, by, now, today, closes_on)
        show_again(session, meeting.workspace_id, SUBJECT, item.id)
        for meeting_id in {each.meeting_id for each in [*before, *led_to(session, item)]}:
            show_agenda_again(session, session.get_one(Meeting, meeting_id))


def _notify_task_owners(session: Session, meeting: Meeting, now: datetime) -> None:
    """Notify each task owner once about all decided items of the meeting that concern their tasks."""
    by_owner: dict[int, list[int]] = {}
    for item in agenda_of(session, meeting):
        for owner_id in _owners(session, item) if item.outcome else ():
            by_owner.setdefault(owner_id, []).append(item.id)
    for owner_id, items in by_owner.items():
        owner = session.get_one(Person, owner_id)
        topics = [Topic(NoticeKind.TASK_DISCUSSED, SUBJECT, each) for each in items]
        notify_together(session, meeting.workspace_id, topics, owner.slack_id, now)


def _owners(session: Session, item: AgendaItem) -> set[int]:
    """Return the owner ids of the item's task, or of every task that a ratings item lists."""
    if item.task_id is not None:
        owners = {session.get_one(Task, item.task_id).owner_id}
    elif item.about == About.RATINGS:
        listed = set(item.title.split(","))
        owners = {each.owner_id for each in all_tasks(session, item.workspace_id) if each.code in listed}
    else:
        owners = set()
    return {each for each in owners if each is not None}
