"""Slack's dicts → small frozen dataclasses, decoded by source, once.

Commands and events arrive with `& < >` escaped (as `&amp; &lt; &gt;`); modal values arrive raw.
"""

from __future__ import annotations

import re
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
    mentioned: tuple[str, ...]
    key: str


# With `should_escape` on, a mention arrives as <@U123|name>; what a person types as < arrives as &lt;.
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^>]*))?>")


def command_from(body: dict[str, Any]) -> Command:
    sent = str(body.get("text") or "")
    typed = unescaped(_MENTION.sub(lambda found: "@" + (found[2] or found[1]), sent)).strip()
    word, _, rest = typed.partition(" ")
    return Command(
        team=str(body["team_id"]),
        user=str(body["user_id"]),
        channel=str(body.get("channel_id") or ""),
        word=matched(word),
        rest=rest.strip(),
        mentioned=tuple(found[1] for found in _MENTION.finditer(sent)),
        key=f"command:{body['trigger_id']}",
    )


@dataclass(frozen=True)
class Click:
    """A button pressed on a message or in a view."""

    team: str
    user: str
    action: str
    value: str
    key: str


def click_from(body: dict[str, Any]) -> Click:
    action = body["actions"][0]
    return Click(
        team=_team(body),
        user=str(body["user"]["id"]),
        action=str(action["action_id"]),
        value=str(action.get("value") or (action.get("selected_option") or {}).get("value") or ""),
        key=f"click:{body['trigger_id']}",
    )


@dataclass(frozen=True)
class Emoji:
    """A reaction given to a message, or taken back; `name` is without a skin tone."""

    team: str
    user: str
    channel: str
    ts: str
    name: str
    given: bool
    key: str


def emoji_from(body: dict[str, Any]) -> Emoji:
    event = body["event"]
    item = event.get("item") or {}
    return Emoji(
        team=str(body["team_id"]),
        user=str(event["user"]),
        channel=str(item.get("channel") or ""),
        ts=str(item.get("ts") or ""),
        name=toneless(str(event["reaction"])),
        given=event["type"] == "reaction_added",
        key=f"event:{body['event_id']}",
    )


def toneless(reaction: str) -> str:
    """`+1::skin-tone-2` is `+1`."""
    return reaction.partition("::")[0]


@dataclass(frozen=True)
class Submission:
    """A form that was sent: what each field holds, raw, and what the form carried."""

    team: str
    user: str
    form: str
    carries: str
    fields: dict[str, str]
    first_field: str
    key: str


def submission_from(body: dict[str, Any]) -> Submission:
    view = body["view"]
    inputs = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    entered = view.get("state", {}).get("values", {})
    return Submission(
        team=_team(body),
        user=str(body["user"]["id"]),
        form=str(view["callback_id"]),
        carries=str(view.get("private_metadata") or ""),
        fields={name: _entered(element) for block in entered.values() for name, element in block.items()},
        first_field=inputs[0] if inputs else "",
        key=f"form:{body['trigger_id']}",
    )


@dataclass(frozen=True)
class Search:
    """What a person typed into a searchable list."""

    team: str
    user: str
    field: str
    typed: str


def search_from(body: dict[str, Any]) -> Search:
    return Search(_team(body), str(body["user"]["id"]), str(body["action_id"]), str(body.get("value") or ""))


_ANSWERS = (
    "selected_option",
    "value",
    "selected_user",
    "selected_conversation",
    "selected_date",
    "selected_time",
)


def _team(body: dict[str, Any]) -> str:
    return str((body.get("team") or {}).get("id") or body["user"]["team_id"])


def _entered(element: dict[str, Any]) -> str:
    """One answer of whatever kind of element, "" for none."""
    if element.get("selected_options"):
        return ",".join(str(each["value"]) for each in element["selected_options"])
    for name in _ANSWERS:
        held = element.get(name)
        if held:
            return str(held["value"]) if isinstance(held, dict) else str(held)
    return ""


def unescaped(text: str) -> str:
    """What was typed, from what a command or an event carries. Only Slack's three are escaped, in one pass."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def matched(word: str) -> str:
    """A word as it is compared: full-width, decomposed and invisible characters made plain. Never stored."""
    plain = unicodedata.normalize("NFKC", word)
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Cf").casefold()
