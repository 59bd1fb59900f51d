"""One person of the practice workspace, driven over the same interface as the page."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

Document = dict[str, Any]
# A look costs the server as much as an answer, so the pauses between looks grow.
_LONGEST_PAUSE_S = 0.2
# The longest wait for anything that is sure to come: a busy machine is slow, and only a failure waits so long.
PATIENCE_S = 120


class Slack:
    """The control interface of a practice Slack at an address such as http://127.0.0.1:8100."""

    def __init__(self, address: str) -> None:
        self.address = address

    def person(self, user: str) -> Person:
        """Return a driver for the person with that Slack id, without checking that there is one."""
        return Person(self, user)

    def do(self, deed: str, **given: Any) -> Document:
        """Call one action of the control interface. Raises HTTPError if it is not possible."""
        body = json.dumps(given).encode()
        request = Request(f"{self.address}/practice/do/{deed}", body, {"Content-Type": "application/json"})
        with _asked(request) as answer:
            return dict(json.load(answer))

    def upload(
        self, user: str, channel: str, text: str, thread_ts: str, files: Sequence[tuple[str, str, bytes]]
    ) -> Document:
        """Post files, as (name, media type, content), with a text. Raises HTTPError if they are refused."""
        boundary = secrets.token_hex(16)
        fields = {"user": user, "channel": channel, "text": text, "thread_ts": thread_ts}
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        for name, kind, content in files:
            head = f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
            parts.append(f"{head}Content-Type: {kind}\r\n\r\n".encode() + content + b"\r\n")
        body = b"".join([*parts, f"--{boundary}--\r\n".encode()])
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        with _asked(Request(f"{self.address}/practice/upload", body, headers)) as answer:
            return dict(json.load(answer))

    def file(self, url: str, token: str) -> bytes:
        """A file as an app with that token reads it."""
        with urlopen(Request(url, headers={"Authorization": f"Bearer {token}"}), timeout=PATIENCE_S) as answer:
            content: bytes = answer.read()
        return content

    def sees(self, user: str) -> Document:
        """Return everything that the person sees now: conversations, views and App Home."""
        with _asked(Request(f"{self.address}/practice/sees?as={user}")) as answer:
            return dict(json.load(answer))

    def is_up(self) -> bool:
        """Return whether the server answers."""
        try:
            self.sees("")
        except OSError:
            return False
        return True


@contextmanager
def _asked(request: Request) -> Iterator[IO[bytes]]:
    """Open the answer. Raises HTTPError, whose connection is closed: nobody reads why it was refused."""
    try:
        with urlopen(request, timeout=PATIENCE_S) as answer:
            yield answer
    except HTTPError as error:
        error.close()
        raise


class Person:
    """A person at a client: what they do, and what they see."""

    def __init__(self, slack: Slack, user: str) -> None:
        self._slack = slack
        self.user = user

    def command(self, channel: str, command: str, text: str) -> str:
        """Type a slash command; return the text that came back at once for this person alone, or the error."""
        done = self._slack.do("command", user=self.user, channel=channel, command=command, text=text)
        return str(done.get("answer", {}).get("text", "")) if done["ok"] else str(done["error"])

    def message(self, channel: str, text: str, thread_ts: str = "") -> str:
        """Write a message and return its ts."""
        where = {"channel": channel, "thread_ts": thread_ts}
        return str(self._slack.do("message", user=self.user, text=text, **where)["ts"])

    def writes(self, text: str, thread_ts: str = "") -> str:
        """Write a direct message to the bot and return its ts."""
        return self.message(self.own_channel, text, thread_ts)

    def sends(self, text: str, *files: tuple[str, str, bytes], channel: str = "", thread_ts: str = "") -> Document:
        """Send files, as (name, media type, content), with a text; to the bot if no channel is named."""
        return self._slack.upload(self.user, channel or self.own_channel, text, thread_ts, files)

    def shortcut(self, callback_id: str, message: Document | None = None) -> Document:
        """Use a shortcut of the app: a global one, or with `message` one in that message's menu."""
        if message is None:
            return self._slack.do("shortcut", user=self.user, callback_id=callback_id)
        where = {"channel": message["channel"], "ts": message["ts"]}
        return self._slack.do("message_shortcut", user=self.user, callback_id=callback_id, **where)

    def click_in_view(self, view: Document, action_id: str, value: str = "", **fields: str) -> Document:
        """Press a button or choose a value in a view, with the other fields filled in."""
        given = {"view_id": view["id"], "action_id": action_id, "value": value, "values": _values(view, fields)}
        return self._slack.do("click_in_view", user=self.user, **given)

    def delete(self, channel: str, ts: str) -> None:
        """Delete one's own message. Raises HTTPError if it is not."""
        self._slack.do("delete", user=self.user, channel=channel, ts=ts)

    @property
    def own_channel(self) -> str:
        """The id of this person's conversation with the bot."""
        return "D0" + self.user[1:]

    def click(self, message: Document, action_id: str, value: str = "") -> Document:
        """Press a button or choose a value in a message."""
        where = {"channel": message["channel"], "ts": message["ts"]}
        return self._slack.do("click", user=self.user, **where, action_id=action_id, value=value)

    def open_home(self) -> None:
        """Open the App Home tab, of which the bot is notified."""
        self._slack.do("open_home", user=self.user)

    def home(self) -> Document:
        """Return the App Home view of this person; {} before it was opened."""
        return dict(self._slack.sees(self.user)["home"] or {})

    def react(self, message: Document, name: str) -> None:
        """Add a reaction, by Slack's name of the emoji. Raises HTTPError if it is there already."""
        self._slack.do("react", user=self.user, channel=message["channel"], ts=message["ts"], name=name)

    def unreact(self, message: Document, name: str) -> None:
        """Remove a reaction. Raises HTTPError if it is not there."""
        self._slack.do("unreact", user=self.user, channel=message["channel"], ts=message["ts"], name=name)

    def submit(self, view: Document, **fields: str) -> Document:
        """Fill in the named fields, a choice by its value, and submit the modal."""
        return self._slack.do("submit", user=self.user, view_id=view["id"], values=_values(view, fields))

    def suggest(self, view: Document, action_id: str, typed: str) -> list[Document]:
        """Type into a searchable list; return the options that the bot offers."""
        done = self._slack.do("suggest", user=self.user, view_id=view["id"], action_id=action_id, typed=typed)
        return list(done["options"])

    def views(self) -> list[Document]:
        """Return the open modals, the newest last."""
        return list(self._slack.sees(self.user)["views"])

    def messages(self, channel: str) -> list[Document]:
        """Return the messages that the person sees in a conversation, oldest first; [] if they are not in it."""
        found = [place for place in self._slack.sees(self.user)["conversations"] if place["id"] == channel]
        return list(found[0]["messages"]) if found else []

    def whispers(self, channel: str) -> list[Document]:
        """Return the ephemeral messages that only this person sees in the channel."""
        return [each for each in self.messages(channel) if each.get("only") == self.user]

    def direct_messages(self) -> list[Document]:
        """Return the messages of the conversation with the bot, oldest first."""
        return self.messages(self.own_channel)

    def waits_for(self, look: Callable[[], Any]) -> Any:
        """Call `look` until it returns something true, and return that. Raises TimeoutError after PATIENCE_S."""
        ends = time.monotonic() + PATIENCE_S
        pause = 0.01
        while time.monotonic() < ends:
            seen = look()
            if seen:
                return seen
            time.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_S)
        raise TimeoutError("nothing came to be seen")


def _values(view: Document, fields: dict[str, str]) -> Document:
    return {block["block_id"]: _filled(block, fields) for block in view["blocks"] if block["type"] == "input"}


def _filled(block: Document, fields: dict[str, str]) -> Document:
    """Return an input's state as Slack reports it: the value entered, or the initial value."""
    element = block["element"]
    name = element["action_id"]
    if element["type"] == "plain_text_input":
        return {name: {"type": element["type"], "value": fields.get(name, element.get("initial_value"))}}
    if element["type"] in ("datepicker", "timepicker"):
        what = element["type"].removesuffix("picker")
        return {name: {"type": element["type"], f"selected_{what}": fields.get(name, element.get(f"initial_{what}"))}}
    if element["type"] == "file_input":
        sent = [each for each in fields.get(name, "").split(",") if each]
        return {name: {"type": element["type"], "files": [{"id": each} for each in sent]}}
    if element["type"] in ("checkboxes", "multi_static_select"):
        ticked = [{"value": each} for each in fields[name].split(",")] if name in fields else None
        ticked = element.get("initial_options", []) if ticked is None else ticked
        return {name: {"type": element["type"], "selected_options": ticked}}
    if element["type"] in ("users_select", "conversations_select"):
        what = element["type"].removesuffix("s_select")
        return {name: {"type": element["type"], f"selected_{what}": fields.get(name, element.get(f"initial_{what}"))}}
    chosen = {"value": fields[name]} if name in fields else element.get("initial_option")
    return {name: {"type": element["type"], "selected_option": chosen}}
