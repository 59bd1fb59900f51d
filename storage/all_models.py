"""All record classes, imported so that the metadata knows every table: for migrations and for an empty database."""

from storage import history, inbox
from storage.action_items import action_items
from storage.db.base import Base
from storage.issues import drafts, issues, photos, remarks, reporters
from storage.meetings import agenda, attendance, cycles, meetings
from storage.organisation import committees, departments, people, seats, workspaces
from storage.outbox import messages, notices, reactions
from storage.rounds import rounds
from storage.tasks import budgets, milestones, plan_changes, progress, tasks
from storage.written_votes import ballots

__all__ = [
    "action_items",
    "agenda",
    "attendance",
    "ballots",
    "budgets",
    "committees",
    "cycles",
    "departments",
    "drafts",
    "history",
    "inbox",
    "issues",
    "meetings",
    "messages",
    "metadata",
    "milestones",
    "notices",
    "people",
    "photos",
    "plan_changes",
    "progress",
    "reactions",
    "remarks",
    "reporters",
    "rounds",
    "seats",
    "tasks",
    "workspaces",
]

metadata = Base.metadata
