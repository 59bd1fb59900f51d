"""Messages: what was or will be posted, with key, lease, channel and ts.

`wanted` counts the requested versions, `shown` is the version that is posted. A message whose `wanted` is higher is
pending: posted if it has no `ts` yet, updated in place if it has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from secrets import token_hex

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, exists, func, or_, select, text, update
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from storage.db.base import Base, OfWorkspace

new_key = partial(token_hex, 16)


class MessageState(StrEnum):
    """State of a message. Whether an open one is still to be sent follows from `wanted` and `shown`."""

    OPEN = "open"  # posted or to be posted: `wanted` and `shown` tell which
    MOOT = "moot"  # not posted, because nothing in it was true any more
    FAILED = "failed"  # refused by Slack for good; its notices go to another recipient's message


_IS_FAILED = text("state = 'failed'")  # as text: a partial index only serves a query with the same condition


class Message(Base, OfWorkspace):
    """A Slack message, stored before it is posted.

    `recipient` is the Slack id of a person or channel; `channel` and `ts` are None until the message is posted.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("workspace_id", "channel", "ts"),
        Index("ix_messages_waiting", "waiting", "due_at"),
        Index("ix_messages_failed", "workspace_id", sqlite_where=_IS_FAILED, postgresql_where=_IS_FAILED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # Posted as metadata, so that a message that may have been posted can be found in the channel's history.
    key: Mapped[str] = mapped_column(String(32), default=new_key)
    recipient: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(16), default=MessageState.OPEN)
    due_at: Mapped[datetime]
    wanted: Mapped[int] = mapped_column(default=1)
    shown: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[bool] = mapped_column(default=True)
    channel: Mapped[str | None] = mapped_column(String(32))
    ts: Mapped[str | None] = mapped_column(String(32))
    # Real time, unlike every other instant here: leases concern processes and connections, not the city's clock.
    lease_until: Mapped[datetime | None]
    not_before: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(64), default="")
    # The bot's message in whose thread this one is posted, or the ts of somebody else's message.
    root_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    thread_ts: Mapped[str | None] = mapped_column(String(32))
    # A file uploaded to Slack and not yet known to be shared: ask Slack before sharing it again.
    file_id: Mapped[str | None] = mapped_column(String(32))


@dataclass(frozen=True)
class Claim:
    """A message reserved for one process until its lease ends."""

    message_id: int
    workspace_id: int
    key: str
    recipient: str
    channel: str | None
    ts: str | None
    wanted: int
    attempts: int
    # When the first post was attempted, by the city's clock; set if it may be on Slack although its ts is unknown.
    may_be_posted_since: datetime | None
    thread_ts: str | None = None
    file_id: str | None = None


def claim_next(
    session: Session,
    now: datetime,
    real_now: datetime,
    lease: timedelta,
    *,
    resting_lanes: frozenset[int] = frozenset(),
    resting_recipients: frozenset[str] = frozenset(),
) -> Claim | None:
    """Claim the message that has been due longest, or return None if none is ready.

    Commit before sending: only the commit makes the claim hold. `now` is by the city's clock, `real_now` by the
    machine's, which leases and retries use. Messages of the cities `resting_lanes` (ids) and the recipients
    `resting_recipients` (Slack ids) are skipped.
    """
    free = or_(Message.lease_until.is_(None), Message.lease_until <= real_now)
    root = aliased(Message)
    # A reply in a thread waits until the thread's first message is posted.
    rooted = exists().where(root.id == Message.root_id, root.ts.is_not(None))
    query = (
        select(Message)
        .where(
            Message.waiting.is_(True),
            Message.due_at <= now,
            free,
            or_(Message.not_before.is_(None), Message.not_before <= real_now),
            or_(Message.root_id.is_(None), rooted),
        )
        .order_by(Message.due_at, Message.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if resting_lanes:
        query = query.where(Message.workspace_id.not_in(resting_lanes))
    if resting_recipients:
        query = query.where(Message.recipient.not_in(resting_recipients))
    message = session.scalar(query)
    if message is None:
        return None
    may_be_posted_since = message.tried_at if message.ts is None else None
    message.lease_until = real_now + lease
    message.attempts += 1
    if message.tried_at is None:
        message.tried_at = now
    under = session.get(Message, message.root_id) if message.root_id else None
    return Claim(
        message_id=message.id,
        workspace_id=message.workspace_id,
        key=message.key,
        recipient=message.recipient,
        channel=message.channel or (under.channel if under is not None else None),
        ts=message.ts,
        wanted=message.wanted,
        attempts=message.attempts,
        may_be_posted_since=may_be_posted_since,
        thread_ts=under.ts if under is not None else message.thread_ts,
        file_id=message.file_id,
    )


def mark_posted(session: Session, claim: Claim, channel: str, ts: str, as_of: int) -> None:
    """Record that the message is posted at (channel, ts) and shows change number `as_of`.

    If `wanted` is higher, the message stays pending.
    """
    session.execute(
        update(Message)
        .where(Message.id == claim.message_id, Message.workspace_id == claim.workspace_id)
        .values(
            channel=channel,
            ts=ts,
            shown=as_of,
            waiting=Message.wanted > as_of,
            lease_until=None,
            not_before=None,
            attempts=0,
            error="",
        ),
        execution_options={"synchronize_session": False},
    )


def put_off(session: Session, claim: Claim, not_before: datetime, error: str, *, not_posted: bool) -> None:
    """Retry at `not_before` (real time). `not_posted`: Slack confirmed that nothing was posted."""
    values: dict[str, object] = {"lease_until": None, "not_before": not_before, "error": error[:64]}
    if not_posted and claim.may_be_posted_since is None and claim.ts is None:
        values["tried_at"] = None
    session.execute(
        update(Message)
        .where(Message.id == claim.message_id, Message.workspace_id == claim.workspace_id)
        .values(**values),
        execution_options={"synchronize_session": False},
    )


def mark_failed(session: Session, claim: Claim, error: str) -> None:
    """Mark the message as refused by Slack for good."""
    session.execute(
        update(Message)
        .where(Message.id == claim.message_id, Message.workspace_id == claim.workspace_id)
        .values(state=MessageState.FAILED, waiting=False, lease_until=None, error=error[:64]),
        execution_options={"synchronize_session": False},
    )


def mark_deleted(session: Session, claim: Claim) -> None:
    """Record that the message was deleted in Slack; it will be posted again under a new key."""
    session.execute(
        update(Message)
        .where(Message.id == claim.message_id, Message.workspace_id == claim.workspace_id)
        .values(ts=None, shown=0, waiting=True, lease_until=None, tried_at=None, key=new_key()),
        execution_options={"synchronize_session": False},
    )


def note_file(session: Session, claim: Claim, file_id: str) -> None:
    """Store the file id before the file is shared."""
    session.execute(
        update(Message)
        .where(Message.id == claim.message_id, Message.workspace_id == claim.workspace_id)
        .values(file_id=file_id),
        execution_options={"synchronize_session": False},
    )


def mark_moot(session: Session, claim: Claim) -> None:
    """Mark the message and those in its thread as never to be posted, because nothing in it is true any more.

    Messages that are posted already stay as they are.
    """
    itself_or_under = or_(Message.id == claim.message_id, Message.root_id == claim.message_id)
    session.execute(
        update(Message)
        .where(itself_or_under, Message.workspace_id == claim.workspace_id, Message.ts.is_(None))
        .values(state=MessageState.MOOT, waiting=False, lease_until=None),
        execution_options={"synchronize_session": False},
    )


def message_at(session: Session, workspace_id: int, channel: str, ts: str) -> Message | None:
    """Return the bot's message at (channel, ts), or None if the bot posted none there."""
    return session.scalar(
        select(Message).where(Message.workspace_id == workspace_id, Message.channel == channel, Message.ts == ts),
    )


def is_on_its_way(session: Session, workspace_id: int, recipients: tuple[str, ...]) -> bool:
    """Return whether a first post of a message to these recipients was attempted and its place is not recorded yet."""
    query = select(Message.id).where(
        Message.workspace_id == workspace_id,
        Message.recipient.in_(recipients),
        Message.waiting.is_(True),
        Message.ts.is_(None),
        Message.tried_at.is_not(None),
    )
    return session.scalar(query.limit(1)) is not None


def messages_to_react_to(session: Session, workspace_id: int, since: datetime) -> list[Message]:
    """Return the posted messages that were due at `since` or later, oldest first."""
    query = select(Message).where(
        Message.workspace_id == workspace_id, Message.ts.is_not(None), Message.due_at >= since
    )
    return list(session.scalars(query.order_by(Message.id)))


def unsent_since(session: Session, now: datetime) -> datetime | None:
    """Return when the longest pending message of all cities was due, or None if nothing is pending."""
    return session.scalar(select(func.min(Message.due_at)).where(Message.waiting.is_(True), Message.due_at <= now))


def refused_count(session: Session) -> int:
    """Return how many messages of all cities Slack has refused for good."""
    return session.scalar(select(func.count()).select_from(Message).where(_IS_FAILED)) or 0
