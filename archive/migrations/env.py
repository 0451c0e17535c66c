"""Runs the migrations inside the connection that `archive.schema_steps` hands over, in its transaction."""

from alembic import context

from archive.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
context.run_migrations()
