"""Carry-over: where an agenda item goes after its meeting, to the next meeting or to the higher committee."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.history import Change, note
from storage.issues.issues import ENDED, Issue
from storage.meetings.agenda import COMES_BACK, LISTINGS, AgendaItem, Outcome
from storage.meetings.agenda_editing import add_item, drop_item
from storage.meetings.meetings import Meeting, MeetingKind, MeetingState, next_meeting
from storage.organisation.committees import Committee
from storage.organisation.people import Person


class Stuck(StrEnum):
    """The reason why an item could not be carried over or referred."""

    NOBODY_ABOVE = "nobody_above"
    NO_MEETING_ABOVE = "no_meeting_above"
    NO_NEXT_MEETING = "no_next_meeting"


def settle_item(session: Session, item: AgendaItem, by: Person, now: datetime, today: date) -> None:
    """Send an item of a closed meeting where it belongs; a second call changes nothing.

    After a correction, successors that are no longer due are dropped from planned agendas.
    """
    for other in led_to(session, item):
        stays = goes_up(item) if other.sent_up_from_id == item.id else comes_back(session, item)
        if not stays and session.get_one(Meeting, other.meeting_id).state == MeetingState.PLANNED:
            drop_item(session, other, by, now)
    if led_to(session, item):
        return
    if goes_up(item):
        _send_up(session, item, by, now, today)
    elif comes_back(session, item):
        _carry_over(session, item, by, now, today)


def goes_up(item: AgendaItem) -> bool:
    """Return whether the item's outcome refers it to the higher committee."""
    return item.outcome == Outcome.SENT_UP


def comes_back(session: Session, item: AgendaItem) -> bool:
    """Return whether the item is carried over to the next meeting.

    Listings are not, because they are created anew; items about an ended issue are not, because nothing is left to
    discuss.
    """
    if item.outcome not in COMES_BACK or item.about in LISTINGS:
        return False
    issue = session.get(Issue, item.issue_id) if item.issue_id else None
    return issue is None or issue.state not in ENDED


def why_stuck(session: Session, item: AgendaItem) -> Stuck | None:
    """Return why an item of a closed meeting has no successor, or None if it has one or needs none."""
    if not (goes_up(item) or comes_back(session, item)) or led_to(session, item):
        return None
    if comes_back(session, item):
        return Stuck.NO_NEXT_MEETING
    return Stuck.NO_MEETING_ABOVE if _above(session, item) else Stuck.NOBODY_ABOVE


def led_to(session: Session, item: AgendaItem) -> list[AgendaItem]:
    """Return the item's successors on later agendas, without dropped ones, oldest first."""
    query = select(AgendaItem).where(
        AgendaItem.workspace_id == item.workspace_id,
        or_(AgendaItem.carried_from_id == item.id, AgendaItem.sent_up_from_id == item.id),
        AgendaItem.dropped.is_(False),
    )
    return list(session.scalars(query.order_by(AgendaItem.id)))


def came_from(session: Session, item: AgendaItem) -> list[AgendaItem]:
    """Return the item's predecessors, nearest first: carried over or referred."""
    found: list[AgendaItem] = []
    earlier = item.sent_up_from_id or item.carried_from_id
    while earlier is not None:
        found.append(session.get_one(AgendaItem, earlier))
        earlier = found[-1].sent_up_from_id or found[-1].carried_from_id
    return found


def carried_since(session: Session, item: AgendaItem) -> tuple[int, date | None]:
    """Return how often the item was carried over, and the day of its first meeting.

    The day is None if the item has no predecessors.
    """
    earlier = came_from(session, item)
    times = sum(each.carried_from_id is not None for each in [item, *earlier])
    return times, session.get_one(Meeting, earlier[-1].meeting_id).on if earlier else None


def _committee(session: Session, item: AgendaItem) -> Committee:
    return session.get_one(Committee, session.get_one(Meeting, item.meeting_id).committee_id)


def _above(session: Session, item: AgendaItem) -> Committee | None:
    above = _committee(session, item).reports_to_id
    return session.get(Committee, above) if above else None


def _send_up(session: Session, item: AgendaItem, by: Person, now: datetime, today: date) -> None:
    above = _above(session, item)
    meeting = next_meeting(session, above, today) if above is not None else None
    if meeting is not None:
        there = _again(session, item, meeting, by, now)
        there.sent_up_from_id = item.id
        _note(session, item, "went_up", there, by, now)


def _carry_over(session: Session, item: AgendaItem, by: Person, now: datetime, today: date) -> None:
    held = session.get_one(Meeting, item.meeting_id)
    # The secretary may end a written vote before its day, so its items may go to a meeting on any day from today.
    after = today if held.kind == MeetingKind.WRITTEN else held.on + timedelta(days=1)
    first = max(today, after, item.deferred_until or today)
    meeting = next_meeting(session, _committee(session, item), first)
    if meeting is not None:
        there = _again(session, item, meeting, by, now)
        there.carried_from_id = item.id
        _note(session, item, "carried_over", there, by, now)


def _again(session: Session, item: AgendaItem, meeting: Meeting, by: Person, now: datetime) -> AgendaItem:
    """Return the item's successor on the other agenda; create it unless it, or the same issue, is there already."""
    same = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    there = session.scalar(
        same.where(or_(AgendaItem.carried_from_id == item.id, AgendaItem.sent_up_from_id == item.id))
    )
    if there is None and item.issue_id is not None:
        there = session.scalar(same.where(AgendaItem.issue_id == item.issue_id))
    if there is None:
        values = {name: getattr(item, name) for name in ("kind", "about", "issue_id", "task_id", "title")}
        return add_item(session, meeting, AgendaItem(**values), by, now)
    there.dropped = False
    return there


def _note(session: Session, item: AgendaItem, action: str, there: AgendaItem, by: Person, now: datetime) -> None:
    session.flush()
    after = {"item": there.id, "meeting": there.meeting_id}
    note(session, item.workspace_id, Change("agenda_item", item.id, action, after=after), now, by=by.id)
