"""Brings a database file to the current schema, before anything else opens it.

Runs synchronously on a connection of its own, closed again when it returns: at any moment at most one
connection writes to the file. All pending steps happen in one transaction, so that a crash in the midst
leaves the old schema and not half of the new one.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from archive.sqlite_settings import WRITING, prepare


def config(connection: Connection) -> Config:
    """What Alembic's commands need to work on this connection."""
    settings = Config()
    settings.set_main_option("script_location", "archive:migrations")
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


def migrate(file: Path) -> None:
    engine = create_engine(
        f"sqlite:///{file}", poolclass=NullPool, connect_args={"isolation_level": None}
    )
    prepare(engine, WRITING)
    with engine.begin() as connection:
        command.upgrade(config(connection), "head")
