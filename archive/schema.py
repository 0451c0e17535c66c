"""Brings a database file to the current schema, before anything else opens it.

Runs synchronously on a connection of its own, closed again when it returns: at any moment at most one
connection writes to the file. A crash in the midst leaves the old schema and not half of the new one.
"""

import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path

CURRENT = "0009"
"""The newest revision in `migrations/versions`; a test holds the two together."""


def migrate(file: Path) -> None:
    """Take the steps that are missing. At most starts none are, and Alembic is not even loaded."""
    if revision(file) != CURRENT:
        import_module("archive.schema_steps").take_steps(file)


def revision(file: Path) -> str | None:
    """Where the file stands; None when it is new."""
    with closing(sqlite3.connect(file)) as connection:
        known = connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        ).fetchone()
        row = known and connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return row[0] if row else None
