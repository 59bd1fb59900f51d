"""The contents of a workspace: conversations, messages, ephemeral messages, open modals."""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict
from typing import Any

from bot.practice.city import City
from bot.practice.store import Store

Document = dict[str, Any]


class World:
    """All contents, in memory and on disk at once. Only the server's own thread changes them."""

    def __init__(self, city: City, store: Store) -> None:
        self.city = city
        self.app = city.app
        self._store = store
        self.people = {person.id: asdict(person) for person in city.people} | store.all("person")
        self.channels = store.all("channel")
        for channel in city.channels:
            self.channels.setdefault(channel.id, {**asdict(channel), "members": list(channel.members), "is_im": False})
        self.messages: dict[str, list[Document]] = {}
        for message in store.all("message").values():
            self.messages.setdefault(message["channel"], []).append(message)
        for inside in self.messages.values():
            inside.sort(key=lambda message: float(message["ts"]))
        self.views: dict[str, Document] = {}
        self.homes = store.all("home")  # each person's App Home, by their id
        self.read = {name: str(mark["ts"]) for name, mark in store.all("read").items()}  # by "person/conversation"
        self.changes = 0
        self._last_ts = max((float(inside[-1]["ts"]) for inside in self.messages.values()), default=0.0)
        self._offset = float(store.all("clock").get("offset", {"seconds": 0.0})["seconds"])
        for person in city.people:
            if not person.is_bot:
                self.direct_channel(person.id)

    def now(self) -> float:
        """Return the practice time in seconds since 1970; messages are stamped with it."""
        return time.time() + self._offset

    def move_clock(self, to: float) -> bool:
        """Move the clock forwards. Return False, without a change, if `to` has passed."""
        if to < self.now():
            return False
        self._offset += to - self.now()
        self._store.save("clock", "offset", {"seconds": self._offset})
        self.changes += 1
        return True

    def start_at(self, instant: float) -> None:
        """Set the first time of a new workspace; a workspace that has run before is not changed."""
        if not self._store.all("clock"):
            self._offset = instant - time.time()
            self._store.save("clock", "offset", {"seconds": self._offset})

    def new_ts(self) -> str:
        """Return a ts that is later than all before."""
        self._last_ts = max(self.now(), self._last_ts + 0.000001)
        return f"{self._last_ts:.6f}"

    def add_message(self, message: Document) -> Document:
        """Add a message with a new ts and return it as stored."""
        message = {"type": "message", **message, "ts": self.new_ts(), "team": self.city.team_id}
        self.messages.setdefault(message["channel"], []).append(message)
        self.keep(message)
        return message

    def keep(self, message: Document) -> None:
        """Save a message that was added or changed."""
        self._store.save("message", f"{message['channel']}:{message['ts']}:{message.get('only', '')}", message)
        self.changes += 1

    def forget(self, message: Document) -> None:
        """Delete a message. Raises ValueError if it is not there."""
        self.messages[message["channel"]].remove(message)
        self._store.drop("message", f"{message['channel']}:{message['ts']}:{message.get('only', '')}")
        self.changes += 1

    def message_at(self, channel: str, ts: str) -> Document | None:
        """Return the message with that ts, or None."""
        return next((message for message in self.messages.get(channel, ()) if message["ts"] == ts), None)

    def react(self, message: Document, user: str, name: str) -> bool:
        """Add a reaction. Return False if this person has added it already."""
        there = next((each for each in message.setdefault("reactions", []) if each["name"] == name), None)
        if there is None:
            there = {"name": name, "users": [], "count": 0}
            message["reactions"].append(there)
        if user in there["users"]:
            return False
        there["users"].append(user)
        there["count"] = len(there["users"])
        self.keep(message)
        return True

    def unreact(self, message: Document, user: str, name: str) -> bool:
        """Remove a reaction. Return False if it was not there."""
        there = next((each for each in message.get("reactions", ()) if each["name"] == name), None)
        if there is None or user not in there["users"]:
            return False
        there["users"].remove(user)
        there["count"] = len(there["users"])
        message["reactions"] = [each for each in message["reactions"] if each["users"]]
        self.keep(message)
        return True

    def direct_channel(self, user: str) -> Document:
        """Return the conversation of one person with the bot, creating it at the first call."""
        name = "D0" + user[1:]
        if name not in self.channels:
            self.channels[name] = {"id": name, "name": "", "user": user, "is_im": True, "is_archived": False}
            self.channels[name]["members"] = [user, self.app.bot_user]
            self.keep_channel(name)
        return self.channels[name]

    def change_person(self, user: str, **to: object) -> Document:
        """Change a person's fields and return the person. Raises KeyError for an unknown one."""
        self.people[user] = {**self.people[user], **to}
        self._store.save("person", user, self.people[user])
        self.changes += 1
        return self.people[user]

    def keep_channel(self, name: str) -> None:
        """Save a channel that was added or changed."""
        self._store.save("channel", name, self.channels[name])
        self.changes += 1

    def conversations_of(self, user: str) -> list[Document]:
        """Return the conversations of a person; the one with the bot always exists."""
        if not self.people.get(user, {"is_bot": True})["is_bot"]:
            self.direct_channel(user)
        return [channel for channel in self.channels.values() if user in channel["members"]]

    def seen_by(self, user: str, channel: str) -> list[Document]:
        """Return the messages of a conversation that this person sees: ephemeral messages only if they are theirs."""
        return [message for message in self.messages.get(channel, ()) if message.get("only", user) == user]

    def mark_read(self, user: str, channel: str, ts: str) -> None:
        """Mark a conversation read up to the message with that ts; an earlier one changes nothing."""
        name = f"{user}/{channel}"
        if float(ts) > float(self.read.get(name, 0)):
            self.read[name] = ts
            self._store.save("read", name, {"ts": ts})
            self.changes += 1

    def add_view(self, user: str, view: Document) -> Document:
        """Open a view on top of the person's open views and return it as stored."""
        below = [each for each in self.views.values() if each["user"] == user]
        kept = self._new_view(user, view)
        kept["previous_view_id"] = below[-1]["id"] if below else None
        kept["root_view_id"] = below[0]["id"] if below else kept["id"]
        self.views[kept["id"]] = kept
        self.changes += 1
        return kept

    def change_view(self, view: Document, to: Document) -> None:
        """Replace the content of a view under the same id. The client keeps what was entered in fields that stay."""
        same = ("id", "user", "state", "team_id", "app_id", "previous_view_id", "root_view_id")
        kept = {name: view[name] for name in same}
        view.clear()
        view.update(to, **kept, hash=secrets.token_hex(4), errors={})
        if view["type"] == "home":
            self._store.save("home", view["user"], view)
        self.changes += 1

    def publish_home(self, user: str, view: Document) -> Document:
        """Replace or create a person's App Home view and return it as stored."""
        if user in self.homes:
            self.change_view(self.homes[user], view)
        else:
            new = self._new_view(user, view)
            self.homes[user] = {**new, "previous_view_id": None, "root_view_id": new["id"]}
            self._store.save("home", user, self.homes[user])
            self.changes += 1
        return self.homes[user]

    def view_with(self, view_id: str) -> Document | None:
        """Return the open modal or App Home view with that id, or None."""
        homes = (home for home in self.homes.values() if home["id"] == view_id)
        return self.views.get(view_id) or next(homes, None)

    def _new_view(self, user: str, view: Document) -> Document:
        kept = {**view, "id": "V" + secrets.token_hex(6).upper(), "hash": secrets.token_hex(4), "user": user}
        return kept | {
            "state": {"values": {}},
            "team_id": self.city.team_id,
            "app_id": self.app.app_id,
            "errors": {},
        }


def as_slack_shows(person: Document) -> Document:
    """Return a person's account as the Web API and its events give it: Slack's `user` object."""
    profile = {"real_name": person["name"], "display_name": person["name"]}
    shown = {"id": person["id"], "name": person["id"].lower(), "real_name": person["name"], "profile": profile}
    flags = {"is_admin": person["is_admin"], "is_bot": person["is_bot"], "is_restricted": person["is_guest"]}
    return {**shown, **flags, "deleted": person["deleted"], "locale": person["locale"]}
