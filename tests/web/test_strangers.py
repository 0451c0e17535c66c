"""A flood of made-up names keeps nobody from signing in whom the house knows."""

import asyncio

import pytest

from conference.refusals import Code, Refusal
from tests.waiting import until
from tests.web.conftest import PASSWORD
from web.context import House
from web.strangers import OF_ONE_NETWORK_MAX, STRANGERS_MAX, Strangers
from web.tries import Place

HALL, FIELD = Place("10.0.0.1"), Place("10.0.0.2")
OWN = Place("10.0.0.1", "own-browser")


async def test_made_up_names_leave_room_for_whom_the_house_knows(
    house: House, conference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    door, passwords = house.staff_door, house.reception.own.passwords
    assert isinstance(await door.sign_in("lan", PASSWORD, OWN, replacing=None), str)
    judged, matches, go_on = list[str](), passwords.matches, asyncio.Event()

    async def slowly(password: str, stored: str | None) -> bool:
        judged.append(password)
        await go_on.wait()
        return await matches(password, stored)

    monkeypatch.setattr(passwords, "matches", slowly)

    def tries(name: str, place: Place) -> asyncio.Task[object]:
        return asyncio.create_task(door.sign_in(name, PASSWORD, place, replacing=None))

    flood = [tries(f"x{number}", HALL) for number in range(40)]
    known, elsewhere = tries("lan", OWN), tries("hai", FIELD)
    await until(lambda: len(judged) == OF_ONE_NETWORK_MAX + 2)
    go_on.set()
    told = await asyncio.gather(*flood)
    assert told.count(Refusal(Code.BUSY)) == 40 - OF_ONE_NETWORK_MAX
    assert told.count(Refusal(Code.NOT_IDENTIFIED)) == OF_ONE_NETWORK_MAX
    assert [isinstance(await each, str) for each in (known, elsewhere)] == [True, True]


def test_all_strangers_together_have_an_end_and_each_gives_back_a_place() -> None:
    strangers = Strangers()
    networks = [f"net-{number}" for number in range(STRANGERS_MAX)]
    inside = [strangers.waiting(each) for each in networks]
    assert all(each.__enter__() for each in inside)
    with strangers.waiting("late") as room:
        assert not room
    inside.pop().__exit__(None, None, None)
    with strangers.waiting("late") as room:
        assert room
    for each in inside:
        each.__exit__(None, None, None)
    assert not strangers._waiting
