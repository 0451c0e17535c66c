"""What pages, exports and rules ask of the casebook's read tables. They lag behind the casebooks by a moment.

Every question but four names its commune first, and is answered out of that commune's cases alone: a code or public
number tells whose it is, and rules look after all. It must not know who is asking: whoever calls decides what they
may see.
"""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence

from archive import case_queries_board as board
from archive import case_queries_clocks as clocks
from archive import case_queries_counted as counting
from archive import case_queries_front as fronts
from archive import case_queries_lists as lists
from archive import case_queries_page as page
from archive import case_queries_public as public
from archive import case_queries_register as registers
from archive import case_queries_rounds as rounds
from archive import result_rows
from archive.almanac import Terms
from archive.case_filter import EVERYTHING, CaseFilter, CaseOrder
from archive.case_queries_foresight import Foreseen, foreseen
from archive.case_records import (
    CaseLine,
    CaseList,
    CasePage,
    ClockRecord,
    Completeness,
    Dashboard,
    HeldCode,
    Hits,
    LateCase,
    PublishedCase,
    PublishedList,
    RecommendationLine,
    Tabs,
    referred,
)
from archive.casebook.balance import Move, Rating, Running
from archive.casebook.event import CaseEvent
from archive.clock_moves import RunningClock
from archive.front_records import FrontsOwn, RemarkRecord, Samples
from archive.register.rows import RegisterRow
from archive.result_rows import ResultRecord
from archive.store import Store
from archive.tables_cases import cases

PAGE = 50
"""Cases of a list shown at once."""
HITS = 20


class CaseQueries:
    def __init__(self, store: Store) -> None:
        self._store = store

    # For staff

    async def inbox(
        self,
        commune: str,
        wanted: CaseFilter = EVERYTHING,
        order: CaseOrder = CaseOrder.DUE,
        *,
        now: int,
        after: str | None = None,
        limit: int = PAGE,
    ) -> CaseList:
        """A page of the cases that are wanted. `after` is the `next` of the page before."""
        async with self._store.reading() as connection:
            return await lists.inbox(
                connection, commune, wanted, order, now=now, after=after, limit=limit
            )

    async def tabs(
        self,
        commune: str,
        *,
        now: int,
        soon: int,
        unit: str | None = None,
        owner: str | None = None,
    ) -> Tabs:
        """What runs out up to `soon` is due soon: by the commune's calendar, see `clocks.soon_until`."""
        async with self._store.reading() as connection:
            return await board.tabs(connection, commune, now, soon, unit=unit, owner=owner)

    async def search(
        self, commune: str, text: str, *, after: str | None = None, limit: int = HITS
    ) -> Hits:
        """With or without diacritics: all these words, the last one also as the beginning of a word."""
        async with self._store.reading() as connection:
            return await lists.search(connection, commune, text, after=after, limit=limit)

    async def case(self, commune: str, code: str) -> CasePage | None:
        """All that belongs to it. Of a sealed one that it is sealed."""
        async with self._store.reading() as connection:
            return await page.case_page(connection, commune, code)

    async def line(self, commune: str, code: str) -> CaseLine | None:
        async with self._store.reading() as connection:
            return await page.one_line(connection, commune, cases.c.code == code)

    async def lines(self, commune: str, codes: Collection[str]) -> tuple[CaseLine, ...]:
        """So many of them as a page has room for, in the order of their numbers."""
        async with self._store.reading() as connection:
            return await page.lines(connection, commune, cases.c.code.in_(codes))

    async def by_reference(self, commune: str, typed: str) -> CaseLine | None:
        """By the number on paper, in any case of letters."""
        known = referred(typed)
        if known is None:
            return None
        conference, question, part = known
        which = (cases.c.conference == conference, cases.c.question == question)
        async with self._store.reading() as connection:
            return await page.one_line(connection, commune, *which, cases.c.part == part)

    async def by_number(self, commune: str, number: int) -> list[CaseLine]:
        """Every case of that question in each conference, the latest conference first."""
        async with self._store.reading() as connection:
            return await lists.by_number(connection, commune, number, limit=HITS)

    async def held(self, code: str) -> HeldCode | None:
        """What this code stands for: for whoever holds it and knows no more. One look at the file, whatever it finds."""
        async with self._store.reading() as connection:
            return await page.held(connection, code)

    async def running_clocks(
        self, commune: str, codes: Collection[str]
    ) -> dict[str, list[ClockRecord]]:
        """By code, all that run in these cases, or rest."""
        async with self._store.reading() as connection:
            return await clocks.running(connection, commune, codes)

    async def dashboard(self, commune: str, *, now: int, soon: int) -> Dashboard:
        async with self._store.reading() as connection:
            return await board.dashboard(connection, commune, now, soon)

    async def register(
        self, commune: str, wanted: CaseFilter = EVERYTHING, *, now: int
    ) -> AsyncIterator[RegisterRow]:
        """All that are wanted, as they stood at one moment, in the order of conferences and questions.

        A sealed one is a number among them.
        """
        async with self._store.reading() as connection:
            async for row in registers.register(connection, commune, wanted, now):
                yield row

    async def recommendations(
        self, commune: str, *, unsettled: bool = True
    ) -> list[RecommendationLine]:
        """Of the Front. The words of those about sealed cases are the Front's alone to read."""
        async with self._store.reading() as connection:
            return await lists.recommendations(connection, commune, unsettled=unsettled)

    # For the Front

    async def samples(self, commune: str, conference: str | None = None) -> Samples:
        async with self._store.reading() as connection:
            return await fronts.samples(connection, commune, conference)

    async def fronts_own(self, commune: str, code: str) -> FrontsOwn:
        """What the Front wrote about a case and was replied."""
        async with self._store.reading() as connection:
            return await fronts.fronts_own(connection, commune, code)

    async def remarks(self, commune: str, period: str) -> list[RemarkRecord]:
        async with self._store.reading() as connection:
            return await fronts.remarks(connection, commune, period)

    async def steps_named(
        self, commune: str, codes: Collection[str], names: Collection[str]
    ) -> dict[str, list[CaseEvent]]:
        """By code, the steps of these cases that are called so."""
        async with self._store.reading() as connection:
            return await fronts.steps_named(connection, commune, codes, names)

    async def counted(self, commune: str) -> counting.Counted:
        """Where all cases stand, by following every move of each."""
        async with self._store.reading() as connection:
            return await counting.counted(connection, commune)

    async def front_steps(self, commune: str, since: int, until: int) -> list[CaseEvent]:
        """What the Front did from one moment until before another, and what it was told."""
        async with self._store.reading() as connection:
            return await fronts.front_steps(connection, commune, since, until)

    # About making a conference's result known

    async def results(self, commune: str, conference: str | None = None) -> list[ResultRecord]:
        """The latest first."""
        async with self._store.reading() as connection:
            return await result_rows.results(connection, commune, conference)

    # For everybody

    async def published(
        self,
        commune: str,
        year: int | None = None,
        *,
        text: str | None = None,
        after: str | None = None,
        limit: int = PAGE,
    ) -> PublishedList:
        """Newest first. `text` is looked for in what is published alone."""
        async with self._store.reading() as connection:
            return await public.published_list(
                connection, commune, year, after=after, limit=limit, text=text
            )

    async def published_by_opening(
        self,
        commune: str,
        since: int,
        until: int,
        *,
        topic: str | None = None,
        open: bool | None = None,
        limit: int = PAGE,
        skip: int = 0,
    ) -> list[PublishedCase]:
        """The latest first, of those opened from one moment until before another."""
        wanted = public.Asked(since=since, until=until, topic=topic, open=open)
        async with self._store.reading() as connection:
            return await public.asked(connection, commune, wanted, limit, skip)

    async def published_topics(self, commune: str) -> list[str]:
        async with self._store.reading() as connection:
            return await public.topics(connection, commune)

    async def whose_public(self, public_id: str) -> tuple[str, str] | None:
        """Commune and code of what is published under this number, in any commune."""
        async with self._store.reading() as connection:
            return await public.whose(connection, public_id)

    async def published_years(self, commune: str) -> list[int]:
        async with self._store.reading() as connection:
            return await public.years(connection, commune)

    async def public_case(self, commune: str, public_id: str) -> PublishedCase | None:
        async with self._store.reading() as connection:
            return await public.public_case(connection, commune, public_id)

    async def late_to_askers(
        self, commune: str, now: int, *, conference: str | None = None
    ) -> list[LateCase]:
        """The latest first. What is owed to the Front alone makes no case late here."""
        async with self._store.reading() as connection:
            return await clocks.late_to_askers(connection, commune, now, conference)

    # For reports

    async def open_at(self, commune: str, at: int) -> int:
        """How many cases were open just before this moment."""
        async with self._store.reading() as connection:
            return await rounds.open_at(connection, commune, at)

    async def moves(self, commune: str, since: int, until: int) -> list[Move]:
        """Every change of state from one moment until before another, births too."""
        async with self._store.reading() as connection:
            return await rounds.moves(connection, commune, since, until)

    async def ratings(self, commune: str, since: int, until: int) -> list[Rating]:
        async with self._store.reading() as connection:
            return await rounds.ratings(connection, commune, since, until)

    async def running(self, commune: str, at: int) -> list[Running]:
        """The clocks that ran just before this moment."""
        async with self._store.reading() as connection:
            return await rounds.running(connection, commune, at)

    async def ticking(self, commune: str) -> list[RunningClock]:
        """The clocks that were not stopped, in the order of their cases."""
        async with self._store.reading() as connection:
            return await rounds.ticking(connection, commune)

    async def completeness(self, commune: str, conference: str) -> Completeness:
        """Whether every question of a conference has its case."""
        async with self._store.reading() as connection:
            return await rounds.completeness(connection, commune, conference)

    # For rules

    async def foreseen(
        self, streams: Sequence[str], now: int, terms: Mapping[str, Terms]
    ) -> Foreseen:
        """Of these casebooks those in which nothing is owed now, by the terms of their communes."""
        async with self._store.reading() as connection:
            return await foreseen(connection, streams, now, terms)
