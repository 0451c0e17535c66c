"""Engine.IO by long polling, asked for by hand: what is wrong gets a status, and ends the session."""

import asyncio
import json

import pytest

from realtime.wire import EVENTS_BURST, FRAME_MAX_BYTES
from tests.realtime.conftest import Served, hurry
from tests.realtime.raw_client import RawClient, Refused, http
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("nothing_breaks")


async def _open_session(port: int) -> str:
    status, body = await http(port, "GET", "")
    assert status == 200
    sid: str = json.loads(body[1:])["sid"]
    return sid


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (b"4abc", ""),
        (b"42[{}]", ""),
        (b"bAAAA", ""),
        (b"4" + b"[" * 10_000, ""),
        (b"\xff", ""),
        (b"", ""),
        (b"x" * (FRAME_MAX_BYTES + 1), ""),
        (b"\x1e".join([b"3"] * (EVENTS_BURST + 1)), ""),
    ],
    ids=lambda part: str(part)[:20],
)
async def test_a_bad_post_is_a_bad_request(served: Served, body: bytes, head: str) -> None:
    sid = await _open_session(served.port)
    status, _ = await http(served.port, "POST", f"&sid={sid}", body, head)
    assert status == 400
    await until(lambda: served.gateway.sockets == 0)


async def test_two_polls_at_once_end_the_session(served: Served) -> None:
    sid = await _open_session(served.port)
    first = asyncio.create_task(http(served.port, "GET", f"&sid={sid}"))
    await until(lambda: served.gateway._engine.sockets[sid]._polled)
    assert (await http(served.port, "GET", f"&sid={sid}"))[0] == 400
    await first
    assert (await http(served.port, "GET", f"&sid={sid}"))[0] == 400
    assert served.gateway.sockets == 0


async def test_a_session_past_its_ping_is_gone(served: Served) -> None:
    hurry(served, interval=0.25, timeout=0.02)
    status, body = await http(served.port, "GET", "")
    opening = json.loads(body[1:])
    assert (status, opening["pingInterval"], opening["pingTimeout"]) == (200, 250, 20)
    await until(lambda: served.gateway.sockets == 0)
    assert (await http(served.port, "GET", f"&sid={opening['sid']}"))[0] == 400


async def test_a_second_websocket_on_one_session_is_a_bad_request(served: Served) -> None:
    client = await RawClient.upgrade(served.port)
    sid = json.loads((await client.receive())[1:])["sid"]
    with pytest.raises(Refused, match="400"):
        await RawClient.upgrade(served.port, query=f"&sid={sid}")
    assert await client.join() is not None
    client.close()


@pytest.mark.parametrize(
    ("method", "query", "status"),
    [
        ("GET", "&sid=unknown", 400),
        ("POST", "&sid=unknown", 400),
        ("POST", "", 400),
        ("GET", "&j=0", 400),
        ("PUT", "", 400),
        ("DELETE", "&sid=unknown", 400),
    ],
)
async def test_requests_that_are_none(served: Served, method: str, query: str, status: int) -> None:
    assert (await http(served.port, method, query))[0] == status
    assert served.gateway.sockets == 0


async def test_a_phone_that_answers_pings_stays_and_one_that_does_not_goes(served: Served) -> None:
    hurry(served, interval=0.02, timeout=1)
    answers = await RawClient.seated(served.port, token="token-answers")
    listening = asyncio.create_task(answers.everything())
    silent = await RawClient.seated(served.port, token="token-silent")
    await until(lambda: served.gateway.sockets == 1)
    assert not listening.done()
    silent.close()
    answers.close()
    await listening
