"""Follows the journal and keeps the derived tables up with it; they can be deleted and rebuilt at any time.

Rows and the checkpoint that says how far they go are written in one transaction, so that no event counts
twice or not at all, wherever a crash falls.

When it meets the end of a conference it first opens the casebook and only then moves past that end. The
casebook can begin only once, so doing it again after a crash changes nothing: that is how closing heals.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from archive import derived
from archive.casework import open_cases
from archive.finish import finish
from archive.journal import (
    PAGE_ENTRIES,
    Entry,
    Journal,
    NotSaved,
    Position,
    StaleExpectation,
)
from archive.projection import fold, questions_touched, support_moved
from archive.store import Store
from archive.streams import CONFERENCE, StreamName, casebook_stream
from conference.events import ConferenceClosed
from conference.state import ConferenceState, apply

log = logging.getLogger(__name__)

PAUSE_SECONDS = 0.5
"""Between two rounds: a thousand votes are then one change of a row."""
VOTES_PAUSE_SECONDS = 2.0
"""The same after a round of nothing but votes: more of them will come, and nobody waits for their sum here."""
RETRY_SECONDS = 2.0
"""After the disk failed."""


class Projector:
    def __init__(
        self,
        journal: Journal,
        store: Store,
        clock: Callable[[], int],
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._journal = journal
        self._store = store
        self._clock = clock
        self._sleep = sleep
        self._awake: set[str] = set()
        self._woken = asyncio.Event()
        self._only_votes = False
        self._turn = asyncio.Lock()

    def wake(self, stream: str) -> None:
        """Say that a stream has gone on. Cheap: call it after every commit."""
        self._awake.add(stream)
        self._woken.set()

    async def run(self) -> None:
        """Follow whatever wakes it, until cancelled."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            streams, self._awake = self._awake, set()
            self._only_votes = True
            for stream in sorted(streams):
                # Cut off in the midst of a read, the connection would outlive the event loop.
                await finish(self._try(stream))
            await self._sleep(VOTES_PAUSE_SECONDS if self._only_votes else PAUSE_SECONDS)

    async def catch_up(self) -> None:
        """Project all that is not yet projected: at start, before anybody reads."""
        for stream in await derived.behind(self._store):
            await self._follow(stream)

    async def rebuild(self) -> None:
        """Throw the derived tables away and make them anew from the journal."""
        async with self._turn:
            await derived.delete_all(self._store)
        await self.catch_up()

    async def _try(self, stream: str) -> None:
        try:
            await self._follow(stream)
        except NotSaved:
            self.wake(stream)
            await self._sleep(RETRY_SECONDS)
            with suppress(NotSaved):
                await self._store.recover()
        except Exception:
            # A bug in one conference must not stop the others. Its tables are behind until it is mended.
            log.exception("%s cannot be projected", stream)

    async def _follow(self, stream: str) -> None:
        async with self._turn:
            since = await derived.checkpoint(self._store, stream)
            casebook = None
            while page := await self._journal.read(stream, since):
                closed = next(
                    (e.event for e in page if isinstance(e.event, ConferenceClosed)), None
                )
                if closed:
                    casebook = await self._open_casebook(stream, closed)
                await self._project(stream, page)
                since = page[-1].sequence
                if len(page) < PAGE_ENTRIES:
                    break  # whatever has come meanwhile wakes it again
        if casebook:
            self.wake(casebook)  # should the next line fail, it is not forgotten
            await self._follow(casebook)

    async def _open_casebook(self, stream: str, closed: ConferenceClosed) -> str:
        """Its epoch follows from the closing, so that two attempts are the same attempt."""
        name = StreamName.parse(stream)
        casebook = casebook_stream(name.commune, name.code)
        cases = open_cases(await self._state(stream), closed)
        if cases:
            with suppress(StaleExpectation):
                await self._journal.append(casebook, Position(closed.at, 0), cases)
        return casebook

    async def _state(self, stream: str) -> ConferenceState:
        state = ConferenceState()
        while page := await self._journal.read(stream, state.position):
            for entry in page:
                apply(state, entry.event)
        return state

    async def _project(self, stream: str, page: list[Entry]) -> None:
        name = StreamName.parse(stream)
        moved = support_moved(page)
        if moved is not None:
            async with self._store.transaction() as transaction:
                await derived.move_support(transaction, name, moved)
                await derived.move_checkpoint(transaction, name, page[-1].sequence, self._clock())
            return
        self._only_votes = False
        numbers = questions_touched(page) if name.kind == CONFERENCE else []
        async with self._store.transaction() as transaction:
            rows = await derived.load(transaction, name, numbers)
            for entry in page:
                fold(rows, entry)
            await derived.save(transaction, rows)
            await derived.move_checkpoint(transaction, name, page[-1].sequence, self._clock())
