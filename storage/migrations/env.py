"""Alembic's entry point. The caller opens the connection and passes it in."""

from alembic import context

from storage.all_models import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter a column in place
)
with context.begin_transaction():
    context.run_migrations()
