"""Slack's payloads as frozen dataclasses, decoded once for each source.

Commands and events arrive with `& < >` escaped (as `&amp; &lt; &gt;`); modal values arrive raw.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from storage.issues.photos import FileSent
from storage.organisation.people import Account
from storage.parsing.text import plain


@dataclass(frozen=True)
class Command:
    """A slash command: first word, rest as typed, and the Slack ids of mentioned people."""

    team: str
    user: str
    channel: str
    word: str
    rest: str
    mentioned: tuple[str, ...]
    key: str


# With `should_escape` on, a mention arrives as <@U123|name>; a typed < arrives as &lt;.
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^>]*))?>")


def command_from(body: dict[str, Any]) -> Command:
    """Decode a slash command; mentions become @name in the text."""
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
    """A button press on a message or in a view; `in_home` if the view is App Home."""

    team: str
    user: str
    action: str
    value: str
    key: str
    fields: dict[str, str]  # the values of the form that holds the button
    in_home: bool = False

    @property
    def kind(self) -> str:
        """Return the action without what distinguishes the buttons of a row: issue.move_to for issue.move_to.done."""
        return ".".join(self.action.split(".")[:2])


def click_from(body: dict[str, Any]) -> Click:
    """Decode a press of a button or a choice in a menu; Slack sends one action at a time."""
    action = body["actions"][0]
    return Click(
        team=team_of(body),
        user=str(body["user"]["id"]),
        action=str(action["action_id"]),
        value=_entered(action),
        key=f"click:{body['trigger_id']}",
        fields=_fields_of(body.get("view") or {}),
        in_home=(body.get("view") or {}).get("type") == "home",
    )


@dataclass(frozen=True)
class HomeOpened:
    """An opening of App Home by a person."""

    team: str
    user: str


def home_opened_from(body: dict[str, Any]) -> HomeOpened | None:
    """Decode an opening of App Home; return None for its messages tab, where nothing is drawn."""
    event = body["event"]
    return HomeOpened(str(body["team_id"]), str(event["user"])) if event.get("tab") == "home" else None


@dataclass(frozen=True)
class Emoji:
    """A reaction that was added (`given`) or removed; `name` is without a skin tone."""

    team: str
    user: str
    channel: str
    ts: str
    name: str
    given: bool
    key: str


def emoji_from(body: dict[str, Any]) -> Emoji:
    """Decode reaction_added or reaction_removed."""
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
    """Return the emoji's name without its skin tone: `+1` for `+1::skin-tone-2`."""
    return reaction.partition("::")[0]


@dataclass(frozen=True)
class Submission:
    """A submitted form: the raw value of each field, and in `carries` what the form was opened with."""

    team: str
    user: str
    form: str
    carries: str
    fields: dict[str, str]
    inputs: tuple[str, ...]
    files: tuple[FileSent, ...]
    key: str

    def at(self, field: str) -> str:
        """Return where to show an error about `field`: there, or at the first field if the form lacks it."""
        return field if field in self.inputs else next(iter(self.inputs), "")


def submission_from(body: dict[str, Any]) -> Submission:
    """Decode a submitted form; pressing its button twice gives the same key."""
    view = body["view"]
    held = [element for block in _values_of(view) for element in block.values()]
    return Submission(
        team=team_of(body),
        user=str(body["user"]["id"]),
        form=str(view["callback_id"]),
        carries=str(view.get("private_metadata") or ""),
        fields=_fields_of(view),
        inputs=tuple(block["block_id"] for block in view["blocks"] if block["type"] == "input"),
        files=tuple(file for element in held for file in files_in(element)),
        # Not trigger_id: people press again when Slack reports trouble connecting, and mean one submission.
        key=f"form:{view['id']}:{view.get('hash') or body['trigger_id']}",
    )


@dataclass(frozen=True)
class Search:
    """Text typed into a searchable list; `field` is the list's action id."""

    team: str
    user: str
    field: str
    typed: str


def search_from(body: dict[str, Any]) -> Search:
    """Decode the text typed so far into a searchable list."""
    return Search(team_of(body), str(body["user"]["id"]), str(body["action_id"]), str(body.get("value") or ""))


_ANSWERS = (
    "selected_option",
    "value",
    "selected_user",
    "selected_conversation",
    "selected_date",
    "selected_time",
)


def team_of(body: dict[str, Any]) -> str:
    """Return the Slack team id of an interaction, or its user's if the payload names no team."""
    return str((body.get("team") or {}).get("id") or body["user"]["team_id"])


def _entered(element: dict[str, Any]) -> str:
    """Return the value of a form element of any kind: several values joined by commas, "" for none."""
    if element.get("selected_options"):
        return ",".join(str(each["value"]) for each in element["selected_options"])
    for name in _ANSWERS:
        held = element.get(name)
        if held:
            return str(held["value"]) if isinstance(held, dict) else str(held)
    return ""


def _values_of(view: dict[str, Any]) -> list[dict[str, Any]]:
    return list(((view.get("state") or {}).get("values") or {}).values())


def _fields_of(view: dict[str, Any]) -> dict[str, str]:
    return {name: _entered(element) for block in _values_of(view) for name, element in block.items()}


def files_in(holder: dict[str, Any]) -> Iterator[FileSent]:
    """Yield the files of a message or of a form's field.

    A file without an address cannot be downloaded; it is kept so that it can be named to the person.
    """
    for file in holder.get("files") or ():
        url = str(file.get("url_private_download") or file.get("url_private") or "")
        size = file.get("size")
        name, link = str(file.get("name") or "?"), str(file.get("permalink") or "")
        yield FileSent(str(file["id"]), name, url, size if isinstance(size, int) else 0, link)


def unescaped(text: str) -> str:
    """Return the text as typed. Slack escapes only three characters; they are decoded in one pass."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def matched(word: str) -> str:
    """Return the word as it is compared with others. Never store the result."""
    return plain(word)


def account_from(user: dict[str, Any], admins: frozenset[str]) -> Account:
    """Decode a user of users.list or user_change; `admins` are Slack ids of additional administrators."""
    profile = user.get("profile") or {}
    return Account(
        slack_id=str(user["id"]),
        name=str(profile.get("display_name") or profile.get("real_name") or user.get("name") or ""),
        language="ko" if str(user.get("locale") or "ko").startswith("ko") else "en",
        gone=bool(user.get("deleted")),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")) or user["id"] in admins,
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
    )


@dataclass(frozen=True)
class AccountChange:
    """A change of a person's name or permissions, or their deactivation."""

    team: str
    account: Account
    key: str


def account_change_from(body: dict[str, Any], admins: frozenset[str]) -> AccountChange:
    """Decode user_change; `admins` are Slack ids of additional administrators."""
    return AccountChange(str(body["team_id"]), account_from(body["event"]["user"], admins), f"event:{body['event_id']}")
