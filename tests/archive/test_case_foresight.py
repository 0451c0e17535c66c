"""What the tables foresee is what the rules would find in the casebook itself: no act is missed, none is awaited in vain."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.almanac import AlmanacState, Terms, terms
from archive.calendar import CalendarDay, DayKind, day_of
from archive.case_queries import CaseQueries
from archive.casebook.decide import decide
from archive.casebook.rounds import due_now, next_of_result, next_round
from archive.casework import CaseState
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.projector import Projector
from archive.store import Store
from archive.streams import casebook_stream
from tests.archive.town import OURS
from tests.casebook_histories import lived, seeds
from tests.casebook_trio import Book

STREAM = casebook_stream(OURS, "DONG")
DAY = 86_400_000
TERMS = terms(AlmanacState())


def changed(*, closed: int, now: int) -> Terms:
    """The shipped calendar, with a day off so many days from now."""
    state = AlmanacState()
    day = day_of(now + closed * DAY)
    state.closures[day] = CalendarDay(
        day, DayKind.LOCAL_CLOSURE, "Bão", "Quyết định 7", verified=True
    )
    state.position = 1
    return terms(state)


def asleep_until(book: Book, now: int, anew: Terms) -> dict[str, int | None]:
    """What the casebook itself says, if nothing is owed there."""
    held = [case for case in book.state.cases.values() if case.state is not CaseState.SEALED]
    reckon, *acts = due_now(book.state, now, anew)
    ruling = decide(book.state, reckon, anew)
    boxed = {case.code for case in book.state.cases.values() if case not in held}
    settled = [event for event in ruling if getattr(event, "case", None) not in boxed]  # type: ignore[union-attr]
    rounds = next_round(held, now), next_of_result(book.state.result, now)
    until = min((at for at in rounds if at is not None), default=None)
    return {} if acts or settled else {STREAM: until}


async def told(folder: Path, book: Book, asked: list[tuple[int, Terms]]) -> list[object]:
    store = await Store.open(folder)
    journal = SqliteJournal(store)
    await journal.append(STREAM, Position(7, 0), book.events)
    await Projector(journal, store, lambda: 1).catch_up()
    queries = CaseQueries(store)
    found = [await queries.foreseen([STREAM], now, {OURS: its}) for now, its in asked]
    await store.close()
    return list(found)


@pytest.mark.slow
@settings(max_examples=30)
@given(seed=seeds, later=st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_the_tables_foresee_what_the_rules_find(seed: int, later: list[int]) -> None:
    book = lived(seed, turns=60)
    asked = [
        (book.now + days * DAY, its)
        for days in (0, *later)
        for its in (TERMS, changed(closed=3, now=book.now))
    ]
    with TemporaryDirectory() as folder:
        found = asyncio.run(told(Path(folder), book, asked))
    assert found == [asleep_until(book, now, its) for now, its in asked]
