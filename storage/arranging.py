"""Putting an agenda together: what is added, ordered, marked and dropped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.agenda import SUBJECT, TITLE_LIMIT, About, AgendaItem, AgendaKind, agenda_of, all_items_of
from storage.errors import Lacking, Over
from storage.history import note
from storage.issues import Issue, clean_line
from storage.meetings import Meeting, MeetingState
from storage.people import Person


def put_on_agenda(session: Session, meeting: Meeting, issue: Issue, by: Person, now: datetime) -> AgendaItem:
    """An issue for that meeting: twice is once, and what had been dropped is back. Raises Over."""
    there = session.scalar(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.issue_id == issue.id)
    )
    if there is not None and not there.dropped:
        return there
    _need_open(meeting)
    if there is None:
        item = AgendaItem(about=About.ISSUE, issue_id=issue.id, task_id=issue.task_id)
        return add_item(session, meeting, item, by, now)
    there.dropped, there.position = False, _next_position(session, meeting)
    _note(session, there, "added", now, by)
    session.flush()
    return there


def add_text(session: Session, meeting: Meeting, title: str, kind: AgendaKind, by: Person, now: datetime) -> AgendaItem:
    """What the secretary writes. Raises Lacking, TooLong, Over."""
    title = clean_line(title, TITLE_LIMIT)
    if not title:
        raise Lacking("item")
    _need_open(meeting)
    return add_item(session, meeting, AgendaItem(about=About.TEXT, title=title, kind=kind), by, now)


def add_item(session: Session, meeting: Meeting, item: AgendaItem, by: Person | None, now: datetime) -> AgendaItem:
    """At the end; `by` is None for what the agenda takes up by itself."""
    item.workspace_id, item.meeting_id = meeting.workspace_id, meeting.id
    item.position = _next_position(session, meeting)
    item.added_by_id, item.added_at = by.id if by else None, now
    session.add(item)
    session.flush()
    _note(session, item, "added", now, by)
    return item


def keep_listing(session: Session, meeting: Meeting, about: About, listed: str, now: datetime) -> bool:
    """Bring a listing in step with what there is to list; whether anything changed. Dropped once, it stays away."""
    there = next((each for each in all_items_of(session, meeting) if each.about == about), None)
    if there is None:
        if listed:
            add_item(session, meeting, AgendaItem(about=about, kind=AgendaKind.REPORT, title=listed), None, now)
        return bool(listed)
    changed, there.title = there.title != listed, listed
    return changed


def move_item(session: Session, meeting: Meeting, item: AgendaItem, place: int, by: Person, now: datetime) -> None:
    """To stand at that place, counted from 1; the others keep their order."""
    before = agenda_of(session, meeting)
    after = [each for each in before if each is not item]
    after.insert(max(place - 1, 0), item)
    if after == before:
        return
    for number, each in enumerate(after):
        each.position = number
    was, is_now = ({"items": [each.id for each in items]} for items in (before, after))
    note(session, meeting.workspace_id, "meeting", meeting.id, "ordered", now, by=by.id, before=was, after=is_now)
    session.flush()


def set_kind(session: Session, item: AgendaItem, kind: AgendaKind, by: Person, now: datetime) -> None:
    if item.kind != kind:
        before, item.kind = item.kind, kind
        _note(session, item, "kind", now, by, {"kind": before}, {"kind": kind})
        session.flush()


def drop_item(session: Session, item: AgendaItem, by: Person, now: datetime) -> None:
    if not item.dropped:
        item.dropped = True
        _note(session, item, "dropped", now, by)
        session.flush()


def _need_open(meeting: Meeting) -> None:
    if meeting.state in (MeetingState.CANCELLED, MeetingState.CLOSED):
        raise Over("meeting")


def _next_position(session: Session, meeting: Meeting) -> int:
    last = session.scalar(select(func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting.id))
    return 0 if last is None else last + 1


def _note(
    session: Session,
    item: AgendaItem,
    action: str,
    now: datetime,
    by: Person | None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    by_id = by.id if by else None
    after = after or {"meeting": item.meeting_id, "issue": item.issue_id or "", "title": item.title}
    note(session, item.workspace_id, SUBJECT, item.id, action, now, by=by_id, before=before, after=after)
