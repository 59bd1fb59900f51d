"""Every record, imported so that the metadata knows all tables: for migrations and for an empty database."""

from storage import (
    committees,
    cycles,
    deliveries,
    history,
    issues,
    meetings,
    messages,
    milestones,
    notices,
    people,
    progress,
    reactions,
    seats,
    tasks,
    workspaces,
)
from storage.base import Base

__all__ = [
    "committees",
    "cycles",
    "deliveries",
    "history",
    "issues",
    "meetings",
    "messages",
    "metadata",
    "milestones",
    "notices",
    "people",
    "progress",
    "reactions",
    "seats",
    "tasks",
    "workspaces",
]

metadata = Base.metadata
