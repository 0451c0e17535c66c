"""Whatever a client sends, the worst that happens is that its own connection ends.

The packets are made from a seed: real ones, bent in ways that parsers have been seen to stumble over, and
plain noise. A few hundred go over the wire; a hundred thousand are handed to both ways of hearing.
"""

import asyncio
import logging
import time
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from realtime.direct import DirectSocket
from realtime.edge import tolerable
from realtime.engine import LeanSocket
from realtime.seats import Caller
from tests.realtime.conftest import Served
from tests.realtime.raw_client import BINARY, CONTINUED, TEXT, RawClient
from tests.waiting import until

SEED = 20261122
HONEST = [
    '40/hall,{"conference":"CAU","as":"attendee","token":"token-an"}',
    '40/hall,{"conference":"CAU","as":"display"}',
    '40/desk,{"conference":"CAU","as":"moderator"}',
    "41/hall,",
    '42/hall,1["sync",{"since":[1,2]}]',
    '42/hall,2["command",{"do":"cast_vote","id":"a","question":1}]',
    '42/hall,3["command",{"do":"ask_question","id":"b","text":"Bao giờ sửa cầu?"}]',
    "43/hall,1[]",
    "2probe",
    "3",
    "5",
]
NASTY = [
    "451-",
    "4599999999-[",
    "\ud800",
    "\\ud800",
    "\x00",
    "\x1e",
    "9" * 300,
    "[" * 3_000,
    '{"a":' * 500,
    "NaN",
    "1e999",
    "-0",
    "/" * 100,
    "🗳",
    '"',
    "\\",
    "null",
    "?",
    ",",
    "é" * 50,
]


def packets(seed: int, count: int) -> Iterator[str]:
    chance = Random(seed)  # noqa: S311  the same packets every time
    for _ in range(count):
        text = chance.choice(HONEST)
        for _ in range(chance.randrange(4)):
            at = chance.randrange(len(text) + 1)
            match chance.randrange(5):
                case 0:
                    text = text[:at] + chance.choice(NASTY) + text[at:]
                case 1:
                    text = text[:at] + text[at + chance.randrange(1, 6) :]
                case 2:
                    text = text[:at] + chr(chance.randrange(32, 1_000)) + text[at + 1 :]
                case 3:
                    text = text[:at] * 2 + text[at:]
                case 4:
                    text = str(chance.randrange(10)) + text[1:]
        yield text


@pytest.mark.slow
@pytest.mark.usefixtures("nothing_breaks")
async def test_bent_packets_over_the_wire(served: Served) -> None:
    client = None
    for text in packets(SEED, 300):
        if client is None:
            client = await RawClient.open(served.port)
        client.send(text.encode("utf-8", "replace").decode())
        # The pong tells that it was heard, unless the connection has ended by then.
        client.frame(9, b"heard?")
        if not await heard(client):
            client.close()
            client = None
    if client is not None:
        client.close()
    await until(lambda: served.gateway.sockets == 0)


async def heard(client: RawClient) -> bool:
    try:
        while True:
            opcode, payload = await client.next_frame()
            if opcode == 8:
                return False
            if (opcode, payload) == (10, b"heard?"):
                return True
    except (asyncio.IncompleteReadError, ConnectionError):
        return False


@pytest.mark.usefixtures("nothing_breaks")
async def test_bent_frames_over_the_wire(served: Served) -> None:
    chance = Random(SEED)  # noqa: S311  the same frames every time
    for _ in range(100):
        client = await RawClient.open(served.port)
        for _ in range(chance.randrange(1, 4)):
            client.frame(
                chance.choice([TEXT, TEXT, BINARY, CONTINUED, 3, 8, 9, 11]),
                chance.randbytes(chance.choice([0, 1, 2, 125, 126, 2_000])),
                fin=chance.random() < 0.7,
                masked=chance.random() < 0.8,
            )
        client.writer.write(chance.randbytes(chance.randrange(20)))
        client.writer.write_eof()
        await client.everything()
        client.close()
    await until(lambda: served.gateway.sockets == 0)


class Nowhere:
    """Frames that go nowhere."""

    behind = False

    def __init__(self) -> None:
        self.ended = False

    def write(self, _frame: bytes) -> None: ...

    def write_parts(self, _parts: Any) -> None: ...

    def hang_up(self) -> None:
        self.ended = True

    cut_off = hang_up


def direct_socket(served: Served) -> tuple[Any, Any]:
    door = served.gateway._direct
    sid = door._new_sid()
    socket = DirectSocket(door, sid, Nowhere(), "")  # type: ignore[arg-type]
    socket.caller = Caller(socket, {"type": "websocket", "scheme": "ws", "headers": []})
    door.sockets[sid] = socket

    async def hear(text: str) -> None:
        socket.heard(text)

    return socket, hear


def lean_socket(served: Served) -> tuple[Any, Any]:
    engine = served.gateway._engine
    scope = {"type": "websocket", "scheme": "ws", "headers": [], "client": None}
    sid = engine.generate_id()
    socket = engine.sockets[sid] = LeanSocket(engine, sid, scope)
    socket.connected = socket.upgraded = True
    served.gateway._server.environ[sid] = {"asgi.scope": scope}

    async def hear(text: str) -> None:
        if tolerable(text):
            await socket._hear(text)
        else:
            await socket.close()

    return socket, hear


@pytest.mark.parametrize("count", [2_000, pytest.param(100_000, marks=pytest.mark.slow)])
async def test_no_packet_breaks_more_than_its_connection(
    served: Served, caplog: pytest.LogCaptureFixture, count: int
) -> None:
    await served.house.live()
    make = lean_socket if served.library else direct_socket
    began = time.monotonic()
    socket: Any = None
    for number, text in enumerate(packets(SEED, count)):
        if socket is None or socket.closed or getattr(socket, "_leaving", False):
            socket, hear = make(served)
        await hear(text)
        if number % 50 == 0:
            await asyncio.sleep(0)
    if not socket.closed:
        socket.hang_up()
    await until(lambda: served.gateway.sockets == 0)
    said = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert [record for record in said if record.exc_info] == []
    assert len(said) <= 2 + time.monotonic() - began
