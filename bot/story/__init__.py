"""The story that the practice Slack's page follows: the founding article as steps, each looked up in the city's books.

A later part adds its step to STEPS, where it happens.
"""

from __future__ import annotations

from typing import Any

from bot.story import afterwards, councils, field
from bot.story.steps import Step, shown
from storage.sessions import Books
from storage.workspaces import workspace_of

STEPS: tuple[Step, ...] = (*field.STEPS, *councils.STEPS, *afterwards.STEPS)


def story(books: Books, team: str) -> list[dict[str, Any]]:
    """The steps as the page shows them, with what has happened by now."""
    with books.reading() as session:
        workspace_id = workspace_of(session, team).id
        return [shown(step, session, workspace_id) for step in STEPS]
