"""Follows the journal and keeps the derived tables up with it; they can be deleted and rebuilt at any time.

Rows and the checkpoint that says how far they go are written in one transaction, so that no event counts
twice or not at all, wherever a crash falls.

When it meets the end of a conference it first opens the casebook and only then moves past that end. The
casebook can begin only once, so doing it again after a crash changes nothing: that is how closing heals.

Of each conference that goes on it holds the state its tables show, so that what a merger or a withdrawn vote
means is asked of the rules' own code. After a start the journal is read once more for that.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from archive import derived
from archive.casebook.opening import nothing_asked, open_cases
from archive.casebook_follower import CasebookFollower
from archive.census import count_casebook
from archive.finish import finish
from archive.journal import (
    PAGE_ENTRIES,
    Entry,
    Journal,
    NotSaved,
    Position,
    StaleExpectation,
)
from archive.projection import Page, fold, go_through, settle
from archive.store import Store
from archive.streams import CASEBOOK, CONFERENCE, StreamName, casebook_stream
from conference.event import Event
from conference.events import ConferenceClosed
from conference.state import ConferenceState
from conference.vocabulary import Stage

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
        self._hurried = asyncio.Event()
        self._only_votes = False
        self._turn = asyncio.Lock()
        self._casebooks = CasebookFollower(journal, store, clock)
        self._states: dict[str, ConferenceState] = {}
        """Of the conferences that go on: where their tables stand."""

    def wake(self, stream: str) -> None:
        """Say that a stream has gone on. Cheap: call it after every commit."""
        self._awake.add(stream)
        self._woken.set()

    def hurry(self) -> None:
        """Rest no longer: people will read in a moment what has just happened."""
        self._hurried.set()

    async def run(self) -> None:
        """Follow whatever wakes it, until cancelled."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            self._hurried.clear()
            streams, self._awake = self._awake, set()
            self._only_votes = True
            for stream in sorted(streams, key=_casebooks_last):
                # Cut off in the midst of a read, the connection would outlive the event loop.
                await finish(self._try(stream))
            await self._rest(VOTES_PAUSE_SECONDS if self._only_votes else PAUSE_SECONDS)

    async def follow(self, stream: str) -> None:
        """Bring the tables up to this one now: whoever has just changed it is about to read it."""
        await finish(self._try(stream))

    async def catch_up(self) -> None:
        """Project all that is not yet projected: at start, before anybody reads."""
        for stream in sorted(await derived.behind(self._store), key=_casebooks_last):
            await self._follow(stream)

    async def rebuild(self) -> None:
        """Throw the derived tables away and make them anew from the journal."""
        async with self._turn:
            self._states.clear()
            self._casebooks.forget()
            await derived.delete_all(self._store)
        await self.catch_up()

    async def _rest(self, seconds: float) -> None:
        either = [
            asyncio.ensure_future(self._sleep(seconds)),
            asyncio.ensure_future(self._hurried.wait()),
        ]
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in either:
                each.cancel()

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
            casebook = await self._follower(stream)(stream)
        if casebook:
            self.wake(casebook)  # should the next line fail, it is not forgotten
            await self._follow(casebook)
            await count_casebook(self._store, casebook)

    def _follower(self, stream: str) -> Callable[[str], Awaitable[str | None]]:
        """Gives the casebook that has to be followed next."""
        kind = StreamName.parse(stream).kind
        if kind == CONFERENCE:
            return self._follow_conference
        return self._follow_casebook if kind == CASEBOOK else self._pass_over

    async def _follow_casebook(self, stream: str) -> None:
        self._only_votes = False
        await self._casebooks.follow(stream)

    async def _pass_over(self, stream: str) -> None:
        """Nothing is derived from it: its readers read the journal."""
        head = await self._journal.head(stream)
        if head:
            async with self._store.transaction() as transaction:
                name = StreamName.parse(stream)
                await derived.move_checkpoint(transaction, name, head.sequence, self._clock())

    async def _follow_conference(self, stream: str) -> str | None:
        since = await derived.checkpoint(self._store, stream)
        casebook = None
        # Should anything fail below, the state is ahead of the tables: it is read anew next time.
        state = await self._state(stream, since)
        while page := await self._journal.read(stream, since):
            touched = go_through(state, page)
            closed = next((e.event for e in page if isinstance(e.event, ConferenceClosed)), None)
            if closed:
                casebook = await self._open_casebook(stream, closed, state)
            await self._project(stream, page, touched, state)
            since = page[-1].sequence
            if len(page) < PAGE_ENTRIES:
                break  # whatever has come meanwhile wakes it again
        self._keep(stream, state)
        return casebook

    async def _open_casebook(
        self, stream: str, closed: ConferenceClosed, state: ConferenceState
    ) -> str:
        """Its epoch follows from the closing, so that two attempts are the same attempt."""
        name = StreamName.parse(stream)
        casebook = casebook_stream(name.commune, name.code)
        begun: list[Event] = [*open_cases(state, closed)] or [nothing_asked(closed)]
        with suppress(StaleExpectation):
            await self._journal.append(casebook, Position(closed.at, 0), begun)
        return casebook

    async def _state(self, stream: str, since: int) -> ConferenceState:
        """The conference as its tables show it."""
        state = self._states.pop(stream, None) or ConferenceState()
        if state.position > since:
            state = ConferenceState()
        while state.position < since:
            page = await self._journal.read(stream, state.position, since - state.position)
            go_through(state, page)
        return state

    def _keep(self, stream: str, state: ConferenceState) -> None:
        """For the next round, while there will be one; without the receipts, which only rules ask for."""
        if state.stage is Stage.CLOSED:
            return
        state.staff_receipts.clear()
        for attendee in state.attendees.values():
            attendee.receipts.clear()
        self._states[stream] = state

    async def _project(
        self, stream: str, page: list[Entry], touched: Page, state: ConferenceState
    ) -> None:
        name = StreamName.parse(stream)
        self._only_votes = self._only_votes and touched.only_votes
        async with self._store.transaction() as transaction:
            rows = await derived.load(transaction, name, sorted(touched.numbers))
            for entry in page:
                fold(rows, entry)
            settle(rows, touched, state)
            await derived.save(transaction, rows)
            await derived.move_checkpoint(transaction, name, page[-1].sequence, self._clock())


def _casebooks_last(stream: str) -> bool:
    """What a case was asked stands in its conference's tables, so these come first."""
    return StreamName.parse(stream).kind == CASEBOOK
