"""What a test looks for by a text's key, so that other words for the same break no test of something else."""

from __future__ import annotations

from handlers.text import say


def korean(key: str, **values: object) -> str:
    """The text of that key as people of the sample city read it."""
    return say("ko", key, **values)
