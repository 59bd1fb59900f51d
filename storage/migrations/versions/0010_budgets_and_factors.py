"""Yearly budgets, the factor by which a reduction was computed, files of quarterly reports."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# A report keeps the factor of its day; older reports get their task's.
_COUNTS = (
    "SELECT 1 FROM tasks WHERE tasks.id = progress_reports.task_id AND tasks.factor IS NOT NULL"
    " AND tasks.target_kind = 'annual' AND NOT tasks.is_qualitative"
)
_FILLED = f"""
UPDATE progress_reports SET
    factor = (SELECT factor FROM tasks WHERE tasks.id = progress_reports.task_id),
    factor_id = (SELECT factor_id FROM tasks WHERE tasks.id = progress_reports.task_id),
    reduction = (SELECT round(progress_reports.value * factor, 2) FROM tasks WHERE tasks.id = progress_reports.task_id)
WHERE value IS NOT NULL AND EXISTS ({_COUNTS})
"""


def upgrade() -> None:
    op.create_table(
        "budgets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("fund", sa.String(length=16), nullable=False),
        sa.Column("amount", sa.Numeric(precision=18, scale=0), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_budgets_task_id_tasks"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_budgets_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budgets")),
        sa.UniqueConstraint("task_id", "year", "fund", name=op.f("uq_budgets_task_id_year_fund")),
    )
    with op.batch_alter_table("budgets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_budgets_workspace_id"), ["workspace_id"], unique=False)

    with op.batch_alter_table("progress_reports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("factor", sa.Numeric(precision=18, scale=8), nullable=True))
        batch_op.add_column(sa.Column("factor_id", sa.String(length=20), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("reduction", sa.Numeric(precision=18, scale=2), nullable=True))
    op.execute(_FILLED)

    with op.batch_alter_table("round_entries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reduction_target", sa.Numeric(precision=18, scale=2), nullable=True))
        batch_op.add_column(sa.Column("factor", sa.Numeric(precision=18, scale=8), nullable=True))
        batch_op.add_column(sa.Column("factor_id", sa.String(length=20), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("budget", sa.Numeric(precision=18, scale=0), nullable=True))
        batch_op.add_column(sa.Column("counts", sa.String(length=16), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("files", sa.Text(), nullable=False, server_default=""))

    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.add_column(sa.Column("report_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("permalink", sa.String(length=500), nullable=False, server_default=""))
        batch_op.create_foreign_key(
            batch_op.f("fk_photos_report_id_progress_reports"),
            "progress_reports",
            ["report_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch_op.create_index(batch_op.f("ix_photos_report_id"), ["report_id"], unique=False)
