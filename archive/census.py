"""Counts questions and cases, so that none is lost without anybody noticing: at start, at each closing, every day.

A closed conference has one case for each of its questions; parts that were split off come on top. Should that
ever be otherwise, the log says so until somebody has mended it, and nothing is done about it here.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from archive.case_queries_rounds import completeness
from archive.journal import NotSaved
from archive.queries import Queries
from archive.store import Store
from archive.streams import StreamName

log = logging.getLogger(__name__)

DAY_SECONDS = 24 * 3_600.0


class Census:
    def __init__(
        self, queries: Queries, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._queries = queries
        self._sleep = sleep

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.take()
            except NotSaved:
                log.exception("questions and cases could not be counted")
            await self._sleep(DAY_SECONDS)

    async def take(self) -> None:
        """Count everything once."""
        for lost in await self._queries.incomplete():
            _tell(f"{lost.commune}/{lost.code}", lost.questions, lost.cases)


async def count_casebook(store: Store, casebook: str) -> None:
    """Count the cases of a conference that has just been closed."""
    name = StreamName.parse(casebook)
    async with store.reading() as connection:
        found = await completeness(connection, name.commune, name.code)
    if not found.complete:
        _tell(f"{name.commune}/{name.code}", found.questions, found.cases - found.parts)


def _tell(conference: str, questions: int, cases: int) -> None:
    log.error("%s has %d questions and %d cases: some were lost", conference, questions, cases)
