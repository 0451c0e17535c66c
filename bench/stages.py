"""The stages of a vote, each alone in a loop, called as the server calls them."""

import asyncio
import socket
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, cast

from archive.codec import CODEC
from archive.journal import Position
from archive.journal_sqlite import SqliteJournal
from archive.store import Store
from archive.streams import conference_stream
from bench.scenarios import QUESTIONS
from conference.apply import apply  # MERGED
from conference.commands import ApproveQuestion, Command
from conference.decide import decide
from conference.events import Event, VoteCast
from conference.records import Receipt
from conference.vocabulary import Actor, Role
from realtime.frames import HallFrames
from realtime.framing import text_frame
from realtime.intake import Intake
from realtime.packets import Packet, read_packet
from realtime.wire import HALL, ack_packet, answer
from tests.story import MODERATOR, NOON, RULES, Story, live
from web.replay_frames import frame

ROUNDS = 5
BATCHES = (1, 8, 40, 256)
USUAL_BATCH = 40
"""1,000 votes a second that wait 40 ms for one another."""
APPENDS = 100
CONNECTIONS = 40
TURNS = 100
STREAM = conference_stream("dong-hoa", "CAU")


class Stage(NamedTuple):
    title: str
    microseconds: float
    counted: bool = True
    """Whether it is in the sum; some are part of another, or the same for another size."""


# Between bytes and events


def pure_stages(votes: int) -> list[Stage]:
    """Everything that is plain calculation, in the order of a vote's life."""
    rounds = [_round(votes) for _ in range(ROUNDS)]
    return [
        Stage(title, statistics.median(each[title] for each in rounds), title not in _PARTS)
        for title in rounds[0]
    ]


_ENCODE = "… of the journal's: encode the event"
_PARTS = {_ENCODE}


def _round(votes: int) -> dict[str, float]:
    story = _hall_of_questions()
    texts: list[str] = []
    took: dict[str, float] = {}

    @contextmanager
    def timed(title: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        took[title] = (time.perf_counter() - began) / votes * 1e6

    frames, heard = [frame(_text(n)) for n in range(votes)], _listening(texts)
    with timed("take the frame off"):
        for data in frames:
            heard(data)
    with timed("read the packet"):
        packets = [cast(Packet, read_packet(text[1:])) for text in texts]
    intake = Intake(lambda: NOON, str, str, bytes)
    actors = [_actor(n) for n in range(votes)]
    with timed("intake: make the command"):
        made = [
            intake.command(fields.pop("do"), fields, actor, fields.pop("id"))
            for fields, actor in zip([p.data[1] for p in packets], actors, strict=True)
        ]
    commands = [cast("tuple[Command, Any]", each)[0] for each in made]
    with timed("decide"):
        decided = [decide(story.state, command, RULES) for command in commands]
    events = [event for each in decided for event in cast("list[Event]", each)]
    with timed("apply"):
        for event in events:
            apply(story.state, event)
    with timed(_ENCODE):
        for event in events:
            CODEC.encode(event)
    with timed("write the ack, and its frame"):
        for number in range(votes):
            text_frame(b"4" + ack_packet(HALL, number, answer(Receipt(number))))
    return took


def _listening(texts: list[str]) -> Callable[[bytes], None]:
    """The protocol as it stands once a socket is open, without its transport."""
    frames: Any = object.__new__(HallFrames)
    frames.frames, frames.close_sent = [], False
    frames._heard = texts.append  # noqa: SLF001  what `open` leaves behind
    taken: Callable[[bytes], None] = frames.data_received
    return taken


def _hall_of_questions() -> Story:
    story = live()
    for number in range(QUESTIONS):
        asker = Actor(Role.ATTENDEE, f"asker-{number}")
        story.ask(asker)
        story.does(MODERATOR, ApproveQuestion, question=number + 1)
    return story


def _text(number: int) -> bytes:
    question = 1 + number % QUESTIONS
    return (
        f'42/hall,{number}["command",{{"do":"cast_vote","id":"bench-{number}","question":{question}}}]'
    ).encode()


def _actor(number: int) -> Actor:
    """Everybody votes for everything before the next one comes."""
    return Actor(Role.ATTENDEE, f"attendee-{number // QUESTIONS}")


def _vote_cast(number: int) -> Event:
    question = 1 + number % QUESTIONS
    return VoteCast(at=NOON, by=_actor(number), cause=f"bench-{number}", question=question)


# The disk


async def journal_stages() -> list[Stage]:
    """CPU of both threads, the program's and the kernel's; waiting for the disk costs none."""
    return [
        Stage(
            f"journal: append and commit, {batch} at once",
            statistics.median([await _appending(batch) for _ in range(ROUNDS)]),
            batch == USUAL_BATCH,
        )
        for batch in BATCHES
    ]


async def _appending(batch: int) -> float:
    with tempfile.TemporaryDirectory(prefix="doithoai-bench-") as directory:
        store = await Store.open(Path(directory))
        journal = SqliteJournal(store)
        story = _hall_of_questions()
        position = await journal.append(STREAM, Position(NOON, 0), story.events)
        votes = [_vote_cast(number) for number in range(batch * APPENDS)]
        began = time.process_time()
        for start in range(0, len(votes), batch):
            position = await journal.append(STREAM, position, votes[start : start + batch])
        took = time.process_time() - began
        await store.close()
    return took / len(votes) * 1e6


# The sockets


class _Listening(asyncio.Protocol):
    """One end of a connection; counts what comes."""

    def __init__(self, transports: list[asyncio.Transport], counted: list[int]) -> None:
        self._transports = transports
        self._counted = counted

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are none of asyncio's classes, and do the same.
        self._transports.append(cast(asyncio.Transport, transport))

    def data_received(self, data: bytes) -> None:  # noqa: ARG002
        self._counted[0] += 1


async def socket_stages() -> list[Stage]:
    """What the event loop and the kernel take for a message that comes, and for one that goes."""
    transports: list[asyncio.Transport] = []
    counted = [0]
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Listening(transports, counted), "127.0.0.1", 0)
    where = server.sockets[0].getsockname()
    clients = [socket.create_connection(where) for _ in range(CONNECTIONS)]
    while len(transports) < CONNECTIONS:  # noqa: ASYNC110  a turn of the loop is what is wanted
        await asyncio.sleep(0)
    alone = [await _coming(clients[:1], counted) for _ in range(TURNS)]
    coming = [await _coming(clients, counted) for _ in range(TURNS)]
    going = [await _going(clients, transports) for _ in range(TURNS)]
    for client in clients:
        client.close()
    server.close()
    return [
        Stage("a message comes alone: event loop and system call", statistics.median(alone)),
        Stage(f"… {CONNECTIONS} at once", statistics.median(coming), counted=False),
        Stage(f"an ack goes, {CONNECTIONS} at once", statistics.median(going)),
    ]


async def _coming(clients: Sequence[socket.socket], counted: list[int]) -> float:
    counted[0] = 0
    data = frame(_text(1))
    for client in clients:
        client.send(data)
    began = time.process_time()
    while counted[0] < len(clients):  # noqa: ASYNC110  each turn is measured
        await asyncio.sleep(0)
    return (time.process_time() - began) / len(clients) * 1e6


async def _going(
    clients: Sequence[socket.socket], transports: Sequence[asyncio.Transport]
) -> float:
    data = text_frame(b"4" + ack_packet(HALL, 1, answer(Receipt(1))))
    began = time.process_time()
    for transport in transports:
        transport.write(data)
    await asyncio.sleep(0)
    took = time.process_time() - began
    for client in clients:
        client.recv(len(data))
    return took / len(transports) * 1e6
