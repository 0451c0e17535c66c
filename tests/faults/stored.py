"""What really stands in a data directory, read from its file without the code that wrote it."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from archive.casebook.events import CaseOpened
from archive.codec import CODEC
from archive.evidence.shelf import EVIDENCE_FOLDER, INCOMING_FOLDER
from archive.store import DATABASE_FILE
from archive.streams import casebook_stream
from archive.verify import verify
from conference.events import Event
from tests.faults.server import COMMUNE
from web.papers import OUTGOING_FOLDER


class Stored(NamedTuple):
    sequence: int
    event: Event


def entries(directory: Path, stream: str = "conference/%") -> list[Stored]:
    """Every entry of these streams, once the file and its chains were found whole."""
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
            (stream,),
        ).fetchall()
    assert verify(file).faults == ()
    return [Stored(sequence, CODEC.decode(body)) for sequence, body in rows]


def cases(directory: Path, code: str) -> list[CaseOpened]:
    """As they were opened when the conference ended."""
    wanted = casebook_stream(COMMUNE, code)
    return [
        one.event for one in entries(directory, stream=wanted) if isinstance(one.event, CaseOpened)
    ]


def acts(directory: Path, code: str) -> dict[str, int]:
    """Command id → position of the last that it did to this casebook; nothing was done twice."""
    found: dict[str, int] = {}
    done: set[Event] = set()
    last = ""
    for sequence, event in entries(directory, stream=casebook_stream(COMMUNE, code)):
        assert event.cause == last or event.cause not in found, f"{event.cause} was done twice"
        assert event not in done, event
        done.add(event)
        last = event.cause
        found[last] = sequence
    return found


def receipts(directory: Path) -> dict[str, int]:
    """Command id → position; no command stands there twice."""
    found = entries(directory)
    causes = {one.event.cause: one.sequence for one in found}
    assert len(causes) == len(found)
    return causes


def kept_files(directory: Path) -> set[str]:
    """The names of the evidence that is there, each of which is what its name says."""
    files = list((directory / EVIDENCE_FOLDER).glob("*/??/*"))
    for file in files:
        assert sha256(file.read_bytes()).hexdigest() == file.name
    return {file.name for file in files}


def left_behind(directory: Path) -> list[Path]:
    """Evidence that was being received, and papers that were being made."""
    incoming = (directory / EVIDENCE_FOLDER / INCOMING_FOLDER).glob("*")
    return [*incoming, *(directory / OUTGOING_FOLDER).glob("*")]
