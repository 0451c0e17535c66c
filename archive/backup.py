"""A whole and checked copy of database and evidence, made while the server runs; and the way back.

One ZIP file: the database first, then every file of evidence as it lies on its shelf. SQLite's own backup copies
one consistent moment without stopping the writer, and evidence is there before the journal tells of it, so the
files copied afterwards are at least those that the copy tells of. A copy is checked before it gets its name: a
backup that nobody can restore is none. It holds personal data and is readable to its owner alone.

A file of evidence that the disk has lost stops no backup, which would cost the rest too: it is told. Backups of
before there was evidence are a database file alone, and are brought back as well.

Restoring keeps the epochs of all streams: to a phone that saw more than the backup holds, the hall stands
at an earlier position of the same life, and it is sent a fresh snapshot.
"""

import os
import re
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from archive.data_lock import DataLock
from archive.evidence.shelf import EVIDENCE_FOLDER, find_in
from archive.store import DATABASE_FILE
from archive.verify import Fault, FindFile, damage_of, verify, verify_files
from archive.whole_file import OWNER_ALONE, named_when_whole, sync

_EVIDENCE = re.compile(rf"{EVIDENCE_FOLDER}/[a-z0-9-]{{1,64}}/([0-9a-f]{{2}})/(\1[0-9a-f]{{62}})")


class BadBackup(Exception):  # noqa: N818
    """The file cannot be trusted to bring everything back; the message says why."""


def back_up(directory: Path, destination: Path) -> tuple[Fault, ...]:
    """Copies this data directory's database and evidence; gives what was lost before.

    Raises FileExistsError, BadBackup, sqlite3.Error.
    """
    with named_when_whole(destination) as unnamed:
        database = unnamed.with_name(f"{unnamed.name}.database")
        try:
            _copy_database(directory / DATABASE_FILE, database)
            with zipfile.ZipFile(unnamed, "w") as copy:
                copy.write(database, DATABASE_FILE, zipfile.ZIP_DEFLATED, compresslevel=1)
                for file in sorted((directory / EVIDENCE_FOLDER).glob("*/??/*")):
                    _add(copy, file, directory)
            with zipfile.ZipFile(unnamed) as copy:
                return _check(database, _in_archive(copy))
        finally:
            database.unlink(missing_ok=True)


def restore(backup: Path, directory: Path) -> tuple[Fault, ...]:
    """Brings a backup into a data directory that has no database yet; gives what it never had.

    Raises FileExistsError, DirectoryInUse, BadBackup, sqlite3.Error.
    """
    directory.mkdir(parents=True, exist_ok=True)
    lock = DataLock.take(directory)
    try:
        with named_when_whole(directory / DATABASE_FILE) as unnamed:
            if zipfile.is_zipfile(backup):
                _unpack(backup, directory, unnamed)
            else:
                _copy_database(backup, unnamed)
            return _check(unnamed, find_in(directory))
    finally:
        lock.release()


def _copy_database(source: Path, destination: Path) -> None:
    destination.unlink(missing_ok=True)
    os.close(os.open(destination, os.O_CREAT, OWNER_ALONE))
    with (
        closing(sqlite3.connect(f"file:{quote(str(source))}?mode=ro", uri=True)) as original,
        closing(sqlite3.connect(destination)) as copy,
    ):
        copy.execute("PRAGMA synchronous = FULL")
        original.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it


def _add(copy: zipfile.ZipFile, file: Path, directory: Path) -> None:
    """What is no evidence, such as a file that somebody put there, stays out: it could not be restored."""
    name = file.relative_to(directory).as_posix()
    if _EVIDENCE.fullmatch(name):
        copy.write(file, name)


def _unpack(backup: Path, directory: Path, database: Path) -> None:
    """Files that are there already are the same ones: their name says what is in them."""
    try:
        with zipfile.ZipFile(backup) as packed:
            if packed.namelist()[:1] != [DATABASE_FILE]:
                raise BadBackup("there is no database in it")
            with packed.open(DATABASE_FILE) as source, database.open("wb") as target:
                shutil.copyfileobj(source, target)
            for name in packed.namelist()[1:]:
                _unpack_evidence(packed, name, directory)
    except (zipfile.BadZipFile, OSError, EOFError) as broken:
        raise BadBackup(f"it cannot be unpacked: {broken}") from broken


def _unpack_evidence(packed: zipfile.ZipFile, name: str, directory: Path) -> None:
    if not _EVIDENCE.fullmatch(name):
        raise BadBackup(f"it holds {name!r}, which is no evidence")
    place = directory / name
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unnamed = place.with_name(f"{place.name}.unfinished")
    unnamed.unlink(missing_ok=True)
    with (
        packed.open(name) as source,
        os.fdopen(os.open(unnamed, os.O_WRONLY | os.O_CREAT, OWNER_ALONE), "wb") as target,
    ):
        shutil.copyfileobj(source, target)
    sync(unnamed)
    unnamed.replace(place)
    sync(place.parent)


def _check(file: Path, find: FindFile) -> tuple[Fault, ...]:
    """That the database is whole. Gives the faults of its files."""
    if damage := damage_of(file):
        raise BadBackup(f"SQLite finds it damaged: {damage}")
    verification = verify(file)
    for fault in verification.faults:
        raise BadBackup(f"{fault.stream} is not whole at entry {fault.sequence}: {fault.problem}")
    return tuple(verify_files(verification.attached, find))


def _in_archive(packed: zipfile.ZipFile) -> FindFile:
    there = set(packed.namelist())

    def find(commune: str, file: str) -> BinaryIO | None:
        name = f"{EVIDENCE_FOLDER}/{commune}/{file[:2]}/{file}"
        return packed.open(name) if name in there else None  # type: ignore[return-value]

    return find
