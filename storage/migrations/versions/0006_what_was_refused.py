"""Index of the messages that Slack refused, so that they are found without reading all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    failed = sa.text("state = 'failed'")
    op.create_index("ix_messages_failed", "messages", ["workspace_id"], sqlite_where=failed, postgresql_where=failed)
