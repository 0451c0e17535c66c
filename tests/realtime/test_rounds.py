"""Rounds open what owes something and leave the rest asleep; with or without foresight they do the same."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

import pytest

from archive import derived
from archive.almanac_commands import LoadYear, SetDay
from archive.calendar import CalendarDay, DayKind, day_of, is_weekend
from archive.case_queries import CaseQueries
from archive.casebook import events as e
from archive.journal import Entry, Position
from archive.journal_sqlite import SqliteJournal
from archive.projector import Projector
from archive.store import Store
from archive.streams import StreamName, casebook_stream
from conference.event import Event
from conference.records import Receipt
from realtime.casebooks import Casebooks
from realtime.rounds import Foresee, Rounds, nothing_foreseen
from tests.casebook_histories import lived
from tests.casebook_story import CHAIR, DAY
from tests.casebook_trio import AN, MONDAY, opened

COMMUNE = "dong-hoa"
BOOKS = 6


class Town:
    """Casebooks on a real file, with read tables that a test brings up to date when it likes."""

    def __init__(self, store: Store, *, foresight: bool) -> None:
        self.journal = SqliteJournal(store)
        self.projector = Projector(self.journal, store, lambda: 1)
        self.queries = CaseQueries(store)
        self.now = MONDAY
        self.foresight = foresight
        self.opened: list[str] = []
        self.begin()

    def begin(self) -> None:
        """Also after a restart: nothing is kept but what is on disk."""
        self.casebooks = Casebooks(self.journal, clock=lambda: self.now, saved=self._saved)
        self.rounds = self.going(self.foresee if self.foresight else nothing_foreseen)
        self._really_open = self.casebooks.open
        self.casebooks.open = self._open  # type: ignore[method-assign]

    def going(self, foresee: Foresee) -> Rounds:
        at_once = partial(asyncio.sleep, 0)
        return Rounds(
            self.journal,
            self.casebooks,
            lambda: self.now,
            foresee=foresee,
            sleep=lambda _: at_once(),
        )

    async def foresee(self, streams: Sequence[str], now: int) -> Mapping[str, int | None]:
        communes = {StreamName.parse(stream).commune for stream in streams}
        terms = {name: await self.casebooks.terms(name) for name in communes}
        return await self.queries.foreseen(streams, now, terms)

    async def go(self) -> list[str]:
        """One round; gives the casebooks that were opened for it."""
        self.opened.clear()
        await self.rounds.go()
        return [StreamName.parse(stream).code for stream in self.opened]

    async def restarts(self) -> None:
        await self.casebooks.close()
        self.begin()

    async def closing(self, code: str) -> None:
        """What the projector does when a conference has ended."""
        stream = casebook_stream(COMMUNE, code)
        await self.journal.append(stream, Position(MONDAY, 0), [opened(f"{AN}-{code}", 1)])

    async def next_year(self, commune: str) -> None:
        """Without a holiday: few clocks of the year before have their days by it."""
        days = (CalendarDay(date(2027, 1, 1), DayKind.HOLIDAY, "Tết", "Thông báo", verified=True),)
        asked = LoadYear(actor=CHAIR, id="next-year", at=self.now, year=2027, days=days)
        assert isinstance(await self.casebooks.change_terms(commune, asked), Receipt)

    async def storm(self, day: int, commune: str = COMMUNE) -> None:
        while is_weekend(day_of(day)):
            day += DAY
        closed = CalendarDay(
            day_of(day), DayKind.LOCAL_CLOSURE, "Bão", "Quyết định 7", verified=True
        )
        asked = SetDay(actor=CHAIR, id=f"storm-{day}", at=self.now, day=closed)
        assert isinstance(await self.casebooks.change_terms(commune, asked), Receipt)

    async def events(self) -> dict[str, list[Event]]:
        streams = await self.journal.streams("casebook/")
        return {name: [one.event for one in await self._read(name)] for name in streams}

    async def _read(self, stream: str) -> list[Entry]:
        return await self.journal.read(stream, 0, 10_000)

    async def _open(self, stream: str) -> object:
        self.opened.append(stream)
        return await self._really_open(stream)

    def _saved(self, stream: str) -> None:
        self.rounds.note(stream)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(tmp_path)
    yield opened
    await opened.close()


@pytest.fixture
async def town(store: Store) -> AsyncIterator[Town]:
    town = Town(store, foresight=True)
    for code in ("MOT", "HAI"):
        await town.closing(code)
    await town.projector.catch_up()
    yield town
    await town.casebooks.close()


async def settled(town: Town) -> None:
    """The clocks run, and the tables know it."""
    await town.go()
    await town.projector.catch_up()
    assert await town.go() == []


async def test_clocks_that_nobody_has_set_yet_are_set(town: Town) -> None:
    assert await town.go() == ["HAI", "MOT"]
    kinds = [type(event) for event in (await town.events())[casebook_stream(COMMUNE, "MOT")]]
    assert kinds == [e.CaseOpened, *[e.ClockSet] * 3, e.ResultClockSet]


async def test_after_a_start_what_sleeps_is_not_opened(town: Town) -> None:
    await settled(town)
    await town.restarts()
    assert await town.go() == []


async def test_what_has_come_due_is_opened_at_its_day(town: Town) -> None:
    await settled(town)
    town.now += 3 * DAY
    assert await town.go() == ["HAI", "MOT"]
    told = (await town.events())[casebook_stream(COMMUNE, "MOT")]
    assert any(isinstance(event, e.CaseEscalated) for event in told)


async def test_where_the_tables_are_behind_the_casebook_itself_is_asked(town: Town) -> None:
    await town.go()
    await town.restarts()
    assert await town.go() == ["HAI", "MOT"]


async def test_tables_that_are_gone_foresee_nothing(town: Town, store: Store) -> None:
    await settled(town)
    await town.restarts()
    await derived.delete_all(store)
    assert await town.go() == ["HAI", "MOT"]


async def test_a_changed_calendar_opens_those_whose_clocks_move(town: Town) -> None:
    await settled(town)
    await town.storm(MONDAY + 42 * DAY)
    assert await town.go() == []
    await town.storm(MONDAY + DAY)
    assert await town.go() == ["HAI", "MOT"]


async def test_a_calendar_that_changed_just_before_the_end_is_found_after_the_start(
    town: Town,
) -> None:
    await settled(town)
    await town.storm(MONDAY + DAY)
    await town.restarts()
    assert await town.go() == ["HAI", "MOT"]


async def test_what_is_saved_while_the_tables_are_asked_is_looked_at(town: Town) -> None:
    await settled(town)
    mot = casebook_stream(COMMUNE, "MOT")

    async def too_late(streams: Sequence[str], _now: int) -> Mapping[str, int | None]:
        town.rounds.note(mot)
        return dict.fromkeys(streams)

    town.rounds = town.going(too_late)
    assert await town.go() == ["MOT"]


async def test_a_calendar_that_changes_while_the_tables_are_asked_is_not_overlooked(
    town: Town,
) -> None:
    await settled(town)

    async def too_late(streams: Sequence[str], _now: int) -> Mapping[str, int | None]:
        town.rounds.note("almanac/tay-hoa/ALMANAC")
        town.rounds.note("almanac/dong-hoa/ALMANAC")
        return dict.fromkeys(streams)

    town.rounds = town.going(too_late)
    assert await town.go() == ["HAI", "MOT"]


async def test_when_nothing_can_be_foreseen_every_casebook_is_opened(town: Town) -> None:
    await settled(town)

    async def broken(_streams: Sequence[str], _now: int) -> Mapping[str, int | None]:
        raise RuntimeError("broken")

    town.rounds = town.going(broken)
    assert await town.go() == ["HAI", "MOT"]


async def past(folder: Path, seed: int, *, foresight: bool) -> dict[str, list[Event]]:
    """Some months of casebooks in which nobody acts any more: restarts, storms, tables that lag."""
    random = Random(seed)  # noqa: S311  the same past for the same seed
    books = [lived(seed * BOOKS + number, turns=12) for number in range(BOOKS)]
    store = await Store.open(folder)
    town = Town(store, foresight=foresight)
    for number, book in enumerate(books):
        await town.journal.append(
            casebook_stream(f"xa-{number}", "CAU"), Position(7, 0), book.events
        )
    town.now = max(book.now for book in books)
    for turn in range(40):
        if turn == 10:
            for number in range(BOOKS):
                await town.next_year(f"xa-{number}")
        town.now += random.choice((0, DAY // 3, DAY, DAY, 4 * DAY))
        if turn > 10 and random.random() < 0.3:
            day = town.now + random.randint(1, 9) * DAY
            await town.storm(day, f"xa-{random.randrange(BOOKS)}")
        if random.random() < 0.2:
            await town.restarts()
        # What a round does may be looked at only by the next one.
        await town.go()
        await town.go()
        if random.random() < 0.7:
            await town.projector.catch_up()
    found = await town.events()
    await town.casebooks.close()
    await store.close()
    return found


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
async def test_with_foresight_the_same_is_done_at_the_same_time(tmp_path: Path, seed: int) -> None:
    plain = await past(tmp_path / "plain", seed, foresight=False)
    assert await past(tmp_path / "foreseen", seed, foresight=True) == plain
