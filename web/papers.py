"""What an office takes away: registers and dossiers, each made as a file of its own and never in memory.

A dossier is of one moment: where the streams stand is noted before the read tables are asked, and when they
have moved by the time the journal is read, it is begun again. One paper is made at a time: each costs the disk
and a core, and the hall next door may be live.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from archive.case_filter import CaseFilter
from archive.case_queries import CaseQueries
from archive.dossier.form import Copy, Manifest
from archive.dossier.writing import Moved, Wanted, write_dossier
from archive.evidence.shelf import find_in
from archive.journal import Journal
from archive.ledger_export import as_csv as ledger_as_csv
from archive.ledger_export import as_json as ledger_as_json
from archive.projector import Projector
from archive.queries import Queries
from archive.records import ConferenceRecord
from archive.register.columns import Reader
from archive.register.rows import RegisterRow
from archive.register.sheets import SHEETS, Sheet
from archive.store import DATABASE_FILE
from archive.streams import almanac_stream, casebook_stream, conference_stream
from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from web.dossier_words import READ_ME
from web.register_words import REGISTER_WORDS

REGISTER_READERS: Final = frozenset(
    {Role.CLERK, Role.SECRETARY, Role.CHAIR, Role.APPROVER, Role.PUBLISHER}
)
"""Who sees all cases of the commune; those of a unit see theirs, and no register."""
DOSSIER_KEEPERS: Final = frozenset({Role.CLERK, Role.SECRETARY, Role.CHAIR})
SEALED_KEEPERS: Final = frozenset({Role.SEALED_BOX})

OUTGOING_FOLDER = "outgoing"
WAITING_MAX = 4
ATTEMPTS: Final = 5
_ROWS_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A paper on its way out, in a folder of its own."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "paper"

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class Papers:
    """`token` gives names that were never given before."""

    def __init__(
        self,
        data: Path,
        *,
        journal: Journal,
        projector: Projector,
        queries: Queries,
        cases: CaseQueries,
        clock: Callable[[], int],
        token: Callable[[], str],
    ) -> None:
        self._data = data
        self._journal = journal
        self._projector = projector
        self._queries = queries
        self._cases = cases
        self._clock = clock
        self._token = token
        self._turn = asyncio.Lock()
        self._waiting = 0

    def sweep(self) -> None:
        """At the start: whatever was being made is nobody's any more."""
        shutil.rmtree(self._data / OUTGOING_FOLDER, ignore_errors=True)

    async def outgoing(self) -> "Outgoing":
        """A file of its own to make a paper in. Whoever asks for it removes it."""
        place = self._data / OUTGOING_FOLDER / self._token()
        await asyncio.to_thread(place.mkdir, mode=0o700, parents=True)
        return Outgoing(place)

    async def register(
        self, commune: str, form: str, reader: Reader, out: Path, conference: str | None = None
    ) -> Refusal | None:
        """Of the commune, or of one of its conferences, into this file."""
        async with self._in_turn() as refused:
            if refused:
                return refused
            await self._projector.catch_up()
            await self._register(commune, form, reader, out, conference)
        return None

    async def dossier(self, code: str, copy: Copy, out: Path) -> Manifest | Refusal:
        """Of one conference, into this file. Raises FileNotFoundError when evidence is missing."""
        async with self._in_turn() as refused:
            if refused:
                return refused
            for _ in range(ATTEMPTS):
                try:
                    return await self._dossier(code, copy, out)
                except Moved:
                    continue
        return Refusal(Code.BUSY)

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[Refusal | None]:
        if self._waiting >= WAITING_MAX:
            yield Refusal(Code.BUSY)
            return
        self._waiting += 1
        try:
            async with self._turn:
                yield None
        finally:
            self._waiting -= 1

    async def _dossier(self, code: str, copy: Copy, out: Path) -> Manifest | Refusal:
        conference = await self._queries.conference(code)
        if conference is None:
            return Refusal(Code.NOT_FOUND, "conference")
        at = await self._standing(conference)
        await self._projector.catch_up()
        transcript = await self._queries.transcript(conference.code)
        ledger = await self._queries.ledger(conference.code)
        if transcript is None or ledger is None:
            return Refusal(Code.NOT_FOUND, "conference")
        beside = await self.outgoing()
        try:
            wanted = Wanted(
                commune=conference.commune,
                conference=conference.code,
                copy=copy,
                at=at,
                transcript=transcript,
                ledger={"ledger.json": ledger_as_json(ledger), "ledger.csv": ledger_as_csv(ledger)},
                register=await self._registers(conference, beside.folder),
                read_me=READ_ME,
            )
            return await asyncio.to_thread(self._write, out, wanted)
        finally:
            await asyncio.to_thread(beside.remove)

    async def _standing(self, conference: ConferenceRecord) -> dict[str, int]:
        """Where each stream stands that the read tables are made of."""
        streams = (
            conference_stream(conference.commune, conference.code),
            casebook_stream(conference.commune, conference.code),
            almanac_stream(conference.commune),
        )
        heads = {stream: await self._journal.head(stream) for stream in streams}
        return {stream: head.sequence if head else 0 for stream, head in heads.items()}

    async def _registers(self, conference: ConferenceRecord, folder: Path) -> dict[str, Path]:
        """In all forms, without how to reach anybody: a dossier goes from hand to hand."""
        made = {f"register.{form}": folder / f"register.{form}" for form in SHEETS}
        for form, file in zip(SHEETS, made.values(), strict=True):
            await self._register(conference.commune, form, Reader.SUPERVISOR, file, conference.code)
        return made

    def _write(self, out: Path, wanted: Wanted) -> Manifest:
        with out.open("w+b") as file:
            return write_dossier(file, self._data / DATABASE_FILE, find_in(self._data), wanted)

    async def _register(
        self, commune: str, form: str, reader: Reader, out: Path, conference: str | None
    ) -> None:
        sheet = await asyncio.to_thread(SHEETS[form], out, REGISTER_WORDS, reader)
        waiting: list[RegisterRow] = []
        rows = self._cases.register(commune, CaseFilter(conference=conference), now=self._clock())
        async for row in rows:
            waiting.append(row)
            if len(waiting) == _ROWS_AT_ONCE:
                await asyncio.to_thread(_add, sheet, waiting)
                waiting = []
        await asyncio.to_thread(_add, sheet, waiting)
        await asyncio.to_thread(sheet.close)


def _add(sheet: Sheet, rows: list[RegisterRow]) -> None:
    for row in rows:
        sheet.add(row)
