"""The latest traffic, for developers: envelopes and their acks, Web API calls, answers. Never a token."""

from __future__ import annotations

import json
import re
import time
from collections import deque
from typing import Any

_KEPT = 300
_SHOWN_AT_MOST = 8_000  # characters of each request and of each answer
_SECRET = re.compile(r"\b(xox[a-z]|xapp)-[\w-]+|(?<=ticket=)[\w-]+|(?<=/response/)[\w-]+|(?<=/upload/)[\w-]+")


class Inspector:
    """The last 300 exchanges; `count` numbers all of them."""

    def __init__(self) -> None:
        self.count = 0
        self._rows: deque[dict[str, Any]] = deque(maxlen=_KEPT)

    def note(self, kind: str, name: str, began: float, error: str, sent: Any, got: Any) -> None:
        """Record an exchange. `began` is on the monotonic clock; `error` is "" if it succeeded."""
        self.count += 1
        row = {"number": self.count, "at": time.time(), "kind": kind, "name": name, "error": error}
        took = round((time.monotonic() - began) * 1000, 1)
        self._rows.append({**row, "ms": took, "sent": _shown(sent), "got": _shown(got)})

    def since(self, number: int) -> list[dict[str, Any]]:
        """Return the exchanges recorded after the one with that number, oldest first."""
        return [row for row in self._rows if row["number"] > number]


def _shown(what: Any) -> str:
    text = json.dumps(what, ensure_ascii=False, indent=2)
    return _SECRET.sub("•••", text)[:_SHOWN_AT_MOST]
