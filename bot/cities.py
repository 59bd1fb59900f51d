"""Which city a command of the command line is about."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.running import leave
from handlers.text import say
from storage.workspaces import Workspace


def city_of(session: Session, team: str, language: str) -> int:
    """The one city of the database, or the named one; ends the command when that is none or several."""
    query = select(Workspace.id).where(Workspace.team_id == team) if team else select(Workspace.id)
    found = session.scalars(query).all()
    if len(found) != 1:
        leave(say(language, "import.which_city", count=len(found)))
    return found[0]
