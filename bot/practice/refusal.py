"""Refusals of the practice Slack."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """An error as Slack returns it: `ok: false`, its code, and further fields."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.answer = {"ok": False, "error": error, **more}
