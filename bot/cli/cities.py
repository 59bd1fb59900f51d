"""The city that a command of the command line works on."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.serving import leave
from handlers.text import say
from storage.organisation.workspaces import Workspace


def city_of(session: Session, team: str, language: str) -> int:
    """Return the id of the only city in the database, or of the one named. Exit if there is none or more than one."""
    query = select(Workspace.id).where(Workspace.team_id == team) if team else select(Workspace.id)
    found = session.scalars(query).all()
    if len(found) != 1:
        leave(say(language, "import.which_city", count=len(found)))
    return found[0]
