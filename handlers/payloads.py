"""Slack's dicts → small frozen dataclasses, decoded by source, once.

Commands and events arrive with `& < >` escaped (as `&amp; &lt; &gt;`); modal values arrive raw.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Command:
    """A slash command as a person typed it: the first word and the rest."""

    team: str
    user: str
    channel: str
    word: str
    rest: str
    key: str


def command_from(body: dict[str, Any]) -> Command:
    typed = unescaped(str(body.get("text") or "")).strip()
    word, _, rest = typed.partition(" ")
    return Command(
        team=str(body["team_id"]),
        user=str(body["user_id"]),
        channel=str(body.get("channel_id") or ""),
        word=matched(word),
        rest=rest.strip(),
        key=f"command:{body['trigger_id']}",
    )


def unescaped(text: str) -> str:
    """What was typed, from what a command or an event carries. Only Slack's three are escaped, in one pass."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def matched(word: str) -> str:
    """A word as it is compared: full-width, decomposed and invisible characters made plain. Never stored."""
    plain = unicodedata.normalize("NFKC", word)
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Cf").casefold()
