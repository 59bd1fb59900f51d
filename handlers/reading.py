"""The context for rendering a reminder's lines: database session, reader's language, day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from handlers.text import say
from handlers.text.dates import say_day
from schedules.rules import Facts
from storage.meetings import Meeting
from storage.workspaces import Workspace


@dataclass(frozen=True)
class Reading:
    """The context for rendering lines. In a preview it includes future meetings and facts that are not stored."""

    session: Session
    workspace: Workspace
    language: str
    today: date
    meetings: Mapping[int, Meeting] = field(default_factory=dict)
    facts: Facts | None = None

    def say(self, key: str, **values: object) -> str:
        """Return the text of this key in the reader's language. Raises KeyError for an unknown key."""
        return say(self.language, key, **values)

    def day(self, day: date) -> str:
        """Return the date in the reader's language, for example `2025. 7. 9.(수)`."""
        return say_day(self.language, day)

    def left(self, day: date) -> str:
        """Return in words how many days are left until the date, or have passed since then."""
        days = (day - self.today).days
        key = "left.today" if days == 0 else "left.before" if days > 0 else "left.after"
        return self.say(key, days=abs(days))
