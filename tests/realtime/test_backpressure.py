"""Phones that do not read: what they may cost, and that nobody else pays for them."""

import asyncio
import socket
from typing import Any

import pytest

from realtime.audiences import Audience
from realtime.channel import Delta
from realtime.fanout import fanout_of
from realtime.frames import HallFrames
from realtime.seats import NOWHERE, Parcel, Seat
from realtime.wire import KERNEL_BUFFER_BYTES, LAG_MAX_BYTES, LAG_MAX_MESSAGES
from tests.realtime.conftest import Served
from tests.realtime.raw_client import RawClient
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("nothing_breaks")

DELTAS_MAX = 3_000
"""More than any kernel keeps for one connection."""
FILLER = b"x" * 4_000


async def deaf_phone(served: Served, device: str) -> tuple[RawClient, Seat]:
    """It joined with little room of its own, and reads nothing any more."""
    client = await RawClient.seated(served.port, token=f"token-{device}", room=4_096)
    client.writer.transport.pause_reading()  # type: ignore[attr-defined]
    (seat,) = served.gateway._admission.by_owner.of(device)
    return client, seat


async def tell_until_behind(served: Served, other: RawClient, deaf: Seat) -> None:
    """Delta after delta, each of which the other phone takes in, and a few more."""
    fanout = fanout_of(await served.house.hall())
    (seat,) = served.gateway._admission.by_owner.of("other")
    more = 20
    for position in range(seat.position, seat.position + DELTAS_MAX):
        body = b'{"from":%d,"to":%d,"x":"%s"}' % (position, position + 1, FILLER)
        fanout.tell(Audience.ATTENDEES, Delta(position, position + 1, body, 0))
        assert (await other.receive()).startswith(f'42/hall,["delta",{{"from":{position},')
        more -= deaf.position == NOWHERE
        if not more:
            return
    raise AssertionError("it is never behind")


def held_back(line: Any) -> int:
    """Bytes that wait for this phone in our own memory, beyond what uvicorn's protocol holds."""
    if hasattr(line, "_frames"):
        return int(line._frames.transport.get_write_buffer_size())
    return int(line._weight)


async def test_a_phone_that_reads_nothing_costs_little_and_the_others_nothing(
    served: Served,
) -> None:
    other = await RawClient.seated(served.port, token="token-other")
    deaf, seat = await deaf_phone(served, "deaf")
    await tell_until_behind(served, other, seat)
    assert seat.position == NOWHERE
    assert held_back(seat.line) <= LAG_MAX_BYTES + 2 * len(FILLER)
    if served.library:
        assert seat.line.queue.qsize() <= LAG_MAX_MESSAGES + 2  # type: ignore[attr-defined]
    else:
        carrier = seat.line._frames.transport.get_extra_info("socket")  # type: ignore[attr-defined]
        assert carrier.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) <= 2 * KERNEL_BUFFER_BYTES
    for client in (deaf, other):
        client.close()


async def test_whoever_does_not_read_is_not_read_from(served: Served) -> None:
    """Else answers to its own questions would pile up."""
    other = await RawClient.seated(served.port, token="token-other")
    deaf, seat = await deaf_phone(served, "deaf")
    await tell_until_behind(served, other, seat)
    await until(seat.line.behind)
    before = held_back(seat.line)
    for ack in range(50):
        deaf.send(f'42/hall,{ack}["nothing",{{}}]')
    # Answered later than those were sent, so they have arrived.
    assert "snapshot" in await other.call("sync", {})
    assert held_back(seat.line) <= before
    # Once it reads again, it hears that it missed something, and then its answers.
    deaf.writer.transport.resume_reading()  # type: ignore[attr-defined]
    texts: list[str] = []
    resync = '42/hall,["resync",{"reason":"slow"}]'
    while not (resync in texts and any(text.startswith("43/hall,49[") for text in texts)):
        texts.append(await deaf.receive())
        assert texts[-1]
    assert [text[:9] for text in texts if text.startswith("43")][:2] == ["43/hall,0", "43/hall,1"]
    for client in (deaf, other):
        client.close()


async def test_a_large_snapshot_is_the_same_bytes_for_all(served: Served) -> None:
    """What waits for a phone that has just joined is shared with everybody who joins there."""
    hall = await served.house.hall()
    fanout = fanout_of(hall)
    sent: list[Parcel] = []

    class Line:
        def deliver(self, parcel: Parcel) -> None:
            sent.append(parcel)

    for name in ("an", "binh"):
        client = await RawClient.seated(served.port, token=f"token-{name}")
        (seat,) = served.gateway._admission.by_owner.of(name)
        seat.line = Line()  # type: ignore[assignment]
        fanout.welcome(seat, None)
        client.close()
    first, second = sent
    assert first.packet is second.packet
    assert first.whole.endswith(b',"mine":{"questions":[],"votes":[]}}]') or first.tail
    assert first.tail.startswith(b',"mine":{')


@pytest.mark.parametrize("served", [HallFrames], indirect=True)
async def test_the_end_of_a_phone_that_reads_nothing_is_an_end(served: Served) -> None:
    other = await RawClient.seated(served.port, token="token-other")
    deaf, seat = await deaf_phone(served, "deaf")
    await tell_until_behind(served, other, seat)
    await until(seat.line.behind)
    seat.line.cut_off()
    await until(lambda: served.gateway.sockets == 1)
    transport = seat.line._frames.transport  # type: ignore[attr-defined]
    await until(lambda: transport.get_write_buffer_size() == 0)
    assert transport.is_closing()
    deaf.writer.transport.abort()  # type: ignore[attr-defined]
    other.close()
    await asyncio.sleep(0)
