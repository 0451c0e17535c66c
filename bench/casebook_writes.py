"""What closing a conference of five hundred questions takes, and what it takes to make the read tables anew."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from archive.almanac import AlmanacState, terms
from archive.case_queries import CaseQueries
from archive.casebook import commands as c
from archive.casebook.apply import replay
from archive.casebook.decide import decide
from archive.casebook.event import CaseEvent
from archive.casebook.events import CaseMerged, CaseOpened
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.projector import Projector
from archive.store import Store
from archive.streams import casebook_stream, conference_stream
from bench.casebook_lives import LIVES, MORNING, PARENT, lived
from conference import events as e
from conference.event import Event
from conference.vocabulary import Actor, Channel, Role

COMMUNE = "dong-hoa"
CASES = 500
CHAIR = Actor(Role.CHAIR, "hai")
EVENTS = 100_000
PAGE = 1_000


async def open_five_hundred(directory: Path) -> None:
    """From the chair's word until every case can be found, and until its clocks run."""
    store = await Store.open(directory)
    journal = SqliteJournal(store)
    projector = Projector(journal, store, lambda: MORNING)
    stream = conference_stream(COMMUNE, "BENCH")
    head = await journal.append(stream, Position(MORNING, 0), list(_conference("BENCH")))
    await projector.catch_up()
    began = time.perf_counter()
    closed = e.ConferenceClosed(at=MORNING, by=CHAIR, cause="close")
    await journal.append(stream, head, [closed])
    await projector.catch_up()
    shown = time.perf_counter() - began
    book = casebook_stream(COMMUNE, "BENCH")
    state = replay([entry.event for entry in await journal.read(book)])
    rule = Actor(Role.RULE, "rounds")
    reckon = c.ReckonClocks(actor=rule, id="reckon", at=MORNING + 1_000)
    clocks = decide(state, reckon, terms(AlmanacState()))
    if not isinstance(clocks, list):
        raise TypeError(clocks)
    await journal.append(book, Position(MORNING, CASES), clocks)
    await projector.catch_up()
    ticking = time.perf_counter() - began
    known = await CaseQueries(store).completeness(COMMUNE, "BENCH")
    await store.close()
    print(
        f"{known.cases} cases of {known.questions} questions opened and shown in {shown:.2f} s;"
        f" with their {len(clocks):,} clocks in {ticking:.2f} s\n"
    )


async def rebuild(directory: Path) -> None:
    """Throw the tables away and make them anew, out of whole lives."""
    store = await Store.open(directory)
    journal = SqliteJournal(store)
    written, books = 0, 0
    while written < EVENTS:
        books += 1
        code = f"B{books:03}"
        asked = [*_conference(code), e.ConferenceClosed(at=MORNING, by=CHAIR, cause="close")]
        await journal.append(conference_stream(COMMUNE, code), Position(MORNING, 0), asked)
        written += await _live(journal, code)
    projector = Projector(journal, store, lambda: MORNING)
    began = time.perf_counter()
    await projector.rebuild()
    taken = time.perf_counter() - began
    sizes = [await CaseQueries(store).completeness(COMMUNE, f"B{n + 1:03}") for n in range(books)]
    await store.close()
    print(
        f"{written:,} events of {sum(size.cases for size in sizes):,} cases in {books} casebooks"
        f" projected anew in {taken:.1f} s ({written / taken:,.0f} a second), their conferences too\n"
    )


async def _live(journal: SqliteJournal, code: str) -> int:
    """Every case of a casebook lives one of the lives, in turn; the first is the parent of all that are merged."""
    stream = casebook_stream(COMMUNE, code)
    told = list(_lives(code))
    opened = [event for event in told if _opens(event)]
    rest = [event for event in told if not _opens(event)]
    position = Position(MORNING, 0)
    whole = [*opened, *rest]
    for begin in range(0, len(whole), PAGE):
        position = await journal.append(stream, position, whole[begin : begin + PAGE])
    return len(whole)


def _lives(code: str) -> Iterator[Event]:
    lives = [lived(life) for life in LIVES]
    weights = [number for number, life in enumerate(LIVES) for _ in range(max(1, life.share // 10))]
    first = _receipt(code, 1)
    for question in range(1, CASES + 1):
        own = _receipt(code, question)
        # The first one takes in others, so it is never merged itself.
        which = 0 if question == 1 else weights[question * 37 % len(weights)]
        for event in lives[which]:
            if not isinstance(event, CaseEvent) or event.case == PARENT:
                continue
            fields: dict[str, Any] = {"into": first} if isinstance(event, CaseMerged) else {}
            fields |= {"question": question} if _opens(event) else {}
            yield replace(event, case=own, **fields)


def _opens(event: Event) -> bool:
    return isinstance(event, CaseOpened)


def _receipt(code: str, question: int) -> str:
    return f"{code}{question:08}"


def _conference(code: str) -> Iterator[Event]:
    yield e.ConferenceCreated(
        at=MORNING,
        by=CHAIR,
        cause="begin",
        code=code,
        commune=COMMUNE,
        title="Đối thoại",
        place="",
        starts_at=None,
        topics=(),
        units=(),
    )
    yield e.ConferenceAnnounced(at=MORNING, by=CHAIR, cause="announce")
    yield e.ConferenceOpened(at=MORNING, by=CHAIR, cause="open")
    for number in range(1, CASES + 1):
        yield e.QuestionAsked(
            at=MORNING,
            by=CHAIR,
            cause=f"ask-{number}",
            question=number,
            text=f"Bao giờ thì làm xong con đường số {number} của thôn, thưa lãnh đạo xã?",
            channel=Channel.COLLECTED,
            flags=(),
            topic="Giao thông",
            name=None,
            place="Thôn Đông",
            receipt_code=_receipt(code, number),
            source=f"{number}",
            original=None,
        )
