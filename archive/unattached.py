"""Evidence that no journal names: received, and then its case refused it, or the process died in between.

Every day, what has lain on its shelf for a day and is named nowhere is set aside. It is not deleted: after an older
backup was brought back, the journal may not know yet what it will know again. What was set aside and is named after
all goes back first.
"""

import asyncio
import logging
import re
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from archive.calendar import MILLISECONDS_PER_DAY, day_of
from archive.evidence.shelf import EvidenceShelf
from archive.finish import finish
from archive.raw_entries import opened, streams
from archive.streams import StreamName

log = logging.getLogger(__name__)

DAY_SECONDS = 24 * 3_600.0

_SHA256 = re.compile(rb"[0-9a-f]{64}")
_HOLDS_ONE = "*" + "[0-9a-f]" * 64 + "*"

File = tuple[str, str]
"""Commune and SHA-256."""


class Unattached:
    def __init__(
        self,
        shelf: EvidenceShelf,
        database: Path,
        clock: Callable[[], int],
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._shelf = shelf
        self._database = database
        self._clock = clock
        self._sleep = sleep

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await finish(asyncio.to_thread(self.tidy))
            except (OSError, sqlite3.Error):
                log.exception("evidence could not be looked through")
            await self._sleep(DAY_SECONDS)

    def tidy(self) -> None:
        """Once. Blocking."""
        now = self._clock()
        before = now - MILLISECONDS_PER_DAY
        aside, resting = self._shelf.aside(), list(self._shelf.resting(before))
        if not aside and not resting:
            return
        # Read after the files were looked through: whatever was attached before is named by now.
        known = named(self._database, {commune for commune, _ in [*aside, *resting]})
        for commune, file in aside:
            if (commune, file) in known:
                self._shelf.bring_back(commune, file)
                log.warning("%s: evidence %s is named again, and back on its shelf", commune, file)
        day = day_of(now).isoformat()
        for commune, file in resting:
            if (commune, file) not in known and self._shelf.set_aside(commune, file, before, day):
                log.warning("%s: no journal names evidence %s, it was set aside", commune, file)


def named(database: Path, communes: Iterable[str]) -> set[File]:
    """Whatever looks like the hash of a file in any entry of these communes: rather too many than one too few."""
    wanted, found = set(communes), set[File]()
    with opened(database) as connection:
        for stream in streams(connection):
            commune = StreamName.parse(stream).commune
            if commune in wanted:
                found |= {(commune, file) for file in _named_in(connection, stream)}
    return found


def _named_in(connection: sqlite3.Connection, stream: str) -> Iterable[str]:
    # SQLite picks them: it lets the server go on meanwhile.
    rows = connection.execute(
        "SELECT CAST(body AS BLOB) FROM entries WHERE stream = ? AND body GLOB ?",
        (stream, _HOLDS_ONE),
    )
    return [file.decode() for (body,) in rows for file in _SHA256.findall(body)]
