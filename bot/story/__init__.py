"""The tour that the practice Slack's page shows: the founding article as steps, each checked in the database.

A later part of the tour adds its steps to STEPS, in the order of their dates.
"""

from __future__ import annotations

from typing import Any

from bot.story import afterwards, councils, field
from bot.story.steps import Step, shown
from storage.db.database import Database
from storage.organisation.workspaces import workspace_of

STEPS: tuple[Step, ...] = (*field.STEPS, *councils.STEPS, *afterwards.STEPS)


def story(database: Database, team: str) -> list[dict[str, Any]]:
    """Return the steps as the page shows them, with what has been done by now."""
    with database.reading() as session:
        workspace_id = workspace_of(session, team).id
        return [shown(step, session, workspace_id) for step in STEPS]
