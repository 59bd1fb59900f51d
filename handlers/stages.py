"""Where an issue or a task stands, as one line: the four stages, the one it is in marked."""

from __future__ import annotations

from handlers.text import say
from storage.stages import Stage


def stage_line(language: str, stage: Stage) -> str:
    """mrkdwn."""
    names = [(each, say(language, f"stage.{each}")) for each in Stage]
    shown = " ▸ ".join(f"*{name}*" if each == stage else name for each, name in names)
    return say(language, "stage.line", stages=shown)
