"""What people write to the bot or near it: messages, files, the entries of its menus."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from handlers.payloads import files_in, team_of, unescaped
from storage.photos import FileSent


@dataclass(frozen=True)
class Written:
    """A message: to the bot itself, or one that names it. `text` is as it was typed, people as @U123."""

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
        """A mention arrives twice, as a message and as a mention: what they share is the place."""
        return f"message:{self.channel}:{self.ts}"


def written_from(event: dict[str, Any], team: str, bot: str) -> Written | None:
    """None for what nobody wrote: a change, a deletion, a bot's own words."""
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
    """An entry of the app's chosen everywhere, or in the menu of a message."""

    team: str
    user: str
    name: str
    channel: str
    message: dict[str, Any]
    key: str


def shortcut_from(body: dict[str, Any]) -> Shortcut:
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
    """A message's text as it was typed: links, channels and calls to all come wrapped."""
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
