"""What people send to the bot or near it: messages, files, entries chosen in its menus."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from handlers.slack.payloads import files_in, team_of, unescaped
from storage.issues.photos import FileSent


@dataclass(frozen=True)
class Written:
    """A message sent to the bot directly, or one that mentions it. `text` is as typed, with people as @U123."""

    team: str
    user: str
    channel: str
    is_direct: bool
    ts: str
    thread: str
    text: str
    files: tuple[FileSent, ...]

    @property
    def key(self) -> str:
        """Return the key for deduplication: a mention arrives as two events with the same channel and ts."""
        return f"message:{self.channel}:{self.ts}"


def written_from(event: dict[str, Any], team: str, bot: str) -> Written | None:
    """Decode a message; return None for a change, a deletion or a message of a bot."""
    if event.get("subtype") not in (None, "file_share", "thread_broadcast") or event.get("bot_id"):
        return None
    if not event.get("user") or event["user"] == bot:
        return None
    ts, thread = str(event["ts"]), str(event.get("thread_ts") or "")
    return Written(
        team=team,
        user=str(event["user"]),
        channel=str(event["channel"]),
        is_direct=str(event["channel"]).startswith("D"),
        ts=ts,
        thread="" if thread == ts else thread,
        text=typed_in(str(event.get("text") or "").replace(f"<@{bot}>", "")).strip(),
        files=tuple(files_in(event)),
    )


@dataclass(frozen=True)
class Shortcut:
    """A chosen entry of the app, global or on a message; `channel` and `message` are empty for a global one."""

    team: str
    user: str
    name: str
    channel: str
    message: dict[str, Any]
    key: str


def shortcut_from(body: dict[str, Any]) -> Shortcut:
    """Decode a chosen shortcut; `name` is its callback id."""
    return Shortcut(
        team=team_of(body),
        user=str(body["user"]["id"]),
        name=str(body["callback_id"]),
        channel=str((body.get("channel") or {}).get("id") or ""),
        message=dict(body.get("message") or {}),
        key=f"shortcut:{body['trigger_id']}",
    )


_REFERENCE = re.compile(r"<([^<>]+)>")


def typed_in(text: str) -> str:
    """Return a message's text as typed: without Slack's markup of links, channels and group mentions."""
    return unescaped(_REFERENCE.sub(_as_typed, text))


def _as_typed(found: re.Match[str]) -> str:
    target, _, label = found[1].partition("|")
    if target.startswith("@"):
        return f"@{label or target[1:]}"
    if target.startswith("#"):
        return f"#{label or target[1:]}"
    if target.startswith("!"):
        return label or f"@{target[1:].partition('^')[0]}"
    return label or target.removeprefix("mailto:")
