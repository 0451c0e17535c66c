"""Engine.IO 4, walked point by point, on our way and on the library's.

What the public specification promises a client of any make; what we refuse on purpose (binary, JSONP) is
in the neighbouring tests of bad clients and of polling.
"""

import asyncio
import json
from typing import Any

import pytest

from realtime.wire import FRAME_MAX_BYTES
from tests.realtime.conftest import Served, hurry
from tests.realtime.raw_client import PING, PONG, RawClient, Refused, http
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("nothing_breaks")

JOIN = '40/hall,{"conference":"CAU","as":"attendee","token":"token-an"}'


async def open_session(port: int) -> dict[str, Any]:
    status, body = await http(port, "GET", "")
    assert (status, body[:1]) == (200, b"0")
    opening: dict[str, Any] = json.loads(body[1:])
    return opening


async def poll(port: int, sid: str) -> list[str]:
    status, body = await http(port, "GET", f"&sid={sid}")
    assert status == 200
    return body.decode().split("\x1e")


async def post(port: int, sid: str, *packets: str) -> int:
    status, body = await http(port, "POST", f"&sid={sid}", "\x1e".join(packets).encode())
    if status == 200:
        assert body.lower() == b"ok"
    return status


async def poll_until(port: int, sid: str, beginning: str) -> list[str]:
    """Everything up to and including a packet that begins so."""
    packets: list[str] = []
    while not any(packet.startswith(beginning) for packet in packets):
        packets += await poll(port, sid)
    return packets


# The handshake


async def test_what_a_polling_session_is_told_first(served: Served) -> None:
    opening = await open_session(served.port)
    assert len(opening.pop("sid")) >= 20
    assert opening == {
        "upgrades": ["websocket"],
        "pingInterval": 25_000,
        "pingTimeout": 20_000,
        "maxPayload": FRAME_MAX_BYTES,
    }


async def test_what_a_websocket_is_told_first(served: Served) -> None:
    client = await RawClient.upgrade(served.port)
    packet = await client.receive()
    opening = json.loads(packet[1:])
    assert (packet[0], len(opening.pop("sid")) >= 20) == ("0", True)
    assert opening == {
        "upgrades": [],
        "pingInterval": 25_000,
        "pingTimeout": 20_000,
        "maxPayload": FRAME_MAX_BYTES,
    }
    client.close()


async def test_no_two_sessions_have_one_name(served: Served) -> None:
    names = [(await open_session(served.port))["sid"] for _ in range(3)]
    assert len(set(names)) == 3


@pytest.mark.parametrize(
    "query",
    [
        "transport=polling",
        "EIO=abc&transport=polling",
        "EIO=3&transport=polling",
        "EIO=4&transport=a",
    ],
)
async def test_a_handshake_of_another_protocol_is_a_bad_request(served: Served, query: str) -> None:
    assert (await http(served.port, "GET", "", whole_query=query))[0] == 400
    assert served.gateway.sockets == 0


@pytest.mark.parametrize(
    "query", ["transport=websocket", "EIO=abc&transport=websocket", "EIO=4&transport=a", "EIO=4"]
)
async def test_a_websocket_of_another_protocol_is_not_opened(served: Served, query: str) -> None:
    with pytest.raises(Refused, match="400"):
        await RawClient.upgrade(served.port, whole_query=query)
    assert served.gateway.sockets == 0


async def test_parameters_that_mean_nothing_to_us_are_no_matter(served: Served) -> None:
    client = await RawClient.open(served.port, query="&t=abc123&b64=1")
    assert "at" in await client.join()
    client.close()
    status, _ = await http(served.port, "GET", "&t=xyz")
    assert status == 200


# Messages by polling


async def test_several_packets_travel_in_one_payload(served: Served) -> None:
    sid = (await open_session(served.port))["sid"]
    status = await post(
        served.port,
        sid,
        JOIN,
        '42/hall,1["sync",{}]',
        '42/hall,2["sync",{}]',
    )
    assert status == 200
    packets = await poll_until(served.port, sid, "43/hall,2[")
    heads = [packet.partition("[")[0].partition("{")[0] for packet in packets]
    assert [head for head in heads if head != "42/hall,"] == ["40/hall,", "43/hall,1", "43/hall,2"]


async def test_a_poll_waits_until_there_is_something(served: Served) -> None:
    sid = (await open_session(served.port))["sid"]
    waiting = asyncio.create_task(poll(served.port, sid))
    await until(lambda: served.gateway._engine.sockets[sid]._polled)
    assert not waiting.done()
    assert await post(served.port, sid, JOIN) == 200
    assert (await waiting)[0].startswith("40/hall,{")


async def test_a_session_that_says_goodbye_is_gone_and_its_poll_returns(served: Served) -> None:
    sid = (await open_session(served.port))["sid"]
    waiting = asyncio.create_task(poll(served.port, sid))
    await until(lambda: served.gateway._engine.sockets[sid]._polled)
    assert await post(served.port, sid, "1") == 200
    assert await waiting == ["6"]
    assert (await http(served.port, "GET", f"&sid={sid}"))[0] == 400
    assert await post(served.port, sid, "3") == 400


async def test_two_polls_at_once_end_with_a_goodbye_and_a_bad_request(served: Served) -> None:
    sid = (await open_session(served.port))["sid"]
    first = asyncio.create_task(poll(served.port, sid))
    await until(lambda: served.gateway._engine.sockets[sid]._polled)
    assert (await http(served.port, "GET", f"&sid={sid}"))[0] == 400
    assert await first == ["1"]
    assert (await http(served.port, "GET", f"&sid={sid}"))[0] == 400


async def test_pings_by_polling(served: Served) -> None:
    hurry(served, interval=0.05)
    sid = (await open_session(served.port))["sid"]
    for _ in range(3):
        assert await poll(served.port, sid) == ["2"]
        assert await post(served.port, sid, "3") == 200


async def test_a_payload_beyond_the_limit_is_a_bad_request(served: Served) -> None:
    sid = (await open_session(served.port))["sid"]
    assert await post(served.port, sid, "4" * (FRAME_MAX_BYTES + 1)) == 400
    assert (await http(served.port, "GET", f"&sid={sid}"))[0] == 400


async def test_a_payload_at_the_limit_is_taken(served: Served) -> None:
    sid = (await open_session(served.port))["sid"]
    assert await post(served.port, sid, JOIN) == 200
    event = '42/hall,1["sync",{"x":"%s"}]'
    filler = "y" * (FRAME_MAX_BYTES - len(event % ""))
    assert await post(served.port, sid, event % filler) == 200
    await poll_until(served.port, sid, "43/hall,1[")


# By WebSocket


async def test_pings_by_websocket(served: Served) -> None:
    hurry(served, interval=0.05)
    client = await RawClient.open(served.port)
    for _ in range(3):
        assert await client.next_text() == "2"
        client.send("3")
    client.close()


@pytest.mark.parametrize("polls", [True, False], ids=["polling", "websocket"])
async def test_whoever_answers_no_ping_is_let_go(served: Served, *, polls: bool) -> None:
    hurry(served, interval=0.02, timeout=0.02)
    if polls:
        sid = (await open_session(served.port))["sid"]
    else:
        client = await RawClient.open(served.port)
    await until(lambda: served.gateway.sockets == 0)
    if polls:
        assert (await http(served.port, "GET", f"&sid={sid}"))[0] == 400
    else:
        client.close()


async def test_a_goodbye_closes_the_websocket(served: Served) -> None:
    client = await RawClient.seated(served.port)
    client.send("1")
    await client.everything()
    await until(lambda: served.gateway.sockets == 0)


async def test_websockets_own_pings_are_answered(served: Served) -> None:
    client = await RawClient.seated(served.port)
    client.frame(PING, b"alive?")
    assert await client.next_frame() == (PONG, b"alive?")
    client.send('42/hall,1["sync",{}]')
    assert (await client.receive()).startswith("43/hall,1[")
    client.close()


async def test_a_closing_handshake_is_completed(served: Served) -> None:
    client = await RawClient.seated(served.port)
    client.frame(8, b"\x03\xe8")
    assert await client.everything() == []
    assert client.close_code == 1000
    await until(lambda: served.gateway.sockets == 0)


async def test_frames_that_came_with_the_handshake_are_heard(served: Served) -> None:
    client = await RawClient.upgrade(served.port)
    client.send(JOIN)
    assert (await client.receive())[0] == "0"
    assert (await client.receive()).startswith("40/hall,")
    client.close()


# From polling to WebSocket


async def upgraded(port: int, sid: str) -> RawClient:
    client = await RawClient.upgrade(port, query=f"&sid={sid}")
    client.send("2probe")
    assert await client.receive() == "3probe"
    return client


async def test_a_polling_session_becomes_a_websocket(served: Served) -> None:
    sid = (await open_session(served.port))["sid"]
    assert await post(served.port, sid, JOIN) == 200
    await poll_until(served.port, sid, '42/hall,["snapshot"')
    waiting = asyncio.create_task(poll(served.port, sid))
    await until(lambda: served.gateway._engine.sockets[sid]._polled)
    client = await upgraded(served.port, sid)
    # The poll that was under way comes back, so that the client may stop polling.
    assert await waiting == ["6"]
    client.send("5")
    answer = await client.call("command", {"do": "cast_vote", "id": "1", "question": 1})
    assert answer["ok"]
    assert (await http(served.port, "GET", f"&sid={sid}"))[0] == 400
    assert await post(served.port, sid, "3") == 400
    with pytest.raises(Refused, match="400"):
        await RawClient.upgrade(served.port, query=f"&sid={sid}")
    client.close()
    await until(lambda: served.gateway.sockets == 0)
    assert len(served.gateway._addresses) == 0


async def test_an_upgrade_that_is_given_up_leaves_the_session_polling(served: Served) -> None:
    sid = (await open_session(served.port))["sid"]
    client = await upgraded(served.port, sid)
    client.close()
    await until(lambda: not served.gateway._engine.sockets[sid].upgrading)
    assert await post(served.port, sid, JOIN) == 200
    await poll_until(served.port, sid, "40/hall,")


async def test_a_probe_that_is_none_is_not_answered(served: Served) -> None:
    sid = (await open_session(served.port))["sid"]
    client = await RawClient.upgrade(served.port, query=f"&sid={sid}")
    client.send("4hello")
    assert await client.everything() == []
    await until(lambda: served.gateway.sockets == 1)
    assert await post(served.port, sid, JOIN) == 200
