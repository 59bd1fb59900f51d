"""Lookups of notices and messages: what was said of a record, to whom, and where."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from storage.outbox.messages import Message
from storage.outbox.notices import Notice, NoticeKind, Topic, about_record, show_again


class AboutARecord(Protocol):
    """Protocol of what is said about a record: a topic, or a notice, stored or predicted."""

    @property
    def kind(self) -> str:
        """A NoticeKind."""

    @property
    def subject(self) -> str:
        """The kind of the record."""

    @property
    def subject_id(self) -> int:
        """The record's id."""


def same_topic(workspace_id: int, said: AboutARecord) -> ColumnElement[bool]:
    """Return the condition that a notice of the city is of that kind and about the same record."""
    return and_(about_record(workspace_id, said.subject, said.subject_id), Notice.kind == said.kind)


def notices_in(session: Session, workspace_id: int, message_id: int) -> list[Notice]:
    """Return the notices of one message, in the order they were stored."""
    return list(
        session.scalars(
            select(Notice)
            .where(Notice.workspace_id == workspace_id, Notice.message_id == message_id)
            .order_by(Notice.id),
        ),
    )


def card_has_a_place(session: Session, workspace_id: int, message_id: int) -> None:
    """Mark a record's other messages for update after its card was posted, so that they can link to it."""
    for notice in notices_in(session, workspace_id, message_id):
        if notice.kind == NoticeKind.CARD:
            show_again(session, workspace_id, notice.subject, notice.subject_id, but=message_id)


def message_showing(
    session: Session, workspace_id: int, kind: NoticeKind, subject: str, subject_id: int
) -> Message | None:
    """Return the first message of that kind about a record, or None."""
    return session.scalar(
        select(Message)
        .join(Notice, Notice.message_id == Message.id)
        .where(same_topic(workspace_id, Topic(kind, subject, subject_id)))
        .order_by(Message.id)
        .limit(1),
    )


def count_notices(session: Session, workspace_id: int, topic: Topic, recipient: str) -> int:
    """Return how many notices of that kind about the same record were stored for that recipient."""
    same = select(func.count()).where(same_topic(workspace_id, topic), Notice.recipient == recipient)
    return session.scalar(same) or 0


def count_of_subject(session: Session, workspace_id: int, subject: str, recipient: str) -> int:
    """Return how many notices about any record of that subject were stored for that recipient."""
    same = select(func.count()).where(
        Notice.workspace_id == workspace_id, Notice.subject == subject, Notice.recipient == recipient
    )
    return session.scalar(same) or 0


def is_notified(
    session: Session, workspace_id: int, kind: NoticeKind, subject: str, subject_id: int, due_date: date | None
) -> bool:
    """Return whether such a notice was stored for the day `due_date`, whoever its recipient.

    If `due_date` is None, a notice for any day counts.
    """
    same = select(Notice.id).where(same_topic(workspace_id, Topic(kind, subject, subject_id)))
    if due_date is not None:
        same = same.where(Notice.due_date == due_date)
    return session.scalar(same.limit(1)) is not None


# Kinds that stay posted as long as their record exists, and are posted again if somebody deletes them.
_KEPT = (NoticeKind.CARD, NoticeKind.RECEIPT, NoticeKind.HANDLING)


def is_kept_on_slack(session: Session, workspace_id: int, message_id: int) -> bool:
    """Return whether the message has to be posted again if somebody deletes it in Slack."""
    return any(notice.kind in _KEPT for notice in notices_in(session, workspace_id, message_id))


def message_to(session: Session, workspace_id: int, topic: Topic, recipient: str) -> Message | None:
    """Return the newest message of that kind about a record for one reader, or None.

    A message that went to another recipient because Slack refused the first one counts too.
    """
    return session.scalar(
        select(Message)
        .join(Notice, Notice.message_id == Message.id)
        .where(same_topic(workspace_id, topic), Notice.recipient == recipient)
        .order_by(Message.id.desc())
        .limit(1),
    )
