"""A step of the tour, and how the page shows it."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from storage.organisation.settings import LANGUAGES
from storage.outbox.notices import NoticeKind
from storage.story.field import newest_at


@dataclass(frozen=True)
class Step:
    """One step of the tour.

    `title` and `todo` (mrkdwn) are (Korean, English). `place` is a channel's id, or "" for the bot's direct messages.

    `typed` are the messages that the page can type for a person, one after another. `day` is the morning to which it
    can move the clock, or None. A step of several parts names them in `parts`, and `had` returns which are done; a
    message of `typed` is offered while its part is not done. `at` is the kind of notice whose newest message the page
    shows in `place`, or None.
    """

    name: str
    title: tuple[str, str]
    todo: tuple[str, str]
    who: str
    done: Callable[[Session, int], bool]
    place: str = ""
    typed: tuple[str, ...] = ()
    day: datetime | None = None
    parts: tuple[str, ...] = ()
    had: Callable[[Session, int], Set[str]] | None = None
    at: NoticeKind | None = None


def all_of(parts: tuple[str, ...], had: Callable[[Session, int], Set[str]]) -> Callable[[Session, int], bool]:
    """Return a check whether all parts are done, for a step of several parts."""
    return lambda session, workspace_id: had(session, workspace_id) >= set(parts)


def morning(month: int, day: int) -> datetime:
    """Return 09:01 in Seoul on a day of 2025, as an instant."""
    return datetime(2025, month, day, 0, 1, tzinfo=UTC)


def shown(step: Step, session: Session, workspace_id: int) -> dict[str, Any]:
    """Return the step as JSON for the page, with what has been done by now."""
    had = step.had(session, workspace_id) if step.had else frozenset()
    done = step.done(session, workspace_id)
    left = [part not in had for part in step.parts] or [True] * len(step.typed)
    return {
        "id": step.name,
        "title": dict(zip(LANGUAGES, step.title, strict=True)),
        "todo": dict(zip(LANGUAGES, step.todo, strict=True)),
        "who": step.who,
        "place": step.place,
        "at": newest_at(session, workspace_id, step.at, step.place) if step.at else "",
        "type": [typed for typed, is_left in zip(step.typed, left, strict=False) if is_left],
        "parts": {"done": left.count(False), "all": len(step.parts)} if step.parts else None,
        "day": step.day.timestamp() if step.day else None,
        "done": done,
    }
