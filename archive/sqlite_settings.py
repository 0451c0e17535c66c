"""How SQLite must be set so that a committed write survives a power cut, and the proof that it is.

WAL with synchronous=NORMAL loses what was acknowledged in the last moments before the power went; FULL
does not. SQLite 3.7.0 to 3.51.2 can corrupt a WAL to which two connections write or checkpoint at once;
here exactly one does, and all others open the file read-only.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

BUSY_MILLISECONDS = 5_000
"""How long to wait for somebody else's lock, such as an operator's own sqlite3 shell."""

READERS = 4


class UnsafeSettings(Exception):  # noqa: N818
    """The file cannot be used safely here; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`pragmas` are set on every connection and read back; `begin` starts its transactions."""

    pragmas: Mapping[str, str | int]
    begin: str


SYNCHRONOUS_FULL = 2

WRITING = Settings(
    {
        "busy_timeout": BUSY_MILLISECONDS,
        "journal_mode": "wal",
        "synchronous": SYNCHRONOUS_FULL,
        "foreign_keys": 1,
        "secure_delete": 1,  # what the vault erases is not left behind in free pages
    },
    begin="BEGIN IMMEDIATE",
)
READING = Settings({"busy_timeout": BUSY_MILLISECONDS, "query_only": 1}, begin="BEGIN")


def prepare(engine: Engine, settings: Settings) -> None:
    """From now on every connection of this engine is set so, or refuses to open."""

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma, value in settings.pragmas.items():
            cursor.execute(f"PRAGMA {pragma} = {value}")
            cursor.execute(f"PRAGMA {pragma}")
            prove(pragma, value, cursor.fetchone()[0])
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql(settings.begin)


def prove(pragma: str, wanted: str | int, found: str | int) -> None:
    """Some file systems and builds ignore a setting without a word."""
    if found != wanted:
        raise UnsafeSettings(
            f"SQLite's {pragma} is {found!r} here and must be {wanted!r}: "
            "keep the data directory on a local disk"
        )


def writing_engine(file: Path) -> AsyncEngine:
    """Opens a new connection each time it is asked; the store asks once."""
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{file}", poolclass=NullPool, connect_args={"isolation_level": None}
    )
    prepare(engine.sync_engine, WRITING)
    return engine


def reading_engine(file: Path) -> AsyncEngine:
    """A few read-only connections, which can neither write nor checkpoint."""
    url = URL.create(
        "sqlite+aiosqlite", database=f"file:{quote(str(file))}", query={"mode": "ro", "uri": "true"}
    )
    engine = create_async_engine(
        url, pool_size=READERS, max_overflow=0, connect_args={"isolation_level": None}
    )
    prepare(engine.sync_engine, READING)
    return engine


_OUR_OWN_FAULT = frozenset(
    {
        sqlite3.SQLITE_ERROR,
        sqlite3.SQLITE_TOOBIG,
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_MISUSE,
        sqlite3.SQLITE_RANGE,
    }
)
"""Wrong SQL and broken constraints. The disk is well, and the statement changed nothing."""


def is_disk_trouble(error: sqlite3.Error | DBAPIError) -> bool:
    """Whether after this error nobody knows what the disk holds."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None:
        return isinstance(cause, sqlite3.OperationalError)
    return (code & 0xFF) not in _OUR_OWN_FAULT
