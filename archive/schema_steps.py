"""Alembic's part of the schema: all pending steps in one transaction, or none.

Imported only when a file is behind (see `schema.py`): loading Alembic is a good part of a cold start.
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


def take_steps(file: Path) -> None:
    engine = create_engine(
        f"sqlite:///{file}", poolclass=NullPool, connect_args={"isolation_level": None}
    )
    prepare(engine, WRITING)
    with engine.begin() as connection:
        command.upgrade(config(connection), "head")
