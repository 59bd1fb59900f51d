"""An outage: messages that Slack would not take for a while. When it is over, who runs the bot is told once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.committees import Committee
from storage.history import note
from storage.messages import Message
from storage.notices import NoticeKind, tell
from storage.people import Person
from storage.workspaces import Workspace

SUBJECT = "outage"
# As long as a person would wait before asking what is wrong.
HELD_UP_FOR = timedelta(minutes=15)
_WAITING = (
    select(Message.workspace_id, func.min(Message.due_at))
    .where(Message.waiting.is_(True), Message.error != "")
    .group_by(Message.workspace_id)
)


def outage_begins_or_ends(session: Session, now: datetime) -> bool:
    """Whether there is something for `look_for_outages` to write: asked at every tick."""
    begins = _WAITING.where(Message.due_at <= now - HELD_UP_FOR).limit(1)
    lasts = select(Workspace.id).where(Workspace.held_since.is_not(None)).limit(1)
    return session.execute(begins).first() is not None or session.scalar(lasts) is not None


def look_for_outages(session: Session, now: datetime, admins: Collection[str]) -> None:
    """Of every city: begins where something has waited too long after Slack said no, ends when it has gone out."""
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
    hop = note(session, workspace.id, SUBJECT, workspace.id, "recovered", now, after=after)
    for slack_id in _told(session, workspace, admins):
        tell(session, workspace.id, NoticeKind.OUTAGE, SUBJECT, workspace.id, slack_id, now, round=hop.id)


def _told(session: Session, workspace: Workspace, admins: Collection[str]) -> list[str]:
    """Whom CN_ADMIN names and who is there; else the secretaries."""
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
