"""Runs the migrations inside the connection that `archive.schema_steps` hands over, in its transaction."""

from alembic import context

from archive.tables import heads
from archive.tables_cases import SEARCH


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    """A full-text index is a handful of tables that SQLite keeps for itself."""
    return kind != "table" or not (name or "").startswith(SEARCH)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=heads.metadata,
    render_as_batch=True,
    include_name=_ours,
)
context.run_migrations()
