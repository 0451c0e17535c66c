"""Proofs from one checkpoint to the next, for whoever asks: one at a time, and none made twice while it is asked for.

A checkpoint never changes, so its proofs never do. A new one is read out of the journal, which takes a while for a
long one; so a network may ask for only so many a minute, and only so many wait.
"""

import asyncio
import base64
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Final

from archive.checkpoints.book import CheckpointBook, Signed
from archive.checkpoints.proofs import prove_between
from conference.refusals import Code, Refusal
from realtime.pace import Paces

PER_MINUTE: Final = 12
"""How many new ones a network may ask for, which a whole hall may share. Those that are known cost nothing."""
KEPT_MAX: Final = 256
WAITING_MAX: Final = 8
_SECONDS: Final = 60
_MILLISECONDS: Final = 1000

_Which = tuple[str, int, int, int]


class CheckpointProofs:
    def __init__(self, book: CheckpointBook, database: Path, clock: Callable[[], int]) -> None:
        """`clock` gives epoch milliseconds."""
        self._book = book
        self._database = database
        self._clock = clock
        self._paces = Paces(PER_MINUTE / _SECONDS, PER_MINUTE)
        self._known: OrderedDict[_Which, str] = OrderedDict()
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def between(self, stream: str, old: int, new: int, network: str) -> str | Refusal:
        """A line for each node, in base64. `old` and `new` are sizes; where none was signed there is no proof."""
        first, second = await self._book.at(stream, old), await self._book.at(stream, new)
        if first is None or second is None or not 0 < old <= new:
            return Refusal(Code.NOT_FOUND, "checkpoint")
        which = (stream, first.epoch, old, new)
        if which not in self._known:
            if self._waiting >= WAITING_MAX:
                return Refusal(Code.BUSY)
            if not self._paces.allows(network, self._clock() / _MILLISECONDS):
                return Refusal(Code.TOO_FAST)
            await self._make(which, first, second)
        self._known.move_to_end(which)
        return self._known[which]

    async def _make(self, which: _Which, first: Signed, second: Signed) -> None:
        self._waiting += 1
        try:
            async with self._turn:
                nodes = await asyncio.to_thread(prove_between, self._database, first, second)
        finally:
            self._waiting -= 1
        self._known[which] = "".join(f"{base64.b64encode(node).decode()}\n" for node in nodes)
        while len(self._known) > KEPT_MAX:
            self._known.popitem(last=False)
