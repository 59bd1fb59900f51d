"""The stage of an issue or a task as one line of the four stages."""

from __future__ import annotations

from handlers.text import say
from storage.overviews.stages import Stage


def stage_line(language: str, stage: Stage) -> str:
    """Return the four stages as mrkdwn, the current one in bold."""
    names = [(each, say(language, f"stage.{each}")) for each in Stage]
    view = " ▸ ".join(f"*{name}*" if each == stage else name for each, name in names)
    return say(language, "stage.line", stages=view)
