"""How long a server takes to be back: empty, and with a conference of 100,000 events.

python -m bench.restart [--events N]
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from http import HTTPStatus
from itertools import islice
from pathlib import Path

from archive.journal import Entry, Position
from archive.journal_sqlite import SqliteJournal
from archive.store import Store
from archive.streams import conference_stream
from bench.machine import described
from bench.pinned import PINNED, pinned_server, run
from conference import events as e
from conference.apply import replay
from conference.events import Event
from conference.vocabulary import Actor, Channel, Role
from realtime.halls import Halls
from tests.faults.server import CODE, Server
from web.replay_view import SharedViews
from web.wiring import RULES

COMMUNE = "dong-hoa"
NOON = 1_795_233_600_000
QUESTIONS = 200
BATCH = 1_000
ROUNDS = 5
OPERATOR = Actor(Role.OPERATOR, "operator")


async def measure(events: int) -> None:
    print(f"restart: a conference of {events:,} events\n{described()}\n")
    with tempfile.TemporaryDirectory(prefix="doithoai-bench-") as directory:
        await in_process(Path(directory), events)
    await whole_server(events)


async def in_process(directory: Path, events: int) -> None:
    store = await Store.open(directory)
    journal = SqliteJournal(store)
    await write(journal, events)
    stream = conference_stream(COMMUNE, CODE)
    entries = [entry async for entry in read(journal, stream)]
    told = median_of(lambda: replay(entry.event for entry in entries))
    print(f"apply only     {told:.2f} s")

    opened = []
    for _ in range(ROUNDS):
        halls = Halls(journal, RULES, clock=lambda: NOON, saved=lambda _stream: None)
        await halls.start()
        began = time.perf_counter()
        await halls.open(CODE)
        opened.append(time.perf_counter() - began)
    print(f"open the hall  {statistics.median(opened):.2f} s, read, decoded and applied")
    await store.close()


async def whole_server(events: int) -> None:
    async with pinned_server() as server:
        server.stop()
        print(f"start, empty   {await until_ready(server):.2f} s to the first 200")
        tokens = await server.prepare(questions=QUESTIONS, phones=1)
        server.stop()
        store = await Store.open(server.data)
        journal = SqliteJournal(store)
        await write_votes(journal, conference_stream(COMMUNE, CODE), events)
        await store.close()
        print(
            f"start, catch up {await until_ready(server):.2f} s, the read tables brought up to date"
        )
        server.stop()
        print(f"start, full    {await until_ready(server):.2f} s to the first 200")
        began = time.perf_counter()
        await server.phone(tokens[0], SharedViews())
        print(f"first phone    {time.perf_counter() - began:.2f} s to its snapshot")


async def until_ready(server: Server) -> float:
    began = time.perf_counter()
    server.start(*PINNED)
    while await server.status("/readyz") != HTTPStatus.OK:  # noqa: ASYNC110  another process
        await asyncio.sleep(0.01)
    return time.perf_counter() - began


async def write(journal: SqliteJournal, events: int) -> None:
    stream = conference_stream(COMMUNE, CODE)
    begun = [
        e.ConferenceCreated(
            at=NOON,
            by=OPERATOR,
            cause="begin",
            code=CODE,
            commune=COMMUNE,
            title="Đối thoại",
            place="",
            starts_at=None,
            topics=(),
            units=(),
        ),
        e.ConferenceAnnounced(at=NOON, by=OPERATOR, cause="announce"),
        *questions(),
    ]
    await journal.append(stream, Position(NOON, 0), begun)
    await write_votes(journal, stream, events)


def questions() -> Iterator[Event]:
    for number in range(1, QUESTIONS + 1):
        yield e.QuestionAsked(
            at=NOON + number,
            by=OPERATOR,
            cause=f"ask-{number}",
            question=number,
            text=f"Bao giờ thì làm xong con đường số {number} của thôn, thưa xã?",
            channel=Channel.COLLECTED,
            flags=(),
            topic="Giao thông",
            name=None,
            place="Thôn Đông",
            receipt_code=f"MA{number:012}",
            source=f"{number}",
            original=None,
        )
        yield e.QuestionApproved(
            at=NOON + number, by=OPERATOR, cause=f"yes-{number}", question=number
        )


async def write_votes(journal: SqliteJournal, stream: str, events: int) -> None:
    """Until the stream has so many."""
    endless = each_vote(await number_of_questions(journal, stream))
    head = await journal.head(stream)
    if head is None:
        raise SystemExit(f"{stream} has not begun")
    left = events - head.sequence
    while left:
        batch = list(islice(endless, min(BATCH, left)))
        head = await journal.append(stream, head, batch)
        left -= len(batch)


async def number_of_questions(journal: SqliteJournal, stream: str) -> int:
    return sum([isinstance(entry.event, e.QuestionAsked) async for entry in read(journal, stream)])


def each_vote(questions: int) -> Iterator[Event]:
    """Every attendee supports everything; the next one comes when they are done."""
    serial = 0
    while True:
        attendee = Actor(Role.ATTENDEE, f"attendee-{serial // questions:013}")
        for number in range(1, questions + 1):
            serial += 1
            yield e.VoteCast(at=NOON + serial, by=attendee, cause=f"vote-{serial}", question=number)


async def read(journal: SqliteJournal, stream: str) -> AsyncIterator[Entry]:
    since = 0
    while page := await journal.read(stream, since):
        for entry in page:
            yield entry
        since = page[-1].sequence


def median_of(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--events", type=int, default=100_000)
    run(measure(options.parse_args().events))


if __name__ == "__main__":
    main()
