"""Slack's errors about the app's token: what is wrong with it and not with a message."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.outbox.messages import Message

# docs.slack.dev, "Errors" of every method: these concern the app's token, not the message.
TOKEN_ERRORS = frozenset(
    {"token_revoked", "token_expired", "invalid_auth", "not_authed", "account_inactive", "missing_scope"}
)


def token_errors(session: Session) -> str:
    """Return the token error of the longest pending message that has one, or "" if no message has."""
    waiting = select(Message.error).where(Message.waiting.is_(True), Message.error.in_(TOKEN_ERRORS))
    return session.scalar(waiting.order_by(Message.due_at).limit(1)) or ""
