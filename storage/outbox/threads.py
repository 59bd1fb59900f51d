"""Messages in the threads of the bot's messages; entries made at the same time share one message."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.history import History
from storage.outbox.messages import Message, MessageState
from storage.outbox.notices import Notice, NoticeKind, NoticeState, Place, Topic, notify

# History entries within this time share one message.
TOGETHER = timedelta(seconds=2)


def notify_of_entry(session: Session, entry: History, recipient: str, root: Message | None, now: datetime) -> None:
    """Notify of a history entry in the thread of `root`, or without a thread if that is None.

    The entry is appended to the previous entry's message if that is not sent yet.
    """
    topic = Topic.of_entry(NoticeKind.HISTORY_ENTRY, entry)
    waiting = _not_said_yet(session, root, recipient) if root is not None else None
    if waiting is None:
        notify(session, entry.workspace_id, topic, recipient, now + TOGETHER, Place.under(root))
        return
    to = {"workspace_id": entry.workspace_id, "recipient": recipient, "due_at": now}
    session.add(Notice(**to, **vars(topic), state=NoticeState.CARRIED, message_id=waiting.id))
    session.flush()


def _not_said_yet(session: Session, root: Message, recipient: str) -> Message | None:
    query = (
        select(Message)
        .join(Notice, Notice.message_id == Message.id)
        .where(
            Message.workspace_id == root.workspace_id,
            Message.root_id == root.id,
            Message.recipient == recipient,
            Message.state == MessageState.OPEN,
            Message.ts.is_(None),
            Message.tried_at.is_(None),
            Notice.kind == NoticeKind.HISTORY_ENTRY,
        )
    )
    return session.scalar(query.order_by(Message.id.desc()).limit(1))
