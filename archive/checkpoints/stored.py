"""Checkpoints as they are kept, for whoever checks or hands them on. Read like `archive/raw_entries.py` reads entries.

A file of before there were checkpoints has none.
"""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple


class Stored(NamedTuple):
    """`keys` are the public keys that were kept beside it, a line each."""

    epoch: int
    size: int
    root: bytes
    note: str
    keys: str


def stored(connection: sqlite3.Connection, stream: str) -> Iterator[Stored]:
    """Those of one stream, of all its lives, the oldest first."""
    if not _are_kept(connection):
        return iter(())
    rows = connection.execute(
        "SELECT epoch, size, root, note, keys FROM signed_checkpoints WHERE stream = ?"
        " ORDER BY epoch, size",
        (stream,),
    )
    return (Stored(*row) for row in rows)


def signed_streams(connection: sqlite3.Connection) -> list[str]:
    """Every stream of which a checkpoint is kept."""
    if not _are_kept(connection):
        return []
    rows = connection.execute("SELECT DISTINCT stream FROM signed_checkpoints ORDER BY 1")
    return [stream for (stream,) in rows]


def known_keys(connection: sqlite3.Connection) -> list[str]:
    """Every public key that has signed any of them, the last to do so first."""
    if not _are_kept(connection):
        return []
    rows = connection.execute(
        "SELECT keys FROM signed_checkpoints GROUP BY keys ORDER BY max(at) DESC, keys"
    )
    return list(dict.fromkeys(key for (keys,) in rows for key in keys.split("\n")))


def _are_kept(connection: sqlite3.Connection) -> bool:
    wanted = "SELECT 1 FROM sqlite_master WHERE name = 'signed_checkpoints'"
    return connection.execute(wanted).fetchone() is not None
