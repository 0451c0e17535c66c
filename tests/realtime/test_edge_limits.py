"""How much one address, one device and one connection may take; on either way in."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from realtime import gateway as gateway_module
from realtime.addresses import AddressLimits
from realtime.frames import HallFrames
from realtime.packets import read_packet
from realtime.wire import EVENTS_BURST, JOINS_BURST, POLLING_PER_DEVICE_MAX
from tests.realtime.conftest import Served
from tests.realtime.raw_client import PING, RawClient, Refused, http
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("nothing_breaks")


def limit(served: Served, **limits: Any) -> None:
    usual = {
        "connections": 100,
        "sockets": 100,
        "polling": 100,
        "handshakes_per_second": 1e9,
        "handshakes_burst": 100,
    }
    served.gateway._addresses.__init__(AddressLimits(**{**usual, **limits}))  # type: ignore[misc]


async def open_session(port: int, cookie: str = "") -> str:
    head = f"Cookie: {cookie}\r\n" if cookie else ""
    status, body = await http(port, "GET", "", head=head)
    assert status == 200
    sid: str = json.loads(body[1:])["sid"]
    return sid


async def test_one_address_has_so_many_sockets(served: Served) -> None:
    limit(served, sockets=2)
    clients = [await RawClient.open(served.port) for _ in range(2)]
    with pytest.raises(Refused, match="429"):
        await RawClient.upgrade(served.port)
    assert await http(served.port, "GET", "") == (429, b"too_many")
    for client in clients:
        client.close()
    await until(lambda: served.gateway.sockets == 0)
    await open_session(served.port)


async def test_one_address_has_fewer_polling_sessions(served: Served) -> None:
    limit(served, polling=1)
    sid = await open_session(served.port)
    assert await http(served.port, "GET", "") == (429, b"too_many")
    client = await RawClient.open(served.port)
    # Going on is no new session, and an upgrade makes room for another.
    upgrading = await RawClient.upgrade(served.port, query=f"&sid={sid}")
    upgrading.send("2probe")
    assert await upgrading.receive() == "3probe"
    upgrading.send("5")
    upgrading.send("3")
    await until(lambda: served.gateway._addresses._polling.of("127.0.0.1") == 0)
    await open_session(served.port)
    for each in (client, upgrading):
        each.close()


async def test_handshakes_of_one_address_have_a_pace(served: Served) -> None:
    limit(served, handshakes_per_second=1e-9, handshakes_burst=2)
    for _ in range(2):
        (await RawClient.open(served.port)).close()
    assert await http(served.port, "GET", "") == (429, b"too_fast")
    with pytest.raises(Refused, match="429"):
        await RawClient.upgrade(served.port)
    limit(served)


async def test_a_device_that_polls_anew_ends_its_oldest_session(served: Served) -> None:
    sessions = [
        await open_session(served.port, "device=an") for _ in range(POLLING_PER_DEVICE_MAX + 1)
    ]
    assert list(served.gateway._engine.sockets) == sessions[1:]
    assert (await http(served.port, "GET", f"&sid={sessions[0]}"))[0] == 400
    await open_session(served.port, "device=binh")
    assert len(served.gateway._engine.sockets) == POLLING_PER_DEVICE_MAX + 1


async def test_a_device_joins_only_so_often(served: Served) -> None:
    served.gateway._admission._now = lambda: 0.0
    for _ in range(JOINS_BURST):
        client = await RawClient.seated(served.port)
        client.close()
        await until(lambda: served.gateway.sockets == 0)
    client = await RawClient.open(served.port)
    assert await client.join() == {"message": "too_fast"}
    assert "at" in await client.join(token="token-binh")
    client.close()


async def test_a_full_lobby_is_busy(served: Served) -> None:
    served.gateway._lobby._most = 0
    client = await RawClient.open(served.port)
    assert await client.join() == {"message": "busy"}
    served.gateway._lobby._most = 10
    assert "at" in await client.join()
    client.close()


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every packet that is read from now on."""
    read: list[str] = []

    def counting(text: str) -> Any:
        read.append(text)
        return read_packet(text)

    monkeypatch.setattr(gateway_module, "read_packet", counting)
    return read


def stop_time(served: Served) -> None:
    for door in (served.gateway._direct, served.gateway._engine):
        door.now = lambda: 0.0  # type: ignore[method-assign]


FLOODS: dict[str, Callable[[RawClient], None]] = {
    "events": lambda client: client.send('42/hall,["nothing",{}]'),
    "answers to pings": lambda client: client.send("3"),
    "joins": lambda client: client.send('40/hall,{"conference":"CAU"}'),
    "leaving": lambda client: client.send("41/desk,"),
    "acknowledgements": lambda client: client.send("43/hall,1[]"),
}


@pytest.mark.parametrize("flood", FLOODS)
async def test_a_flood_costs_so_many_readings_and_the_connection(
    served: Served, monkeypatch: pytest.MonkeyPatch, flood: str
) -> None:
    stop_time(served)
    other = await RawClient.seated(served.port, token="token-other")
    client = await RawClient.seated(served.port)
    read = counted(monkeypatch)
    for _ in range(5_000):
        FLOODS[flood](client)
    await until(lambda: served.gateway.sockets == 1)
    assert len(read) <= EVENTS_BURST
    answer = await other.call("command", {"do": "cast_vote", "id": "1", "question": 1})
    assert answer["ok"]
    for each in (client, other):
        each.close()


# uvicorn's own protocol answers every ping.
@pytest.mark.parametrize("served", [HallFrames], indirect=True)
async def test_a_flood_of_websockets_own_pings_ends_the_connection(served: Served) -> None:
    client = await RawClient.seated(served.port)
    loop = asyncio.get_running_loop()
    served.gateway._direct.sockets.copy().popitem()[1]._frames.loop = Stopped(loop)  # type: ignore[assignment]
    for _ in range(EVENTS_BURST + 1):
        client.frame(PING, b"")
    while client.close_code is None and await client.receive():
        pass
    assert client.close_code == 1008


class Stopped:
    """A loop whose clock stands."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def time(self) -> float:
        return 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loop, name)
