"""A rendered message, and the context that it is rendered from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from handlers.slack.blocks import Block
from handlers.text import say
from handlers.text.dates import say_day, today_of
from schedules.rules import Facts
from storage.meetings.meetings import Meeting
from storage.organisation.workspaces import Workspace


@dataclass(frozen=True)
class OutgoingFile:
    """A file to post. `make` returns (name, content) at that time; if it raises Lost, `photo_id` is marked as lost."""

    alt: str
    make: Callable[[], tuple[str, bytes]]
    photo_id: int | None = None


@dataclass(frozen=True)
class Rendered:
    """A message ready to be sent; `text` is what notifications and screen readers get."""

    text: str
    blocks: list[Block]
    file: OutgoingFile | None = None


@dataclass(frozen=True)
class Rendering:
    """The context for rendering a message.

    `reader` is a Slack id. `is_first` is true until the message has been posted. `fetch` downloads a file from Slack.
    """

    session: Session
    workspace: Workspace
    reader: str
    language: str
    now: datetime
    is_first: bool
    fetch: Callable[[str], bytes]

    def say(self, key: str, **values: object) -> str:
        """Return the text of this key in the reader's language. Raises KeyError for an unknown key."""
        return say(self.language, key, **values)

    @property
    def reading(self) -> Reading:
        """Return the context for reminder lines; its day is the city's date."""
        return Reading(self.session, self.workspace, self.language, today_of(self.now, self.workspace.zone))


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
