"""One person of the practice workspace, driven over the same interface as the page."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

Document = dict[str, Any]
_PATIENCE_S = 10.0


class Slack:
    """The control interface of a practice Slack at an address such as http://127.0.0.1:8100."""

    def __init__(self, address: str) -> None:
        self.address = address

    def person(self, user: str) -> Person:
        return Person(self, user)

    def do(self, deed: str, **given: Any) -> Document:
        """Raises HTTPError when it is not possible."""
        body = json.dumps(given).encode()
        request = Request(f"{self.address}/practice/do/{deed}", body, {"Content-Type": "application/json"})
        with urlopen(request, timeout=30) as answer:
            return dict(json.load(answer))

    def sees(self, user: str) -> Document:
        with urlopen(f"{self.address}/practice/sees?as={user}", timeout=30) as answer:
            return dict(json.load(answer))

    def is_up(self) -> bool:
        try:
            self.sees("")
        except (OSError, HTTPError):
            return False
        return True


class Person:
    def __init__(self, slack: Slack, user: str) -> None:
        self._slack = slack
        self.user = user

    def command(self, channel: str, command: str, text: str) -> str:
        """Type a slash command; what came back at once, for this person alone."""
        done = self._slack.do("command", user=self.user, channel=channel, command=command, text=text)
        return str(done.get("answer", {}).get("text", "")) if done["ok"] else str(done["error"])

    def message(self, channel: str, text: str) -> str:
        return str(self._slack.do("message", user=self.user, channel=channel, text=text)["ts"])

    def click(self, message: Document, action_id: str, value: str = "") -> Document:
        where = {"channel": message["channel"], "ts": message["ts"]}
        return self._slack.do("click", user=self.user, **where, action_id=action_id, value=value)

    def submit(self, view: Document, values: Document) -> Document:
        return self._slack.do("submit", user=self.user, view_id=view["id"], values=values)

    def views(self) -> list[Document]:
        return list(self._slack.sees(self.user)["views"])

    def messages(self, channel: str) -> list[Document]:
        found = [place for place in self._slack.sees(self.user)["conversations"] if place["id"] == channel]
        return list(found[0]["messages"]) if found else []

    def direct_messages(self) -> list[Document]:
        return self.messages("D0" + self.user[1:])

    def waits_for(self, look: Callable[[], Any], patience_s: float = _PATIENCE_S) -> Any:
        """Look until there is something to see; raises TimeoutError."""
        ends = time.monotonic() + patience_s
        while time.monotonic() < ends:
            seen = look()
            if seen:
                return seen
            time.sleep(0.02)
        raise TimeoutError("nothing came to be seen")
