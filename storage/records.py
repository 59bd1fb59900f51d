"""Every record, imported so that the metadata knows all tables: for migrations and for an empty database."""

from storage import (
    action_items,
    agenda,
    committees,
    cycles,
    deliveries,
    drafts,
    history,
    issues,
    meetings,
    messages,
    milestones,
    notices,
    people,
    photos,
    progress,
    reactions,
    remarks,
    reporters,
    seats,
    tasks,
    workspaces,
)
from storage.base import Base

__all__ = [
    "action_items",
    "agenda",
    "committees",
    "cycles",
    "deliveries",
    "drafts",
    "history",
    "issues",
    "meetings",
    "messages",
    "metadata",
    "milestones",
    "notices",
    "people",
    "photos",
    "progress",
    "reactions",
    "remarks",
    "reporters",
    "seats",
    "tasks",
    "workspaces",
]

metadata = Base.metadata
