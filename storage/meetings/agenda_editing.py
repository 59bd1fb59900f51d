"""Agenda editing: adding, ordering, marking and dropping items."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.db.errors import Lacking, Over
from storage.history import Change, history_of, note
from storage.issues.announcements import add_entry
from storage.issues.issues import SUBJECT as ISSUE
from storage.issues.issues import Issue
from storage.meetings.agenda import SUBJECT, TITLE_LIMIT, About, AgendaItem, AgendaKind, agenda_of, all_items_of
from storage.meetings.meetings import Meeting, MeetingState, described
from storage.organisation.people import Person
from storage.parsing.text import clean_line


def put_on_agenda(session: Session, meeting: Meeting, issue: Issue, by: Person, now: datetime) -> AgendaItem:
    """Put an issue on that meeting's agenda, or restore it if it was dropped; a second call changes nothing.

    Raises Over if the meeting is closed or cancelled.
    """
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


def submit_issue(session: Session, meeting: Meeting, issue: Issue, by: Person, now: datetime) -> None:
    """Put an issue on that meeting's agenda and notify its reporters, once for each meeting. Raises Over."""
    put_on_agenda(session, meeting, issue, by, now)
    rows = history_of(session, issue.workspace_id, ISSUE, issue.id)
    if not any(row.action == "on_agenda" and row.after.get("meeting") == meeting.id for row in rows):
        add_entry(session, issue, "on_agenda", by, now, after=described(session, meeting))


def add_text(session: Session, meeting: Meeting, title: str, kind: AgendaKind, by: Person, now: datetime) -> AgendaItem:
    """Add an item with the secretary's text at the end of the agenda. Raises Lacking, TooLong, Over."""
    title = clean_line(title, TITLE_LIMIT)
    if not title:
        raise Lacking("item")
    _need_open(meeting)
    return add_item(session, meeting, AgendaItem(about=About.TEXT, title=title, kind=kind), by, now)


def add_item(session: Session, meeting: Meeting, item: AgendaItem, by: Person | None, now: datetime) -> AgendaItem:
    """Add an item at the end of the agenda; `by` is None for an item that is added automatically."""
    item.workspace_id, item.meeting_id = meeting.workspace_id, meeting.id
    item.position = _next_position(session, meeting)
    item.added_by_id, item.added_at = by.id if by else None, now
    session.add(item)
    session.flush()
    _note(session, item, "added", now, by)
    return item


def keep_listing(session: Session, meeting: Meeting, about: About, listed: str, now: datetime) -> bool:
    """Create or update a listing and return whether it changed; a dropped listing stays dropped.

    `listed` holds codes or ids, separated by commas; it is "" if there is nothing to list.
    """
    there = next((each for each in all_items_of(session, meeting) if each.about == about), None)
    if there is None:
        if listed:
            add_item(session, meeting, AgendaItem(about=about, kind=AgendaKind.REPORT, title=listed), None, now)
        return bool(listed)
    changed, there.title = there.title != listed, listed
    return changed


def move_item(session: Session, meeting: Meeting, item: AgendaItem, place: int, by: Person, now: datetime) -> None:
    """Move an item to `place`, counted from 1; the other items keep their order.

    The same place again leaves no history entry.
    """
    before = agenda_of(session, meeting)
    after = [each for each in before if each is not item]
    after.insert(max(place - 1, 0), item)
    if after == before:
        return
    for number, each in enumerate(after):
        each.position = number
    was, is_now = ({"items": [each.id for each in items]} for items in (before, after))
    note(session, meeting.workspace_id, Change("meeting", meeting.id, "ordered", was, is_now), now, by=by.id)
    session.flush()


def set_kind(session: Session, item: AgendaItem, kind: AgendaKind, by: Person, now: datetime) -> None:
    """Set the kind (심의, 보고, 협의) of an item; the same kind again changes nothing."""
    if item.kind != kind:
        before, item.kind = item.kind, kind
        _note(session, item, "kind", now, by, {"kind": before}, {"kind": kind})
        session.flush()


def drop_item(session: Session, item: AgendaItem, by: Person, now: datetime) -> None:
    """Take an item off the agenda but keep it in the database; a second call changes nothing."""
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
    note(session, item.workspace_id, Change(SUBJECT, item.id, action, before or {}, after), now, by=by_id)
