"""A notice's `round` is split: `repeat` counts the same notice, the cause is the history entry or remark it reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_CAUSES = {
    "history": ("hop", "ask_done", "urgent", "outage", "procedure_news"),
    "remark": ("answered",),
}
_KEY = ("workspace_id", "subject", "subject_id", "kind", "due_date", "days_before", "recipient", "repeat")


def upgrade() -> None:
    # Renamed on its own: a batch leaves out, on SQLite, a constraint on a column that the same batch renames.
    op.execute("ALTER TABLE notices RENAME COLUMN round TO repeat")
    with op.batch_alter_table("notices") as batch_op:
        batch_op.drop_constraint("reason", type_="unique")
        batch_op.add_column(sa.Column("cause_type", sa.String(length=16), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("cause_id", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_unique_constraint("reason", [*_KEY, "cause_type", "cause_id"])
    notices = sa.table(
        "notices", sa.column("kind"), sa.column("repeat"), sa.column("cause_type"), sa.column("cause_id")
    )
    for cause, kinds in _CAUSES.items():
        caused = sa.update(notices).where(notices.c.kind.in_(kinds))
        op.execute(caused.values(cause_type=cause, cause_id=notices.c.repeat, repeat=0))
