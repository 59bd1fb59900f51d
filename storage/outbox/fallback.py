"""Fallback recipients for messages that Slack refuses for good; a personal message never goes to a channel.

Who gets a reminder instead of a person who is away or has left is decided before it is sent, in
`schedules/facts/stand_ins.py` and `schedules/rules/readers.py`.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.organisation.committees import Committee
from storage.organisation.people import Person, known_person
from storage.outbox.messages import Claim, Message
from storage.outbox.notices import Notice


def send_elsewhere(session: Session, claim: Claim, now: datetime) -> str | None:
    """Move the notices to a message for the next recipient and return that Slack id; None if nobody is left.

    A person's message goes to the deputy, then to a secretary; a channel's to the secretary of its committee. None also
    for a message that was posted: it stays as it is.
    """
    if claim.ts is not None:
        return None
    recipient = _next_recipient(session, claim)
    if recipient is None:
        return None
    message = Message(workspace_id=claim.workspace_id, recipient=recipient, due_at=now)
    session.add(message)
    session.flush()
    session.execute(
        update(Notice)
        .where(Notice.workspace_id == claim.workspace_id, Notice.message_id == claim.message_id)
        .values(message_id=message.id),
        execution_options={"synchronize_session": False},
    )
    _answers_follow(session, claim, message.id)
    return recipient


def _answers_follow(session: Session, claim: Claim, new_root: int) -> None:
    """Move unposted replies to the refused message into the thread of the message sent instead."""
    session.execute(
        update(Message)
        .where(Message.workspace_id == claim.workspace_id, Message.root_id == claim.message_id, Message.ts.is_(None))
        .values(root_id=new_root),
        execution_options={"synchronize_session": False},
    )


def undeliverable(session: Session, workspace_id: int) -> list[Message]:
    """Return the refused messages for which no other recipient was found; they turn the health status red."""
    carrying = select(Notice.message_id).where(Notice.workspace_id == workspace_id, Notice.message_id.is_not(None))
    return list(
        session.scalars(
            select(Message).where(
                Message.workspace_id == workspace_id, Message.state == "failed", Message.id.in_(carrying)
            ),
        ),
    )


def _next_recipient(session: Session, claim: Claim) -> str | None:
    tried = _tried(session, claim)
    candidates = (*_deputies(session, claim), *_secretaries(session, claim))
    return next((person.slack_id for person in candidates if person.slack_id not in tried and not person.gone), None)


def _tried(session: Session, claim: Claim) -> frozenset[str]:
    """Return the Slack ids of the original recipients and of the one that refuses now."""
    meant = session.scalars(
        select(Notice.recipient).where(
            Notice.workspace_id == claim.workspace_id, Notice.message_id == claim.message_id
        ),
    )
    return frozenset({claim.recipient, *meant})


def _deputies(session: Session, claim: Claim) -> list[Person]:
    reader = known_person(session, claim.workspace_id, claim.recipient)
    deputy = session.get(Person, reader.deputy_id) if reader is not None and reader.deputy_id else None
    return [deputy] if deputy is not None else []


def _secretaries(session: Session, claim: Claim) -> list[Person]:
    """Return all secretaries: first of the committee in that channel, then of the one that receives issues."""
    query = (
        select(Person)
        .join(Committee, Committee.secretary_id == Person.id)
        .where(Committee.workspace_id == claim.workspace_id)
        .order_by((Committee.channel == claim.recipient).desc(), Committee.receives_issues.desc(), Committee.id)
    )
    return list(session.scalars(query))
