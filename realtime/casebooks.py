"""All casebooks of the installation, and the almanacs their clocks are reckoned by.

A casebook is opened from its journal when somebody acts on one of its cases, and closed when it has long not
been used. One lock covers opening and closing, so that a stream never has two writers. A commune's almanac
stays open as long as the house: every decision of its casebooks asks it.

Begun are casebooks by the projector alone, when their conference closes: a casebook that has no journal is none.
"""

import asyncio
from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import partial

from archive.almanac import AlmanacState, Terms, apply_almanac, terms
from archive.almanac_rules import decide_almanac
from archive.casebook.apply import apply
from archive.casebook.command import BookCommand
from archive.casebook.decide import decide
from archive.casebook.records import Case
from archive.casebook.state import CasebookState
from archive.journal import Journal, VaultRow
from archive.streams import StreamName, almanac_stream, casebook_stream
from conference.command import Command
from conference.event import Event
from conference.refusals import Code, Refusal
from realtime.book import Book
from realtime.intake import Clock
from realtime.writer import Outcome, Writer

CASEBOOKS_OPEN_MAX = 64
"""Beyond this, the longest unused is closed."""

LOOK_MAX_SECONDS = 2.0
"""A page waits no longer for a casebook that cannot be saved."""

Saved = Callable[[str], None]


class Almanac:
    """A commune's calendar and deadlines, as they are on disk."""

    def __init__(self, commune: str, journal: Journal, saved: Saved) -> None:
        self.terms: Terms = terms(AlmanacState())
        self._stream = almanac_stream(commune)
        self._saved = saved
        book = Book(AlmanacState, decide_almanac, apply_almanac)
        self._writer = Writer(self._stream, journal, book, self._committed)

    async def open(self, epoch: int) -> None:
        await self._writer.start(epoch)
        self.terms = terms(self._writer.state)

    async def submit(self, command: Command) -> Outcome:
        return await self._writer.submit(command)

    async def close(self) -> None:
        await self._writer.close()

    def _committed(self, events: Sequence[Event], _repeated: Sequence[str]) -> None:
        self.terms = terms(self._writer.state)
        if events:
            self._saved(self._stream)


class Casebook:
    """The live owner of one casebook."""

    def __init__(self, stream: str, journal: Journal, almanac: Almanac, saved: Saved) -> None:
        self.stream = stream
        self.almanac = almanac
        self._saved = saved
        book = Book(CasebookState, partial(_decide, almanac), apply)
        self._writer = Writer(stream, journal, book, self._committed)

        self._onlookers: list[tuple[str, asyncio.Future[Case | None]]] = []
        """As many as pages are being drawn."""

    async def open(self, epoch: int) -> None:
        await self._writer.start(epoch)

    async def submit(self, command: BookCommand, keep: Sequence[VaultRow] = ()) -> Outcome:
        return await self._writer.submit(command, keep)

    async def close(self) -> None:
        await self._writer.close()

    @property
    def state(self) -> CasebookState | None:
        """To be looked at and not kept; None while something is being saved."""
        return self._writer.state if self._writer.settled else None

    async def case(self, code: str) -> Case | None:
        """A copy of this case as it stands on disk, which is waited for while something is being saved."""
        if self._writer.settled:
            return deepcopy(self._writer.state.cases.get(code))
        waiting: asyncio.Future[Case | None] = asyncio.get_running_loop().create_future()
        self._onlookers.append((code, waiting))
        try:
            async with asyncio.timeout(LOOK_MAX_SECONDS):
                return await waiting
        except TimeoutError:
            return None

    def _committed(self, events: Sequence[Event], _repeated: Sequence[str]) -> None:
        # Now, before the next batch begins, everybody can look.
        onlookers, self._onlookers = self._onlookers, []
        for code, waiting in onlookers:
            if not waiting.done():
                waiting.set_result(deepcopy(self._writer.state.cases.get(code)))
        if events:
            self._saved(self.stream)


class Casebooks:
    def __init__(self, journal: Journal, *, clock: Clock, saved: Saved) -> None:
        """`saved` hears of each stream that was appended to."""
        self._journal = journal
        self._clock = clock
        self._saved = saved
        self._open: dict[str, Casebook] = {}
        self._almanacs: dict[str, Almanac] = {}
        self._lock = asyncio.Lock()

    async def submit(
        self, commune: str, conference: str, command: BookCommand, keep: Sequence[VaultRow] = ()
    ) -> Outcome:
        """`keep` is what the vault must hold with it."""
        casebook = await self.open(casebook_stream(commune, conference))
        if casebook is None:
            return Refusal(Code.NOT_FOUND, "case")
        # From here to the writer's inbox nothing waits, so it cannot be closed in between.
        return await casebook.submit(command, keep)

    async def terms(self, commune: str) -> Terms:
        """What the commune's clocks are reckoned by now."""
        return (await self._almanac(commune)).terms

    async def change_terms(self, commune: str, command: Command) -> Outcome:
        """A command of `archive/almanac_commands.py`."""
        return await (await self._almanac(commune)).submit(command)

    async def open(self, stream: str) -> Casebook | None:
        """The casebook of this stream; None when its conference has not closed."""
        casebook = self._open.pop(stream, None)
        if casebook is None:
            async with self._lock:
                casebook = self._open.pop(stream, None) or await self._lend(stream)
        if casebook is not None:
            # Put back at the end: the order is that of use.
            self._open[stream] = casebook
        return casebook

    async def close(self) -> None:
        """Let each finish what it has taken in."""
        async with self._lock:
            casebooks, self._open = list(self._open.values()), {}
            await asyncio.gather(*(casebook.close() for casebook in casebooks))
            almanacs, self._almanacs = list(self._almanacs.values()), {}
            await asyncio.gather(*(almanac.close() for almanac in almanacs))

    async def _lend(self, stream: str) -> Casebook | None:
        if await self._journal.head(stream) is None:
            return None
        while len(self._open) >= CASEBOOKS_OPEN_MAX:
            await self._open.pop(next(iter(self._open))).close()
        almanac = await self._opened_almanac(StreamName.parse(stream).commune)
        casebook = Casebook(stream, self._journal, almanac, self._saved)
        await casebook.open(self._clock())
        return casebook

    async def _almanac(self, commune: str) -> Almanac:
        known = self._almanacs.get(commune)
        if known:
            return known
        async with self._lock:
            return await self._opened_almanac(commune)

    async def _opened_almanac(self, commune: str) -> Almanac:
        """To be asked for with the lock held."""
        almanac = self._almanacs.get(commune)
        if almanac is None:
            almanac = Almanac(commune, self._journal, self._saved)
            await almanac.open(self._clock())
            self._almanacs[commune] = almanac
        return almanac


def _decide(almanac: Almanac, state: CasebookState, command: BookCommand) -> list[Event] | Outcome:
    return decide(state, command, almanac.terms)
