"""Settings of people and cities: hours, and how long data is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("opens_at", sa.String(length=5), nullable=True))
        batch_op.add_column(sa.Column("closes_at", sa.String(length=5), nullable=True))

    with op.batch_alter_table("workspaces", schema=None) as batch_op:
        batch_op.add_column(sa.Column("set_in_slack", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("keeps_months", sa.Integer(), nullable=False, server_default="36"))
