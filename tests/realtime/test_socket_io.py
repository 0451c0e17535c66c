"""Socket.IO 5, walked point by point, on our way and on the library's; Engine.IO has tests of its own."""

import pytest

from tests.realtime.conftest import Served
from tests.realtime.raw_client import TEXT, RawClient
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("nothing_breaks")

JOIN = '40/hall,{"conference":"CAU","as":"attendee","token":"token-an"}'


# Namespaces


async def test_nothing_leaves_before_the_connect_packet(served: Served) -> None:
    client = await RawClient.open(served.port)
    client.send(JOIN)
    first = await client.receive()
    assert first.startswith('40/hall,{"sid":"')
    assert (await client.receive()).startswith('42/hall,["snapshot",{')
    client.close()


async def test_a_second_connect_to_the_same_namespace_changes_nothing(served: Served) -> None:
    client = await RawClient.seated(served.port)
    client.send(JOIN)
    client.send('42/hall,1["sync",{}]')
    assert (await client.receive()).startswith("43/hall,1[")
    client.close()


async def test_whoever_leaves_a_namespace_may_come_back(served: Served) -> None:
    client = await RawClient.seated(served.port)
    for _ in range(3):
        client.send("41/hall,")
        assert "at" in await client.join()
    client.send("41/hall,")
    client.send('42/hall,1["sync",{}]')
    # Nobody is seated, so this is no client of the protocol any more.
    assert await client.everything() == ["1"]


async def test_leaving_a_namespace_never_joined_is_no_matter(served: Served) -> None:
    client = await RawClient.open(served.port)
    client.send("41/hall,")
    client.send("41")
    assert "at" in await client.join()
    client.send("41/desk,")
    client.send('42/hall,1["sync",{}]')
    assert (await client.receive()).startswith("43/hall,1[")
    client.close()


async def test_two_namespaces_share_a_connection(served: Served) -> None:
    client = await RawClient.open(served.port, cookie="staff=lan:moderator")
    assert "at" in await client.join()
    assert "queue" in await client.join("/desk", **{"as": "moderator", "token": None})
    answers = [
        (await client.call("sync", {}, 7, namespace))["snapshot"]["at"][1]
        for namespace in ("/hall", "/desk")
    ]
    assert answers[0] == answers[1]
    client.send("41/desk,")
    assert "snapshot" in await client.call("sync", {}, 8)
    client.close()


@pytest.mark.parametrize(
    ("packet", "answer"),
    [
        ("40", '44{"message":"Invalid namespace"}'),
        ('40{"token":"123"}', '44{"message":"Invalid namespace"}'),
        ("40/random", '44/random,{"message":"Invalid namespace"}'),
        ("40/random,", '44/random,{"message":"Invalid namespace"}'),
        ('40/random?a=b,{"c":1}', '44/random,{"message":"Invalid namespace"}'),
        ("40/hall,", '44/hall,{"message":"malformed"}'),
        ("40/hall,{}", '44/hall,{"message":"malformed"}'),
    ],
)
async def test_a_connect_that_is_refused_says_so(served: Served, packet: str, answer: str) -> None:
    client = await RawClient.open(served.port)
    client.send(packet)
    assert await client.receive() == answer
    # And the connection is still good for another try.
    assert "at" in await client.join()
    client.close()


async def test_a_connect_with_a_query_is_a_connect(served: Served) -> None:
    client = await RawClient.open(served.port)
    client.send(JOIN.replace("/hall,", "/hall?v=1,"))
    assert (await client.receive()).startswith("40/hall,{")
    client.close()


# Events and acknowledgements


@pytest.mark.parametrize("ack", [0, 1, 456, 999_999_999])
async def test_an_acknowledgement_bears_the_number_that_was_asked(served: Served, ack: int) -> None:
    client = await RawClient.seated(served.port)
    assert "snapshot" in await client.call("sync", {}, ack)
    client.close()


async def test_who_asks_for_no_acknowledgement_gets_none(served: Served) -> None:
    client = await RawClient.seated(served.port)
    client.send('42/hall,["sync",{}]')
    client.send('42/hall,5["sync",{}]')
    assert (await client.receive()).startswith("43/hall,5[")
    client.close()


async def test_acknowledgements_from_a_client_are_passed_over(served: Served) -> None:
    client = await RawClient.seated(served.port)
    client.send('43/hall,1["thanks"]')
    client.send('42/hall,5["sync",{}]')
    assert (await client.receive()).startswith("43/hall,5[")
    client.close()


@pytest.mark.parametrize(
    "packet", ["4abc", "42{}", "42/hall,{}", '42/hall,abc["sync",{}]', "42/hall", "47/hall,", "4"]
)
async def test_what_is_no_packet_ends_the_connection(served: Served, packet: str) -> None:
    client = await RawClient.seated(served.port)
    client.send(packet)
    await client.everything()
    await until(lambda: served.gateway.sockets == 0)


async def test_unknown_events_are_answered_and_harm_nobody(served: Served) -> None:
    client = await RawClient.seated(served.port)
    answer = await client.call("message", {"a": 1})
    assert answer == {"ok": False, "refusal": "malformed", "detail": "event"}
    client.frame(TEXT, b'42/hall,["message"]')
    assert "snapshot" in await client.call("sync", {}, 2)
    client.close()
