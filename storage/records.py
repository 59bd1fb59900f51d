"""Every record, imported so that the metadata knows all tables: for migrations and for an empty database."""

from storage import deliveries, history, issues, people, tasks, workspaces
from storage.base import Base

__all__ = ["deliveries", "history", "issues", "metadata", "people", "tasks", "workspaces"]

metadata = Base.metadata
