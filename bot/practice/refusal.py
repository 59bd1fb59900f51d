"""How the practice Slack says no."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """An error as Slack answers it: `ok: false`, its code, and what else it says."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.answer = {"ok": False, "error": error, **more}
