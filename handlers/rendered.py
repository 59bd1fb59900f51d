"""A rendered message, and the context that it is rendered from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.blocks.parts import Block
from handlers.reading import Reading
from handlers.text import say
from handlers.text.dates import today_of
from storage.workspaces import Workspace


@dataclass(frozen=True)
class FileShown:
    """A file to post. `make` returns (name, content) at that time; if it raises Lost, `photo_id` is marked as lost."""

    alt: str
    make: Callable[[], tuple[str, bytes]]
    photo_id: int | None = None


@dataclass(frozen=True)
class Rendered:
    """A message ready to be sent; `text` is what notifications and screen readers get."""

    text: str
    blocks: list[Block]
    file: FileShown | None = None


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
