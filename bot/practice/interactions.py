"""The trigger_id that a click or a command gives the bot for three seconds of real time, whatever the city's clock."""

from __future__ import annotations

import secrets

from bot.practice import limits


class Triggers:
    """The trigger_ids that are not used yet."""

    def __init__(self) -> None:
        self._given: dict[str, tuple[str, float]] = {}

    def give(self, user: str, at: float) -> str:
        """Return a new trigger_id for a person; `at` is in seconds on a monotonic clock, as in `spend`."""
        name = f"{secrets.randbelow(10**12)}.{secrets.token_hex(8)}"
        self._given[name] = (user, at)
        return name

    def spend(self, name: str, at: float) -> str | None:
        """Use up a trigger_id; return its person, or None if it is unknown, used or older than three seconds."""
        user, given = self._given.pop(name, ("", float("-inf")))
        return user if at - given <= limits.TRIGGER_ID_LIVES_S else None
