"""Messages in the threads of the bot's messages; entries made at the same time share one message."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.outbox.messages import Message, MessageState
from storage.outbox.notices import Notice, NoticeKind, NoticeState, Place, notify

# History entries within this time share one message.
TOGETHER = timedelta(seconds=2)


def notify_of_entry(
    session: Session,
    workspace_id: int,
    root: Message | None,
    issue_id: int,
    recipient: str,
    entry_id: int,
    now: datetime,
) -> None:
    """Notify of a history entry; append it to the previous entry's message if that is not sent yet."""
    waiting = _not_said_yet(session, workspace_id, root, recipient) if root is not None else None
    if waiting is None:
        place = Place(root_id=root.id) if root is not None else None
        due = now + TOGETHER
        notify(
            session,
            workspace_id,
            NoticeKind.HISTORY_ENTRY,
            "issue",
            issue_id,
            recipient,
            due,
            round=entry_id,
            place=place,
        )
        return
    entry = Notice(workspace_id=workspace_id, kind=NoticeKind.HISTORY_ENTRY, subject="issue", subject_id=issue_id)
    entry.recipient, entry.round, entry.due_at = recipient, entry_id, now
    entry.state, entry.message_id = NoticeState.CARRIED, waiting.id
    session.add(entry)
    session.flush()


def _not_said_yet(session: Session, workspace_id: int, root: Message, recipient: str) -> Message | None:
    query = (
        select(Message)
        .join(Notice, Notice.message_id == Message.id)
        .where(
            Message.workspace_id == workspace_id,
            Message.root_id == root.id,
            Message.recipient == recipient,
            Message.state == MessageState.OPEN,
            Message.ts.is_(None),
            Message.tried_at.is_(None),
            Notice.kind == NoticeKind.HISTORY_ENTRY,
        )
    )
    return session.scalar(query.order_by(Message.id.desc()).limit(1))
