"""What a reminder's lines are read with: the books, a reader's language, the day."""

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
    """What lines are read with. A preview knows meetings that are in no books yet, and the facts of a longer span."""

    session: Session
    workspace: Workspace
    language: str
    today: date
    meetings: Mapping[int, Meeting] = field(default_factory=dict)
    facts: Facts | None = None

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def day(self, day: date) -> str:
        return say_day(self.language, day)

    def left(self, day: date) -> str:
        days = (day - self.today).days
        key = "left.today" if days == 0 else "left.before" if days > 0 else "left.after"
        return self.say(key, days=abs(days))
