"""Columns get the field's words: a notice's due date and days before, a city's lead times, a change that postpones."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"

_NAMES = (
    ("notices", "anchor", "due_date"),
    ("notices", "threshold", "days_before"),
    ("workspaces", "ladder", "lead_times"),
    ("slips", "is_slip", "is_postponement"),
)


def upgrade() -> None:
    for table, old, new in _NAMES:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")
