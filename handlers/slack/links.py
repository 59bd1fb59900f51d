"""Links to messages on Slack."""

from __future__ import annotations

from storage.organisation.workspaces import Workspace
from storage.outbox.messages import Message


def link_to(workspace: Workspace, message: Message | None) -> str:
    """Return the message's permalink (docs.slack.dev, chat.getPermalink); "" if it is not posted yet."""
    if message is None or message.ts is None:
        return ""
    return link_at(workspace, str(message.channel), message.ts)


def link_at(workspace: Workspace, channel: str, ts: str) -> str:
    """Return the permalink of a message by channel and ts; "" while the workspace's address is unknown."""
    return f"{workspace.url}archives/{channel}/p{ts.replace('.', '')}" if workspace.url else ""
