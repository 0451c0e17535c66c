"""What really stands in a data directory, read from its file without the code that wrote it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from archive.codec import CODEC
from archive.store import DATABASE_FILE
from archive.verify import verify
from conference.events import Event


class Stored(NamedTuple):
    sequence: int
    event: Event


def entries(directory: Path, kind: str = "conference") -> list[Stored]:
    """Every entry, once the file and its chains were found whole."""
    file = directory / DATABASE_FILE
    if not file.exists():
        return []
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        if not {"entries", "heads"} <= tables:
            return []
        rows = connection.execute(
            "SELECT sequence, CAST(body AS BLOB) FROM entries WHERE stream LIKE ? ORDER BY sequence",
            (f"{kind}/%",),
        ).fetchall()
    assert verify(file).faults == ()
    return [Stored(sequence, CODEC.decode(body)) for sequence, body in rows]


def receipts(directory: Path) -> dict[str, int]:
    """Command id → position; no command stands there twice."""
    found = entries(directory)
    causes = {one.event.cause: one.sequence for one in found}
    assert len(causes) == len(found)
    return causes
