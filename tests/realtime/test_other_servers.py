"""Under a server that lends us nothing, the same phones are served the libraries' way."""

import asyncio
import json
from typing import Any

import pytest

from realtime.frames import HallFrames
from realtime.gateway import Gateway
from tests.realtime.conftest import Doorkeeper, House, nothing_here, serving
from tests.realtime.raw_client import RawClient
from tests.story import AN
from tests.waiting import until

JOIN = '40/hall,{"conference":"CAU","as":"attendee","token":"token-an"}'


@pytest.mark.parametrize(
    ("ws", "http", "fast_path", "direct"),
    [
        ("auto", "auto", True, 0),
        ("websockets-sansio", "h11", True, 0),
        (HallFrames, "h11", False, 0),
        (HallFrames, "h11", True, 1),
    ],
)
async def test_a_phone_votes_whoever_serves_it(
    house: House, ws: Any, http: str, *, fast_path: bool, direct: int
) -> None:
    await house.live()
    await house.queued(AN)
    async with serving(house, ws, http, fast_path=fast_path) as served:
        client = await RawClient.seated(served.port)
        assert len(served.gateway._direct.sockets) == direct
        answer = await client.call("command", {"do": "cast_vote", "id": "1", "question": 1})
        assert answer["ok"]
        client.close()
        await until(lambda: served.gateway.sockets == 0)


class BareServer:
    """As little of ASGI as a server may give: no extensions, no client."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self.inbox: asyncio.Queue[Any] = asyncio.Queue()
        self.outbox: asyncio.Queue[Any] = asyncio.Queue()

    async def run(self, query: bytes) -> None:
        scope = {
            "type": "websocket",
            "path": "/socket.io/",
            "scheme": "ws",
            "query_string": query,
            "headers": [(b"upgrade", b"websocket"), (b"connection", b"Upgrade")],
        }
        await self.inbox.put({"type": "websocket.connect"})
        await self._app(scope, self.inbox.get, self.outbox.put)

    async def said(self) -> Any:
        return await asyncio.wait_for(self.outbox.get(), 20)


async def test_a_server_that_gives_the_least(house: House) -> None:
    await house.live()
    gateway = Gateway(house.halls, Doorkeeper(), house.wishes, house.asides)
    server = BareServer(gateway.in_front_of(nothing_here))
    running = asyncio.create_task(server.run(b"EIO=4&transport=websocket"))
    assert (await server.said())["type"] == "websocket.accept"
    assert json.loads((await server.said())["text"][1:])["pingInterval"] == 25_000
    await server.inbox.put({"type": "websocket.receive", "text": JOIN})
    assert (await server.said())["text"].startswith("40/hall,")
    assert (await server.said())["text"].startswith('42/hall,["snapshot"')
    await server.inbox.put({"type": "websocket.disconnect", "code": 1000})
    await running
    assert gateway.sockets == 0


async def test_a_refusal_by_a_server_that_gives_the_least(house: House) -> None:
    gateway = Gateway(house.halls, Doorkeeper(), house.wishes, house.asides)
    for query in (b"EIO=4", b"EIO=3&transport=websocket"):
        server = BareServer(gateway.in_front_of(nothing_here))
        await server.run(query)
        assert (await server.said())["type"] == "websocket.close"
