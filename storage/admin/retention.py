"""Deletion of old data: deduplication keys, sent reminders, history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from dateutil.relativedelta import relativedelta
from sqlalchemy import CursorResult, Delete, delete, or_, select
from sqlalchemy.orm import Session

from storage.history import History
from storage.inbox import Arrival
from storage.organisation.workspaces import Workspace
from storage.outbox.messages import Message
from storage.outbox.notices import REMINDERS, Notice, NoticeKind, NoticeState

# Slack repeats a request or an event within an hour; the rest of the month is for people who look for a mistake.
ARRIVALS_KEPT = timedelta(days=30)
# The history of issues and meetings belongs to their record and is kept; so are an issue's card and receipts.
_STAYS = ("issue", "action_item", "agenda_item", "meeting")
_GOES = (*REMINDERS, NoticeKind.SEATS, NoticeKind.MOVED, NoticeKind.NOT_MINE)


@dataclass(frozen=True)
class Forgotten:
    """Numbers of deleted rows."""

    arrivals: int
    notices: int
    messages: int
    history: int


def forget_old(session: Session, workspace: Workspace, now: datetime) -> Forgotten:
    """Delete what is older than the city keeps (`keeps_months`); return the numbers.

    Planning then begins no earlier than that, so that a deleted reminder is not sent again.
    """
    kept_since, city = now - relativedelta(months=workspace.keeps_months), workspace.id
    old = select(Notice.id, Notice.message_id).where(
        Notice.workspace_id == city,
        Notice.due_at < kept_since,
        Notice.kind.in_(_GOES),
        Notice.state != NoticeState.PLANNED,
        or_(Notice.message_id.is_(None), Notice.message_id.not_in(_still_to_be_sent(city))),
    )
    rows = session.execute(old).all()
    carriers = {row.message_id for row in rows if row.message_id is not None}
    notices = _gone(session, delete(Notice).where(Notice.workspace_id == city, Notice.id.in_([row.id for row in rows])))
    carrying = select(Notice.message_id).where(Notice.workspace_id == city, Notice.message_id.is_not(None))
    empty = (Message.workspace_id == city, Message.id.in_(carriers), Message.id.not_in(carrying))
    messages = _gone(session, delete(Message).where(*empty)) if carriers else 0
    history = delete(History).where(
        History.workspace_id == city, History.at < kept_since, History.subject.not_in(_STAYS)
    )
    keys = delete(Arrival).where(Arrival.workspace_id == city, Arrival.at < now - ARRIVALS_KEPT)
    if notices and workspace.plans_since is not None:
        workspace.plans_since = max(workspace.plans_since, kept_since.date())
    return Forgotten(_gone(session, keys), notices, messages, _gone(session, history))


def _still_to_be_sent(workspace_id: int) -> Any:
    return select(Message.id).where(Message.workspace_id == workspace_id, Message.waiting.is_(True))


def _gone(session: Session, statement: Delete) -> int:
    done = session.execute(statement, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", done).rowcount
