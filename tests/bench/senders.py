"""Senders without a connection: the cost of the connection is measured elsewhere."""

from __future__ import annotations

import itertools

from storage.outbox.messages import Claim


class AtOnce:
    """A sender that reports every message as sent at once."""

    def __init__(self) -> None:
        self._places = itertools.count(1)

    def post(self, claim: Claim) -> tuple[str, str]:
        return claim.recipient, f"{next(self._places)}.0"

    def update(self, claim: Claim) -> tuple[str, str]:
        return claim.recipient, claim.ts or ""

    def find(self, claim: Claim) -> tuple[str, str] | None:
        return None
