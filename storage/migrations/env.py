"""Alembic's entry: the connection is passed in by `storage/upgrading.py`, which has prepared it."""

from alembic import context

from storage.records import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter a column in place
)
with context.begin_transaction():
    context.run_migrations()
