"""All halls of the installation: opened from the journal when somebody comes, created, closed.

A hall's code is unique here, whatever its commune, because it is what people type. One lock covers
opening, creating and closing, so that a stream never has two writers. This is the seam at which several
nodes would share the halls out among themselves.
"""

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable, Collection

from archive.journal import Journal
from archive.streams import CONFERENCE, conference_stream
from conference.commands import CreateConference
from conference.decide import decide
from conference.refusals import Code, Refusal
from conference.ruling import Rulebook
from conference.state import ConferenceState
from realtime.hall import Hall
from realtime.intake import Clock
from realtime.wire import TICK_SECONDS
from realtime.writer import Outcome

HALLS_OPEN_MAX = 64
"""Beyond this, the halls that nobody sits in are closed, the longest unused first."""

_PREFIX = f"{CONFERENCE}/"


async def _nothing_sealed(_commune: str, _code: str) -> Collection[int]:
    return ()


class Halls:
    def __init__(
        self,
        journal: Journal,
        rulebook: Rulebook,
        *,
        clock: Clock,
        saved: Callable[[str], None],
        tick_seconds: float = TICK_SECONDS,
        opened: Callable[[Hall], None] = lambda _hall: None,
        sealed_since: Callable[[str, str], Awaitable[Collection[int]]] = _nothing_sealed,
    ) -> None:
        """`saved` hears of each stream that was appended to, `opened` of each hall before anybody enters.

        `sealed_since` says which questions of a conference that is over were sealed afterwards.
        """
        self._journal = journal
        self._rulebook = rulebook
        self._clock = clock
        self._saved = saved
        self._tick_seconds = tick_seconds
        self._opened = opened
        self._sealed_since = sealed_since
        self._streams: dict[str, str] = {}
        self._open: dict[str, Hall] = {}
        self._lock = asyncio.Lock()

    async def start(self) -> None:
        """Learn which conferences there are."""
        for stream in await self._journal.streams(_PREFIX):
            self._streams[stream.rpartition("/")[2]] = stream

    async def close(self) -> None:
        """Let every hall finish what it has taken in."""
        async with self._lock:
            halls, self._open = list(self._open.values()), {}
            await asyncio.gather(*(hall.close() for hall in halls))

    @property
    def saving_ok(self) -> bool:
        return all(hall.saving_ok for hall in self._open.values())

    @property
    def codes(self) -> list[str]:
        return sorted(self._streams)

    async def open(self, code: str) -> Hall | None:
        """The hall with this code, in any case; None when there is none."""
        code = code.upper()
        stream = self._streams.get(code)
        if stream is None:
            return None
        hall = self._open.pop(code, None)
        if hall is None:
            async with self._lock:
                hall = self._open.pop(code, None) or await self._lend(stream)
        # Put back at the end: the order is that of use.
        self._open[code] = hall
        return hall

    async def keep_back(self, commune: str, code: str) -> None:
        """Something may have been sealed, or opened again, after this conference: its screens follow."""
        hall = self._open.get(code)
        if hall is not None:
            hall.keep_back(await self._sealed_since(commune, code))

    async def create(self, command: CreateConference) -> Outcome:
        """A new conference. The same command again gives the same receipt."""
        command = dataclasses.replace(command, code=command.code.upper())
        async with self._lock:
            if command.code not in self._streams:
                decided = decide(ConferenceState(), command, self._rulebook)
                if isinstance(decided, Refusal):
                    return decided
                stream = conference_stream(command.commune, command.code)
                hall = await self._lend(stream)
                outcome = await hall.submit(command)
                if isinstance(outcome, Refusal):
                    await hall.close()
                else:
                    self._streams[command.code] = stream
                    self._open[command.code] = hall
                return outcome
        existing = await self.open(command.code)
        return await existing.submit(command) if existing else Refusal(Code.NOT_FOUND)

    async def _lend(self, stream: str) -> Hall:
        await self._make_room()
        hall = Hall(
            stream,
            self._journal,
            self._rulebook,
            saved=self._saved,
            tick_seconds=self._tick_seconds,
        )
        await hall.open(self._clock())
        hall.keep_back(await self._sealed_since(hall.commune, hall.code))
        self._opened(hall)
        return hall

    async def _make_room(self) -> None:
        empty = [c for c, hall in self._open.items() if not hall.listener or hall.listener.idle]
        for code in empty[: max(0, len(self._open) + 1 - HALLS_OPEN_MAX)]:
            await self._open.pop(code).close()
