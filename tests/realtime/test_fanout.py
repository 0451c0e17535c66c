"""From a hall to the seats in it: everybody once, the slow left out, told and let go."""

import asyncio
from typing import Any

import pytest

from conference.vocabulary import Actor, Role
from realtime import fanout as fanout_module
from realtime.audiences import Audience
from realtime.channel import Delta
from realtime.fanout import Fanout, fanout_of, send_away
from realtime.hall import Hall
from realtime.seats import NOWHERE
from realtime.wire import (
    LAG_MAX_SECONDS,
    PRESENT_AT_LATEST_SECONDS,
    PRESENT_EVERY_SECONDS,
    Bye,
)
from tests.realtime.conftest import House
from tests.realtime.lines import FakeLine, seat_in
from tests.story import AN, BINH, CHAIR, MODERATOR
from tests.virtual_time import in_virtual_time
from tests.waiting import until


async def _hall() -> tuple[House, Hall, Fanout]:
    house = House()
    await house.halls.start()
    hall = await house.live()
    await house.queued(AN)
    await asyncio.sleep(10)
    return house, hall, fanout_of(hall)


async def _vote(house: House, voter: str) -> None:
    await house.does(Actor(Role.ATTENDEE, voter), "cast_vote", question=1)
    await asyncio.sleep(1)


def _support(line: FakeLine) -> list[int]:
    """The counts of question 1 that came, in order."""
    return [body["votes"][0][1] for message, body in line.take() if message == "delta"]


@in_virtual_time
async def test_everybody_gets_the_same_bytes_once() -> None:
    house, hall, fanout = await _hall()
    lines = [FakeLine() for _ in range(3)]
    for line, actor in zip(lines, (AN, BINH, None), strict=True):
        fanout.enter(seat_in(hall, actor, line))
    await _vote(house, "x")
    assert [_support(line) for line in lines] == [[1], [1], [1]]
    assert lines[0].packets == []
    await house.halls.close()


@in_virtual_time
async def test_a_seat_that_stands_elsewhere_is_passed_over() -> None:
    house, hall, fanout = await _hall()
    line = FakeLine()
    fanout.enter(seat_in(hall, AN, line, position=2))
    await _vote(house, "x")
    assert _support(line) == []
    await house.halls.close()


@in_virtual_time
async def test_a_large_crowd_is_served_in_slices_and_never_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fanout_module, "_SLICE_SEATS", 2)
    house, hall, fanout = await _hall()
    lines = [FakeLine() for _ in range(7)]
    for line in lines:
        fanout.enter(seat_in(hall, None, line))
    await house.does(BINH, "cast_vote", question=1)
    assert not fanout.ready(Audience.DISPLAY)
    # One who comes in between, at the position that is going out, hears it no second time.
    newcomer = FakeLine()
    fanout.enter(seat_in(hall, None, newcomer))
    await asyncio.sleep(1)
    assert fanout.ready(Audience.DISPLAY)
    assert [_support(line) for line in lines] == [[1]] * 7
    await _vote(house, "y")
    assert _support(newcomer) == [2]
    await house.halls.close()


@in_virtual_time
async def test_a_slow_phone_is_left_out_and_told_when_it_has_caught_up() -> None:
    house, hall, fanout = await _hall()
    line, other = FakeLine(), FakeLine()
    seat = seat_in(hall, AN, line)
    fanout.enter(seat)
    fanout.enter(seat_in(hall, BINH, other))
    line.full = True
    await _vote(house, "x")
    await _vote(house, "y")
    assert line.take() == []
    assert _support(other) == [1, 2]
    line.full = False
    await asyncio.sleep(1)
    assert line.take() == [("resync", {"reason": "slow"})]
    assert seat.position == NOWHERE
    fanout.caught_up(seat)
    await _vote(house, "z")
    assert _support(line) == [3]
    await house.halls.close()


class Watched(FakeLine):
    """Counts how often it is looked at."""

    looks = 0

    def behind(self) -> bool:
        Watched.looks += 1
        return super().behind()


@in_virtual_time
async def test_a_thousand_that_read_nothing_are_not_even_looked_at() -> None:
    house, hall, fanout = await _hall()
    line = FakeLine()
    deaf = [Watched() for _ in range(1_000)]
    for each in (line, *deaf):
        each.full = each is not line
        fanout.enter(seat_in(hall, None, each))
    await house.does(Actor(Role.ATTENDEE, "x"), "cast_vote", question=1)
    await until(lambda: line.packets and fanout.ready(Audience.DISPLAY))
    Watched.looks = 0
    since = hall.channels[Audience.DISPLAY].position
    for position in range(since, since + 50):
        fanout.tell(Audience.DISPLAY, Delta(position, position + 1, b"{}", 0))
    assert (Watched.looks, len(line.packets)) == (0, 51)
    await asyncio.sleep(LAG_MAX_SECONDS + 1)
    assert {each.ended for each in deaf} == {"cut off"}
    await house.halls.close()


@in_virtual_time
async def test_what_was_missed_stops_where_a_phone_stops_reading() -> None:
    house, hall, fanout = await _hall()
    epoch, since = hall.epoch, hall.channels[Audience.DISPLAY].position
    for voter in "abcde":
        await _vote(house, voter)
    line = FakeLine()
    line.full_after = 2
    seat = seat_in(hall, None, line, position=NOWHERE)
    fanout.welcome(seat, (epoch, since))
    fanout.enter(seat)
    assert _support(line) == [1, 2]
    assert seat.position == NOWHERE
    line.full_after = 1_000
    await asyncio.sleep(1)
    assert line.take() == [("resync", {"reason": "slow"})]
    await house.halls.close()


@in_virtual_time
async def test_a_phone_that_reads_nothing_is_cut_off() -> None:
    house, hall, fanout = await _hall()
    line = FakeLine()
    fanout.enter(seat_in(hall, AN, line))
    line.full = True
    await _vote(house, "x")
    assert line.ended == ""
    await asyncio.sleep(LAG_MAX_SECONDS + 1)
    assert (line.ended, line.packets) == ("cut off", [])
    await house.halls.close()


@in_virtual_time
async def test_mine_goes_to_every_socket_of_that_attendee_only() -> None:
    house, hall, fanout = await _hall()
    lines = {name: FakeLine() for name in ("an's", "an's other", "binh's")}
    fanout.enter(seat_in(hall, AN, lines["an's"]))
    fanout.enter(seat_in(hall, AN, lines["an's other"]))
    fanout.enter(seat_in(hall, BINH, lines["binh's"]))
    await house.does(AN, "cast_vote", question=1)
    await asyncio.sleep(1)
    mine = {
        name: [body["votes"] for message, body in line.take() if message == "mine"]
        for name, line in lines.items()
    }
    assert mine == {"an's": [[1]], "an's other": [[1]], "binh's": []}
    await house.halls.close()


@in_virtual_time
async def test_the_number_present_is_told_seldom_and_only_when_it_changed() -> None:
    house, hall, fanout = await _hall()
    line = FakeLine()
    desk = seat_in(hall, CHAIR, line)
    fanout.enter(desk)
    phones = [seat_in(hall, Actor(Role.ATTENDEE, f"a{n // 2}")) for n in range(6)]
    for phone in phones:
        fanout.enter(phone)
    await asyncio.sleep(PRESENT_EVERY_SECONDS + 1)
    assert line.take() == [("present", {"attendees": 3})]
    # One of two sockets of the same phone leaves: nobody has left.
    fanout.leave(phones[0])
    await asyncio.sleep(PRESENT_EVERY_SECONDS + 1)
    assert line.take() == []
    fanout.leave(phones[1])
    await asyncio.sleep(PRESENT_EVERY_SECONDS + 1)
    assert line.take() == [("present", {"attendees": 2})]
    assert not fanout.idle
    for seat in (desk, *phones[2:]):
        fanout.leave(seat)
    assert fanout.idle
    await house.halls.close()


@in_virtual_time
async def test_a_small_change_of_the_number_present_waits_for_more() -> None:
    house, hall, fanout = await _hall()
    line = FakeLine()
    fanout.enter(seat_in(hall, CHAIR, line))
    phones = [seat_in(hall, Actor(Role.ATTENDEE, f"a{n}")) for n in range(100)]
    for phone in phones:
        fanout.enter(phone)
    await asyncio.sleep(PRESENT_EVERY_SECONDS)
    assert line.take() == [("present", {"attendees": 100})]
    fanout.leave(phones[0])
    await asyncio.sleep(PRESENT_AT_LATEST_SECONDS - 1)
    assert line.take() == []
    await asyncio.sleep(2 * PRESENT_EVERY_SECONDS)
    assert line.take() == [("present", {"attendees": 99})]
    for phone in phones[1:6]:
        fanout.leave(phone)
    await asyncio.sleep(PRESENT_EVERY_SECONDS)
    assert line.take() == [("present", {"attendees": 94})]
    fanout.leave(phones[6])
    fanout.enter(phones[6])
    await asyncio.sleep(2 * PRESENT_AT_LATEST_SECONDS)
    assert line.take() == []
    await house.halls.close()


@in_virtual_time
async def test_mine_is_shown_to_the_other_sockets_of_an_attendee() -> None:
    house, hall, fanout = await _hall()
    lines = {name: FakeLine() for name in ("an's", "an's other", "an's lagging", "binh's")}
    asking = seat_in(hall, AN, lines["an's"])
    fanout.enter(asking)
    fanout.enter(seat_in(hall, AN, lines["an's other"]))
    fanout.enter(seat_in(hall, AN, lines["an's lagging"], position=NOWHERE))
    fanout.enter(seat_in(hall, BINH, lines["binh's"]))
    fanout.show_mine_to_others(asking)
    told = {name: [message for message, _ in line.take()] for name, line in lines.items()}
    assert told == {"an's": [], "an's other": ["mine"], "an's lagging": [], "binh's": []}
    await house.halls.close()


@in_virtual_time
async def test_whoever_joins_gets_everything_or_what_is_missing() -> None:
    house, hall, fanout = await _hall()
    await _vote(house, "x")
    line = FakeLine()
    seat = seat_in(hall, AN, line, position=NOWHERE)
    fanout.welcome(seat, None)
    ((message, snapshot),) = line.take()
    assert (message, snapshot["mine"]["votes"]) == ("snapshot", [])
    assert seat.position == snapshot["at"][1]
    await _vote(house, "y")
    again = FakeLine()
    returning = seat_in(hall, AN, again, position=NOWHERE)
    fanout.welcome(returning, (snapshot["at"][0], snapshot["at"][1]))
    (delta, mine) = again.take()
    assert (delta[0], delta[1]["votes"], mine[0]) == ("delta", [[1, 2]], "mine")
    assert returning.position == hall.channels[Audience.ATTENDEES].position
    await house.halls.close()


@in_virtual_time
async def test_a_seat_sent_away_hears_why_if_it_listens() -> None:
    house, hall, _ = await _hall()
    line, deaf = FakeLine(), FakeLine()
    deaf.full = True
    send_away(seat_in(hall, MODERATOR, line), Bye.SIGNED_OUT)
    send_away(seat_in(hall, MODERATOR, deaf), Bye.SIGNED_OUT)
    said: Any = [("bye", {"code": "signed_out", "rejoin": "signed_in"})]
    assert (line.take(), line.ended) == (said, "hung up")
    assert (deaf.take(), deaf.ended) == ([], "cut off")
    await house.halls.close()
