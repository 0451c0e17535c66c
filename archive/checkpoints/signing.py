"""Signs each stream that has grown: at once when its conference closes, else every hour, and before a stop.

It keeps no diary. Which streams there are and how far they go stands in the journal, and what was signed in the
table of checkpoints; so it can be stopped anywhere, and after a start all that has grown is signed first. It goes on
from the tree of the last checkpoint and never signs it anew: a past that was changed meanwhile fits neither.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from archive.checkpoints.book import CheckpointBook, Signed, Source, Standing
from archive.checkpoints.note import Checkpoint, Note, PublicKey, Signature
from archive.finish import finish
from archive.journal import NotSaved
from archive.tree import Tree, leaf

log = logging.getLogger(__name__)

HOUR_MILLISECONDS = 3_600_000
PAUSE_SECONDS = 30.0
"""Between two looks at what is due."""
PAGE_LEAVES = 500
SETTLE_SECONDS = 5.0
"""How long a stop may wait for it at most. What is left is signed after the next start."""
BETWEEN_SECONDS = 0.001
"""Between two pages, so that a long stream holds nobody up: its first signing may take a few seconds."""


class Broken(Exception):  # noqa: N818
    """The stream does not go on from what was signed: nothing more is signed until somebody has looked."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: the public keys, and what their private halves make of a text."""

    keys: tuple[PublicKey, ...]
    sign: Callable[[bytes], Sequence[Signature]]


class Signing:
    def __init__(
        self,
        book: CheckpointBook,
        sources: Sequence[Source],
        signatory: Signatory,
        clock: Callable[[], int],
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`clock` gives epoch milliseconds."""
        self._book = book
        self._sources = sources
        self._signatory = signatory
        self._clock = clock
        self._sleep = sleep
        self._last: dict[str, Signed | None] = {}
        """The newest checkpoint of every stream that was looked at since the start."""
        self._at_once: set[str] = set()
        self._hurried = asyncio.Event()
        self._told: set[str] = set()
        """Streams that are damaged, as the log says: they are left alone until the next start."""

    def hurry(self, stream: str) -> None:
        """Sign it now, whatever the hour: nothing more will come. Call it after the commit."""
        self._at_once.add(stream)
        self._hurried.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.go()
            except Exception:
                # A bug must not end it: what was due stays due.
                log.exception("checkpoints could not be signed")
            await self._rest()

    async def settle(self) -> None:
        """Before a stop: sign all that has grown, so that nothing of it can be cut off meanwhile."""
        self._last.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(SETTLE_SECONDS):
                await self.go()

    async def go(self) -> None:
        """Sign all that is due. What could not be saved stays due."""
        self._hurried.clear()
        if self._book.broken:
            return
        urgent, self._at_once = self._at_once, set()
        done: set[str] = set()
        try:
            for source in self._sources:
                for number, standing in enumerate(await finish(source.standings())):
                    await self._visit(source, standing, urgent=standing.stream in urgent)
                    done.add(standing.stream)
                    if number % PAGE_LEAVES == 0:
                        await self._sleep(BETWEEN_SECONDS)
        except NotSaved:
            log.warning("checkpoints wait until the disk is well again")
        finally:
            self._at_once |= urgent - done

    async def _visit(self, source: Source, standing: Standing, *, urgent: bool) -> None:
        if standing.stream in self._told:
            return
        try:
            if await self._is_due(standing, urgent=urgent):
                signed = await self._sign(source, standing, self._last.pop(standing.stream))
                self._last[standing.stream] = signed
        except (Broken, ValueError) as problem:
            self._told.add(standing.stream)
            log.error("%s is signed no more: %s; run `doithoai verify`", standing.stream, problem)  # noqa: TRY400

    async def _is_due(self, standing: Standing, *, urgent: bool) -> bool:
        stream = standing.stream
        seen = stream in self._last and _is_of(self._last[stream], standing)
        if not seen:
            self._last[stream] = await finish(self._book.newest(stream, standing.epoch))
        last = self._last[stream]
        if last is None:
            return standing.size > 0
        if standing.size < last.size:
            raise Broken(f"it was signed with {last.size} entries and has {standing.size}")
        is_young = 0 <= self._clock() - last.at < HOUR_MILLISECONDS
        return standing.size > last.size and (urgent or not seen or not is_young)

    async def _sign(self, source: Source, standing: Standing, last: Signed | None) -> Signed:
        tree = last.tree() if last else Tree()
        while tree.size < standing.size:
            wanted = min(PAGE_LEAVES, standing.size - tree.size)
            page = await finish(source.leaves(standing.stream, tree.size, wanted))
            for one in page:
                if one.sequence != tree.size + 1:
                    break
                tree.add(leaf(one.body))
            if not page or page[-1].sequence != tree.size:
                raise Broken(f"its entry {tree.size + 1} is missing")
            await self._sleep(BETWEEN_SECONDS)
        said = Checkpoint(standing.stream, standing.epoch, tree.size, tree.root, self._clock())
        note = Note(said, tuple(self._signatory.sign(said.text.encode())))
        keys = [str(key) for key in self._signatory.keys]
        return await finish(self._book.add(note, tree, keys))

    async def _rest(self) -> None:
        either = [
            asyncio.ensure_future(self._sleep(PAUSE_SECONDS)),
            asyncio.ensure_future(self._hurried.wait()),
        ]
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in either:
                each.cancel()


def _is_of(last: Signed | None, standing: Standing) -> bool:
    return last is None or last.epoch == standing.epoch
