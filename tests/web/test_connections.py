"""Connections that cost a server its memory or its patience, against a real one in this process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from tests.waiting import GIVE_UP_SECONDS, until
from web.arrivals import Arrivals
from web.asgi import Receive, Scope, Send
from web.connections import HEADERS_MAX_COUNT, guarded_protocol
from web.doorway import Doorway
from web.settings import Settings

pytestmark = pytest.mark.slow

SETTINGS = Settings(
    connections_max=20,
    headers_max_seconds=1,
    body_min_bytes_per_second=65_536,
    keep_alive_seconds=1,
    stalled_max_seconds=1,
)
GET = b"GET / HTTP/1.1\r\nhost: localhost\r\n"
POST = b"POST / HTTP/1.1\r\nhost: localhost\r\n"
LARGE = b"x" * 20_000_000
FILES = "/archive/cases/CAU-0007/files"


async def endless_page(scope: Scope, receive: Receive, send: Send) -> None:
    """`/` is a word, a file that was read to its end too, anything else is more than a connection can hold."""
    if scope["method"] == "POST":
        while (await receive()).get("more_body"):
            pass
    if scope["path"] in ("/", FILES):
        await PlainTextResponse("ok")(scope, receive, send)
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": LARGE})


@pytest.fixture
async def port() -> AsyncIterator[int]:
    config = uvicorn.Config(
        Doorway(endless_page, SETTINGS),
        port=0,
        http=guarded_protocol(SETTINGS),
        timeout_keep_alive=SETTINGS.keep_alive_seconds,
        lifespan="off",
        log_config=None,
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    yield await port_of(server)
    server.should_exit = True
    await task


async def port_of(server: uvicorn.Server) -> int:
    async with asyncio.timeout(GIVE_UP_SECONDS):
        while not server.started:  # noqa: ASYNC110  uvicorn tells nobody
            await asyncio.sleep(0.01)
    return int(server.servers[0].sockets[0].getsockname()[1])


async def talk(port: int, *parts: bytes, pause: float = 0) -> bytes:
    """Say these one after the other; gives everything said back until the other side hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = b""
    with suppress(ConnectionError):
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
        answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    return answer


def status(answer: bytes) -> int:
    return int(answer.split(b" ")[1]) if answer else 0


async def test_honest_requests_are_answered(port: int) -> None:
    assert status(await talk(port, GET + b"\r\n")) == 200
    assert (await talk(port, (GET + b"\r\n") * 3)).count(b"HTTP/1.1 200") == 3
    assert status(await talk(port, GET + b"x: " + b"y" * 15_000 + b"\r\n\r\n")) == 200
    body = b"content-length: 60000\r\n\r\n" + b"z" * 60_000
    assert (await talk(port, (POST + body) * 2)).count(b"HTTP/1.1 200") == 2


async def test_a_file_for_a_case_may_be_large_to_its_last_byte(port: int) -> None:
    head = f"POST {FILES} HTTP/1.1\r\nhost: localhost\r\n".encode()
    file = head + b"content-length: 2000000\r\n\r\n" + b"z" * 2_000_000
    assert (await talk(port, file * 2)).count(b"HTTP/1.1 200") == 2


async def test_large_headers_are_refused(port: int) -> None:
    """However they are cut into packets, and whatever is large about them."""
    for head in (
        GET + b"x: " + b"y" * 20_000 + b"\r\n\r\n",
        b"GET /" + b"y" * 20_000 + b" HTTP/1.1\r\n\r\n",
        GET + b"x" * 20_000 + b": y\r\n\r\n",
        b"\r\n" * 20_000,
    ):
        assert status(await talk(port, head)) == 431
        assert status(await talk(port, head[:10_000], head[10_000:], pause=0.01)) == 431


async def test_many_headers_are_refused(port: int) -> None:
    lines = b"x: y\r\n" * HEADERS_MAX_COUNT
    assert status(await talk(port, GET + lines + b"\r\n")) == 400
    trailed = POST + b"transfer-encoding: chunked\r\n\r\n1\r\nz\r\n0\r\n" + lines + b"\r\n"
    assert status(await talk(port, trailed)) == 400


async def test_slow_headers_are_cut(port: int) -> None:
    assert await talk(port, GET, b"a: b\r\n", b"c: d\r\n", pause=0.6) == b""


async def test_silent_connection_is_cut(port: int) -> None:
    assert await talk(port) == b""


async def test_line_breaks_keep_no_connection_open(port: int) -> None:
    assert await talk(port, *[b"\r\n"] * 4, pause=0.4) == b""
    after_a_request = await talk(port, GET + b"\r\n", *[b"\r\n"] * 4, pause=0.4)
    assert after_a_request.count(b"HTTP/1.1") <= 1


async def test_body_without_end_is_cut(port: int) -> None:
    head = POST + b"content-length: 60000000\r\n\r\n"
    assert status(await talk(port, head, *[b"z" * 60_000] * 20)) in (0, 413)
    chunked = POST + b"transfer-encoding: chunked\r\n\r\n"
    assert status(await talk(port, chunked, *[b"1\r\nz\r\n" * 10_000] * 20)) in (0, 413)


async def test_two_lengths_are_refused(port: int) -> None:
    """A proxy in front might believe the other one."""
    both = b"content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"
    assert status(await talk(port, POST + both)) == 400
    assert (
        status(await talk(port, POST + b"content-length: 1\r\ncontent-length: 2\r\n\r\nz")) == 400
    )


async def test_answer_that_nobody_takes_is_cut(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1)
    writer.write(b"GET /large HTTP/1.1\r\nhost: localhost\r\n\r\n")
    await asyncio.sleep(2)
    taken = 0
    with suppress(ConnectionError):
        while data := await reader.read(1_000_000):
            taken += len(data)
    assert taken < len(LARGE)
    writer.close()


async def test_honest_visitor_is_served_among_many_slow_ones(port: int) -> None:
    slow = [asyncio.create_task(talk(port, GET)) for _ in range(SETTINGS.connections_max - 2)]
    await asyncio.sleep(0.1)
    assert status(await talk(port, GET + b"connection: close\r\n\r\n")) == 200
    assert await asyncio.gather(*slow) == [b""] * len(slow)


async def test_connections_are_counted(port: int) -> None:
    held = [asyncio.create_task(talk(port, GET)) for _ in range(SETTINGS.connections_max)]
    await asyncio.sleep(0.1)
    assert await talk(port, GET + b"\r\n") == b""
    await asyncio.gather(*held)
    assert status(await talk(port, GET + b"\r\n")) == 200


@pytest.fixture
def arrivals(monkeypatch: pytest.MonkeyPatch) -> Arrivals:
    """Those of the server under test."""
    made = Arrivals(SETTINGS)
    monkeypatch.setattr("web.connections.Arrivals", lambda _settings: made)
    return made


async def test_one_address_has_so_many_connections(
    arrivals: Arrivals, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "_per_address", 2)
    held = [asyncio.create_task(talk(port, GET)) for _ in range(2)]
    await until(lambda: len(arrivals) == 2)
    assert await talk(port, GET + b"\r\n") == b""
    await asyncio.gather(*held)
    assert status(await talk(port, GET + b"\r\n")) == 200
    assert len(arrivals) == 0


async def test_a_full_lobby_is_busy(arrivals: Arrivals, port: int) -> None:
    arrivals.lobby._most = 0
    assert status(await talk(port, GET + b"\r\n")) == 503
    arrivals.lobby._most = 10
    assert status(await talk(port, GET + b"connection: close\r\n\r\n")) == 200


async def test_who_waits_in_the_lobby_is_heard_whole(arrivals: Arrivals, port: int) -> None:
    """A request in two parts, of which the second comes while the first waits for its turn."""
    arrivals.lobby._left = 0
    asking = asyncio.create_task(talk(port, GET, b"connection: close\r\n\r\n", pause=0.05))
    await until(lambda: len(arrivals.lobby))
    assert not asking.done()
    arrivals.lobby._next_turn()
    assert status(await asking) == 200


async def test_slow_body_that_nobody_reads_is_cut(port: int) -> None:
    head = GET + b"content-length: 5000\r\n\r\n"
    answer = await talk(port, head, *[b"z"] * 8, pause=0.4)
    assert answer.count(b"HTTP/1.1") <= 1


async def test_slow_body_is_cut(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.doorway.BODY_GRACE_SECONDS", 0.5)
    head = POST + b"content-length: 5000\r\n\r\n"
    assert status(await talk(port, head, b"z", pause=0.3)) == 408
