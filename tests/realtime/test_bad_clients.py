"""Clients that mean harm, or are broken: each ends its own connection and nothing else."""

import asyncio
import json
import struct
from typing import Any

import pytest

from realtime import admission as admission_module
from realtime import entrance as entrance_module
from realtime import fanout as fanout_module
from realtime.frames import HallFrames
from realtime.wire import (
    EVENTS_BURST,
    FRAME_MAX_BYTES,
    SOCKETS_PER_DEVICE_MAX,
    VOTES_BURST,
)
from tests.realtime.conftest import Served, hurry
from tests.realtime.raw_client import BINARY, CONTINUED, PING, TEXT, RawClient, Refused, http
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("nothing_breaks")

MALFORMED = [
    "4",
    "4abc",
    "44/hall,{}",
    "42[{}]",
    "42/hall,[{}]",
    "42/hall,[]",
    '451-/hall,["command",{"_placeholder":true,"num":0}]',
    "4599999999-[]",
    "4599999999-/hall,[]",
    "461-/hall,1[]",
    "47",
    "42/hall," + "1" * 200 + '["sync",{}]',
    '42/hall,["sync",' + "[" * 16_000,
    '42/hall,["sync",{"since":' + "9" * 5_000 + "}]",
    '42/hall,["sync",{"a":"\\ud800"}]',
    "4" + "[" * 16_000,
    "0{}",
    "9",
    "hello",
    "bAAAA",
    "2" * 100,
]


@pytest.mark.parametrize("seated", [True, False], ids=["seated", "fresh"])
@pytest.mark.parametrize("text", MALFORMED, ids=lambda text: text[:20])
async def test_malformed_text_ends_the_connection(
    served: Served, text: str, *, seated: bool
) -> None:
    client = await (RawClient.seated if seated else RawClient.open)(served.port)
    client.send(text)
    texts = await client.everything()
    byes = [json.loads(t.partition(",")[2])[1]["code"] for t in texts if '["bye"' in t]
    assert byes in ([], ["malformed"])
    await until(lambda: served.gateway.sockets == 0)
    client.close()


@pytest.mark.parametrize("seated", [True, False], ids=["seated", "fresh"])
async def test_binary_frames_end_the_connection(served: Served, *, seated: bool) -> None:
    client = await (RawClient.seated if seated else RawClient.open)(served.port)
    for _ in range(10):
        client.frame(BINARY, b"\0" * 1_000)
    await client.everything()
    await until(lambda: served.gateway.sockets == 0)
    client.close()


async def test_a_frame_beyond_the_limit_is_too_big(served: Served) -> None:
    client = await RawClient.seated(served.port)
    client.send("42/hall," + json.dumps(["sync", {"x": "y" * FRAME_MAX_BYTES}]))
    await client.everything()
    assert client.close_code == 1009
    client.close()


async def test_the_largest_frame_is_still_taken(served: Served) -> None:
    client = await RawClient.seated(served.port)
    padding = FRAME_MAX_BYTES - len('42/hall,1["sync", {"x": ""}]')
    answer = await client.call("sync", {"x": "y" * padding})
    assert "snapshot" in answer
    client.close()


async def test_text_in_fragments_is_text(served: Served) -> None:
    client = await RawClient.seated(served.port)
    text = b'42/hall,1["sync",{"since":[0,0]}]'
    client.frame(TEXT, text[:5], fin=False)
    client.frame(PING, b"in between")
    client.frame(CONTINUED, text[5:9], fin=False)
    client.frame(CONTINUED, text[9:])
    assert (await client.receive()).startswith('43/hall,1[{"snapshot"')
    # And many in one piece, cut anywhere.
    client.frame(TEXT, text)
    client.frame(TEXT, text.replace(b",1[", b",2["))
    first, second = await client.receive(), await client.receive()
    assert [first[:10], second[:10]] == ["43/hall,1[", "43/hall,2["]
    client.close()


async def test_frames_that_arrive_byte_by_byte(served: Served) -> None:
    client = await RawClient.seated(served.port)
    sent: list[bytes] = []
    write, client.writer.write = client.writer.write, sent.append  # type: ignore[method-assign]
    client.send('42/hall,1["sync",{}]')
    client.send('42/hall,2["sync",{}]')
    for byte in b"".join(sent):
        write(bytes([byte]))
        await client.writer.drain()
        await asyncio.sleep(0)
    answers = [await client.receive(), await client.receive()]
    assert [answer[:10] for answer in answers] == ["43/hall,1[", "43/hall,2["]
    client.close()


async def test_a_size_written_longer_than_needed_is_still_a_size(served: Served) -> None:
    client = await RawClient.seated(served.port)
    text = b'42/hall,1["sync",{}]'
    client.writer.write(b"\x81\xff" + struct.pack("!Q", len(text)) + b"\0\0\0\0" + text)
    client.writer.write(b"\x81\xfe" + struct.pack("!H", len(text)) + b"\0\0\0\0" + text)
    for _ in range(2):
        assert (await client.receive()).startswith("43/hall,1[")
    client.close()


async def test_the_rest_of_a_frame_may_look_like_a_new_one(served: Served) -> None:
    client = await RawClient.seated(served.port)
    text = b'42/hall,1["sync",{}]'
    mask = bytes([text[0] ^ 0x81, text[1] ^ 0x82, 0, 0])
    masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(text))
    client.writer.write(bytes([0x81, 0x80 | len(text)]) + mask)
    await client.writer.drain()
    # Answered, so the server has seen the first part by itself.
    other = await RawClient.seated(served.port)
    client.writer.write(masked)
    assert (await client.receive()).startswith("43/hall,1[")
    other.close()
    client.close()


@pytest.mark.parametrize(
    "frames",
    [
        [(TEXT, b"\xff\xfe", True, True)],
        [(TEXT, b"2", True, False)],
        [(CONTINUED, b"2", True, True)],
        [(3, b"2", True, True)],
    ],
    ids=["not utf-8", "not masked", "continues nothing", "unknown opcode"],
)
async def test_broken_frames_end_the_connection(served: Served, frames: Any) -> None:
    client = await RawClient.seated(served.port)
    for opcode, payload, fin, masked in frames:
        client.frame(opcode, payload, fin=fin, masked=masked)
    await client.everything()
    await until(lambda: served.gateway.sockets == 0)
    client.close()


@pytest.mark.parametrize("served", [HallFrames], indirect=True)
async def test_endless_empty_fragments_end_the_connection(served: Served) -> None:
    client = await RawClient.seated(served.port)
    client.frame(TEXT, b"", fin=False)
    for _ in range(100):
        client.frame(CONTINUED, b"", fin=False)
    await client.everything()
    await until(lambda: served.gateway.sockets == 0)
    client.close()


async def test_whoever_says_nothing_is_not_kept(served: Served) -> None:
    seated = await RawClient.seated(served.port)
    # Only now, or a slow machine's client would be too late for its seat.
    hurry(served, join_within=0.05)
    silent = await RawClient.open(served.port)
    await silent.everything()
    # Leaving the hall without leaving the house is no way to stay either.
    seated.send("41/hall,")
    await seated.everything()
    assert served.gateway.sockets == 0
    status, body = await http(served.port, "GET", "")
    assert status == 200
    await until(lambda: served.gateway.sockets == 0)
    assert body.startswith(b"0{")


async def test_an_event_before_the_hall_was_entered_ends_the_connection(served: Served) -> None:
    client = await RawClient.open(served.port)
    client.send('42/hall,1["sync",{}]')
    assert await client.everything() == ["1"]
    client.close()


async def test_unknown_namespaces_are_refused_and_not_for_ever(served: Served) -> None:
    client = await RawClient.open(served.port)
    for name in ("a", "b", "c", "d"):
        client.send(f"40/{name},")
    errors = [text for text in await client.everything() if text.startswith("44")]
    assert errors == [f'44/{name},{{"message":"Invalid namespace"}}' for name in "abc"]
    client.close()


async def test_a_flood_of_events_ends_the_connection(served: Served) -> None:
    client = await RawClient.seated(served.port)
    for _ in range(EVENTS_BURST * 2):
        client.send('42/hall,["nothing",{}]')
    texts = await client.everything()
    assert '42/hall,["bye",{"code":"too_fast","rejoin":"later"}]' in texts
    client.close()


async def test_a_flood_of_votes_is_too_fast_whatever_socket_it_comes_from(served: Served) -> None:
    sockets = [await RawClient.seated(served.port) for _ in range(3)]
    answers = [
        await socket.call("command", {"do": "cast_vote", "id": f"{n}-{m}", "question": 9})
        for n in range(VOTES_BURST)
        for m, socket in enumerate(sockets)
    ]
    refusals = [answer["refusal"] for answer in answers]
    assert refusals[:VOTES_BURST] == ["not_found"] * VOTES_BURST
    assert refusals[-1] == "too_fast"
    for socket in sockets:
        socket.close()


async def test_syncs_have_their_own_pace(served: Served) -> None:
    client = await RawClient.seated(served.port)
    answers = [await client.call("sync", {}) for _ in range(12)]
    assert [next(iter(answer)) for answer in answers] == ["snapshot"] * 10 + ["ok"] * 2
    assert answers[-1] == {"ok": False, "refusal": "too_fast"}
    client.close()


async def test_too_many_unanswered_commands_are_busy(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("realtime.calls.PENDING_PER_SOCKET_MAX", 2)
    monkeypatch.setattr("realtime.writer.VOTES_WINDOW_SECONDS", 1)
    client = await RawClient.seated(served.port)
    vote = {"do": "cast_vote", "id": "1", "question": 9}
    await client.call("command", vote)
    # These wait for the window to be over, and the third is one too many.
    for ack in (2, 3, 4):
        client.send(f"42/hall,{ack}{json.dumps(['command', vote])}")
    answers = [await client.receive() for _ in range(3)]
    assert answers[0] == '43/hall,4[{"ok":false,"refusal":"busy"}]'
    assert [answer[:9] for answer in answers[1:]] == ["43/hall,2", "43/hall,3"]
    client.close()


async def test_one_device_has_so_many_sockets_and_no_more(served: Served) -> None:
    clients = [await RawClient.open(served.port) for _ in range(SOCKETS_PER_DEVICE_MAX + 5)]
    answers = await asyncio.gather(*(client.join() for client in clients))
    refused = [answer for answer in answers if "message" in answer]
    assert refused == [{"message": "too_many"}] * 5
    clients[0].close()
    await until(lambda: served.gateway.sockets == len(clients) - 1)
    again = await RawClient.open(served.port)
    # Which of them was seated is not known; either there is room now, or still none.
    assert await again.join() is not None
    for client in (*clients, again):
        client.close()


async def test_displays_without_a_device_are_counted_by_hall(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission_module, "DISPLAYS_PER_HALL_MAX", 2)
    clients = [await RawClient.open(served.port) for _ in range(3)]
    answers = [await client.join(**{"as": "display", "token": None}) for client in clients]
    assert answers[2] == {"message": "too_many"}
    for client in clients:
        client.close()


async def test_a_full_house_takes_nobody_in(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entrance_module, "SOCKETS_MAX", 1)
    client = await RawClient.seated(served.port)
    assert (await http(served.port, "GET", ""))[0] == 503
    with pytest.raises(Refused, match="503"):
        await RawClient.upgrade(served.port)
    client.close()
    await until(lambda: served.gateway.sockets == 0)
    monkeypatch.undo()


async def test_a_phone_that_stops_reading_is_let_go_and_nobody_waits_for_it(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fanout_module, "LAG_MAX_SECONDS", 0.05)
    monkeypatch.setattr(fanout_module, "_LAG_CHECK_SECONDS", 0.01)
    deaf = await RawClient.seated(served.port, token="token-deaf")
    deaf.writer.transport.pause_reading()  # type: ignore[attr-defined]
    (seat,) = served.gateway._admission.by_owner.of("deaf")
    other = await RawClient.seated(served.port, token="token-other")
    monkeypatch.setattr(type(seat.line), "behind", lambda line: line is seat.line)
    answer = await other.call("command", {"do": "cast_vote", "id": "1", "question": 1})
    assert answer["ok"]
    await until(lambda: served.gateway.sockets == 1)
    deaf.close()
    other.close()


async def test_jsonp_is_no_transport_of_ours(served: Served) -> None:
    assert (await http(served.port, "GET", "&j=0"))[0] == 400
