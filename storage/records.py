"""Every record, imported so that the metadata knows all tables: for migrations and for an empty database."""

from storage import (
    committees,
    deliveries,
    history,
    issues,
    messages,
    notices,
    people,
    progress,
    seats,
    tasks,
    workspaces,
)
from storage.base import Base

__all__ = [
    "committees",
    "deliveries",
    "history",
    "issues",
    "messages",
    "metadata",
    "notices",
    "people",
    "progress",
    "seats",
    "tasks",
    "workspaces",
]

metadata = Base.metadata
