"""A bot that only listens: it keeps what Slack sends over Socket Mode, and acks it with prepared answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import Request, urlopen

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from bot.practice.server import Practice


class Listener:
    def __init__(self, connection: ClientConnection) -> None:
        self.heard: list[dict[str, Any]] = []
        self.answers: dict[str, dict[str, Any]] = {}  # by type of payload
        self._connection = connection

    def last(self, kind: str) -> dict[str, Any] | None:
        return next((each for each in reversed(self.heard) if each["type"] == kind), None)

    def acted(self, action_id: str) -> dict[str, Any] | None:
        """The last thing pressed or chosen, if it was that."""
        (action,) = (self.last("block_actions") or {"actions": [{}]})["actions"]
        return action if action.get("action_id") == action_id else None

    def listen(self) -> None:
        try:
            for text in self._connection:
                envelope = json.loads(text)
                if "envelope_id" in envelope:
                    payload = envelope["payload"]
                    self.heard.append(payload)
                    answer = self.answers.get(payload.get("type", ""), {})
                    self._connection.send(json.dumps({"envelope_id": envelope["envelope_id"], "payload": answer}))
        except ConnectionClosed:
            return


@contextmanager
def listening_to(server: Practice) -> Iterator[Listener]:
    token = {"Authorization": f"Bearer {server.world.app.app_token}"}
    with urlopen(Request(server.api_url + "apps.connections.open", b"", token)) as answer:
        address = json.load(answer)["url"]
    with connect(address) as connection:
        listener = Listener(connection)
        thread = threading.Thread(target=listener.listen)
        thread.start()
        yield listener
    thread.join()
