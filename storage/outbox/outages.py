"""Outages: messages that Slack did not accept for a while. The people who run the bot are notified once it is over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.history import Change, note
from storage.organisation.committees import Committee
from storage.organisation.people import Person
from storage.organisation.workspaces import Workspace
from storage.outbox.messages import Message
from storage.outbox.notices import NoticeKind, Topic, notify

SUBJECT = "outage"
# About as long as a person waits before asking what is wrong.
HELD_UP_FOR = timedelta(minutes=15)
_WAITING = (
    select(Message.workspace_id, func.min(Message.due_at))
    .where(Message.waiting.is_(True), Message.error != "")
    .group_by(Message.workspace_id)
)


def outage_begins_or_ends(session: Session, now: datetime) -> bool:
    """Return whether `look_for_outages` has something to write; asked at every tick."""
    begins = _WAITING.where(Message.due_at <= now - HELD_UP_FOR).limit(1)
    lasts = select(Workspace.id).where(Workspace.held_since.is_not(None)).limit(1)
    return session.execute(begins).first() is not None or session.scalar(lasts) is not None


def look_for_outages(session: Session, now: datetime, admins: Collection[str]) -> None:
    """Record where an outage begins or ends, in every city.

    It begins when a message that Slack did not accept is 15 minutes late, and ends when none is waiting. At its end the
    people in `admins` (Slack ids) are notified, or the secretaries if none of them is in the city.
    """
    waiting = {row[0]: row[1] for row in session.execute(_WAITING.where(Message.due_at <= now))}
    for workspace in session.scalars(select(Workspace)):
        since = waiting.get(workspace.id)
        if since is not None and since <= now - HELD_UP_FOR:
            workspace.held_since = workspace.held_since or since
        elif since is None and workspace.held_since is not None:
            _recovered(session, workspace, workspace.held_since, now, admins)
            workspace.held_since = None


def _recovered(session: Session, workspace: Workspace, since: datetime, now: datetime, admins: Collection[str]) -> None:
    held = select(func.count()).where(
        Message.workspace_id == workspace.id, Message.due_at >= since, Message.due_at <= now, Message.ts.is_not(None)
    )
    after = {"from": since.isoformat(), "to": now.isoformat(), "held": session.scalar(held) or 0}
    entry = note(session, workspace.id, Change(SUBJECT, workspace.id, "recovered", after=after), now)
    for slack_id in _recipients(session, workspace, admins):
        notify(session, workspace.id, Topic.of_entry(NoticeKind.OUTAGE, entry), slack_id, now)


def _recipients(session: Session, workspace: Workspace, admins: Collection[str]) -> list[str]:
    """Return the Slack ids of those in `admins` who are active in the city, otherwise of the secretaries."""
    named = select(Person.slack_id).where(
        Person.workspace_id == workspace.id, Person.slack_id.in_(admins), Person.gone.is_(False)
    )
    found = list(session.scalars(named))
    secretaries = (
        select(Person.slack_id)
        .join(Committee, Committee.secretary_id == Person.id)
        .where(Committee.workspace_id == workspace.id, Person.gone.is_(False))
    )
    return found or list(dict.fromkeys(session.scalars(secretaries)))
