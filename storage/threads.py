"""Messages in the threads of the bot's messages; entries made at the same time share one message."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.messages import Message, MessageState
from storage.notices import Notice, NoticeKind, NoticeState, Place, tell

# History entries within this time share one message.
TOGETHER = timedelta(seconds=2)


def message_to(
    session: Session, workspace_id: int, kind: NoticeKind, subject: str, subject_id: int, recipient: str
) -> Message | None:
    """Return the newest message of that kind about a record for one reader, or None.

    A message that went to another recipient because Slack refused the first one counts too.
    """
    return session.scalar(
        select(Message)
        .join(Notice, Notice.message_id == Message.id)
        .where(
            Notice.workspace_id == workspace_id,
            Notice.kind == kind,
            Notice.subject == subject,
            Notice.subject_id == subject_id,
            Notice.recipient == recipient,
        )
        .order_by(Message.id.desc())
        .limit(1),
    )


def tell_hop(
    session: Session, workspace_id: int, root: Message | None, issue_id: int, recipient: str, hop_id: int, now: datetime
) -> None:
    """Notify of a history entry; append it to the previous entry's message if that is not sent yet."""
    waiting = _not_said_yet(session, workspace_id, root, recipient) if root is not None else None
    if waiting is None:
        place = Place(root_id=root.id) if root is not None else None
        due = now + TOGETHER
        tell(session, workspace_id, NoticeKind.HOP, "issue", issue_id, recipient, due, round=hop_id, place=place)
        return
    hop = Notice(workspace_id=workspace_id, kind=NoticeKind.HOP, subject="issue", subject_id=issue_id)
    hop.recipient, hop.round, hop.due_at = recipient, hop_id, now
    hop.state, hop.message_id = NoticeState.CARRIED, waiting.id
    session.add(hop)
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
            Notice.kind == NoticeKind.HOP,
        )
    )
    return session.scalar(query.order_by(Message.id.desc()).limit(1))
