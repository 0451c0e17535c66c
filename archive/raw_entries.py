"""The journal's entries as their bytes, for whoever checks or hands them on: nothing is decoded or brought up to date.

Reads the file by itself, read-only and synchronously, so that it can look at a backup, at a copy on another
machine, or beside a running server. Everything that is read through one `opened` is of one moment.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote


class RawEntry(NamedTuple):
    sequence: int
    body: bytes
    digest: bytes


class Head(NamedTuple):
    """Where a stream says that it stands."""

    epoch: int
    sequence: int
    digest: bytes


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """Raises sqlite3.Error when it is no such file."""
    with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as connection:
        connection.execute("BEGIN")
        yield connection


def streams(connection: sqlite3.Connection) -> list[str]:
    """Also those that have only a head, or only entries."""
    rows = connection.execute(
        "SELECT stream FROM heads UNION SELECT stream FROM entries ORDER BY 1"
    )
    return [stream for (stream,) in rows]


def head(connection: sqlite3.Connection, stream: str) -> Head | None:
    row = connection.execute(
        "SELECT epoch, sequence, digest FROM heads WHERE stream = ?", (stream,)
    ).fetchone()
    return Head(*row) if row else None


def entries(connection: sqlite3.Connection, stream: str, since: int = 0) -> Iterator[RawEntry]:
    """All after this sequence, in order."""
    rows = connection.execute(
        "SELECT sequence, CAST(body AS BLOB), digest FROM entries"
        " WHERE stream = ? AND sequence > ? ORDER BY sequence",
        (stream, since),
    )
    return (RawEntry(*row) for row in rows)
