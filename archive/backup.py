"""A whole and checked copy of the database, made while the server runs; and the way back.

SQLite's own backup copies one consistent moment without stopping the writer. A copy is checked before it
gets its name: a backup that nobody can restore is none. It holds personal data and is readable to its
owner alone.

Restoring keeps the epochs of all streams: to a phone that saw more than the backup holds, the hall stands
at an earlier position of the same life, and it is sent a fresh snapshot.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from archive.data_lock import DataLock
from archive.store import DATABASE_FILE
from archive.verify import verify


class BadBackup(Exception):  # noqa: N818
    """The file cannot be trusted to bring everything back; the message says why."""


def back_up(directory: Path, destination: Path) -> None:
    """Copies the database of this data directory. Raises FileExistsError, BadBackup, sqlite3.Error."""
    _copy(directory / DATABASE_FILE, destination)


def restore(backup: Path, directory: Path) -> None:
    """Brings a backup into a data directory that has no database yet.

    Raises FileExistsError, DirectoryInUse, BadBackup, sqlite3.Error.
    """
    directory.mkdir(parents=True, exist_ok=True)
    lock = DataLock.take(directory)
    try:
        _copy(backup, directory / DATABASE_FILE)
    finally:
        lock.release()


def _copy(source: Path, destination: Path) -> None:
    if destination.exists():
        raise FileExistsError(f"{destination} exists already, and is never overwritten")
    unnamed = destination.with_name(f"{destination.name}.unfinished")
    unnamed.unlink(missing_ok=True)
    os.close(os.open(unnamed, os.O_CREAT, 0o600))
    try:
        _copy_database(source, unnamed)
        _check(unnamed)
        os.link(unnamed, destination)  # unlike a rename, it never replaces what appeared meanwhile
    finally:
        unnamed.unlink(missing_ok=True)
    _sync(destination.parent)


def _copy_database(source: Path, destination: Path) -> None:
    with (
        closing(sqlite3.connect(f"file:{quote(str(source))}?mode=ro", uri=True)) as original,
        closing(sqlite3.connect(destination)) as copy,
    ):
        copy.execute("PRAGMA synchronous = FULL")
        original.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it


def _check(file: Path) -> None:
    with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as connection:
        (found,) = connection.execute("PRAGMA integrity_check").fetchone()
    if found != "ok":
        raise BadBackup(f"SQLite finds it damaged: {found}")
    for fault in verify(file).faults:
        raise BadBackup(f"{fault.stream} is not whole at entry {fault.sequence}: {fault.problem}")


def _sync(directory: Path) -> None:
    """Only now is the new name on the disk too."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
