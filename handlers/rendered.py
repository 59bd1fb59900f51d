"""What a message says once it is rendered, and what it is rendered from."""

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
    """`make` gives (name, content) when it is posted; where it raises Lost, `photo_id` is noted as lost."""

    alt: str
    make: Callable[[], tuple[str, bytes]]
    photo_id: int | None = None


@dataclass(frozen=True)
class Rendered:
    text: str
    blocks: list[Block]
    file: FileShown | None = None


@dataclass(frozen=True)
class Rendering:
    """`reader` is a Slack id; `is_first` until the message has been posted; `fetch` reads a file from Slack."""

    session: Session
    workspace: Workspace
    reader: str
    language: str
    now: datetime
    is_first: bool
    fetch: Callable[[str], bytes]

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    @property
    def reading(self) -> Reading:
        return Reading(self.session, self.workspace, self.language, today_of(self.now, self.workspace.zone))
