"""All halls of an installation: found by code, opened once, created once, closed when nobody is there."""

import asyncio
from typing import Any

import pytest

from conference.commands import CreateConference
from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor
from realtime import halls as halls_module
from realtime.audiences import Audience
from realtime.fanout import fanout_of
from tests.realtime.conftest import House
from tests.realtime.lines import seat_in
from tests.story import AN, MODERATOR, OPERATOR


def _creation(house: House, code: str = "CAU", actor: Actor = OPERATOR) -> CreateConference:
    fields: dict[str, Any] = {"code": code, "commune": "dong-hoa", "title": "Đối thoại"}
    command = house.command(actor, "create_conference", **fields)
    assert isinstance(command, CreateConference)
    return command


async def test_a_hall_is_found_by_its_code_in_any_case(house: House) -> None:
    hall = await house.live("CAU-2026")
    assert await house.halls.open("cau-2026") is hall
    assert await house.halls.open("OTHER") is None
    assert house.halls.codes == ["CAU-2026"]


async def test_a_created_conference_outlives_the_process(house: House) -> None:
    await house.live()
    await house.queued(AN)
    before = await (await house.hall()).snapshot(Audience.MODERATORS)
    await house.halls.close()
    house.halls = house.new_halls()
    assert await house.halls.open("CAU") is None
    await house.halls.start()
    assert await (await house.hall()).snapshot(Audience.MODERATORS) == before


async def test_many_who_come_at_once_find_the_same_hall(house: House) -> None:
    await house.live()
    await house.halls.close()
    house.halls = house.new_halls()
    await house.halls.start()
    halls = await asyncio.gather(*(house.halls.open("CAU") for _ in range(50)))
    assert {id(hall) for hall in halls} == {id(await house.hall())}


async def test_creating_twice(house: House) -> None:
    creation = _creation(house)
    receipt = await house.halls.create(creation)
    assert receipt == Receipt(1)
    assert await house.halls.create(creation) == receipt
    assert await house.halls.create(_creation(house)) == Refusal(Code.DUPLICATE)
    assert await house.halls.create(_creation(house, "cau")) == Refusal(Code.DUPLICATE)


async def test_a_refused_creation_leaves_nothing(house: House) -> None:
    assert await house.halls.create(_creation(house, actor=MODERATOR)) == Refusal(Code.NOT_ALLOWED)
    assert await house.halls.create(_creation(house, "!")) == Refusal(Code.BAD_VALUE, "code")
    house.journal.disk_works = False
    assert await house.halls.create(_creation(house)) == Refusal(Code.NOT_SAVED)
    assert await house.journal.streams() == []
    assert house.halls.codes == []


async def test_empty_halls_are_closed_when_there_are_too_many(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(halls_module, "HALLS_OPEN_MAX", 2)
    first, second = await house.live("FIRST"), await house.live("SECOND")
    fanout_of(first).enter(seat_in(first, AN))
    await house.live("THIRD")
    assert await house.halls.open("FIRST") is first
    again = await house.hall("SECOND")
    assert again is not second
    assert await second.submit(house.command(OPERATOR, "pause_conference")) == (
        Refusal(Code.NOT_SAVED)
    )
    assert isinstance(await again.submit(house.command(MODERATOR, "pause_conference")), Receipt)


async def test_every_commit_is_reported_and_trouble_shows(house: House) -> None:
    hall = await house.live()
    assert house.saved == [hall.stream] * 3
    assert house.halls.saving_ok
    house.journal.disk_works = False
    await hall.submit(house.command(MODERATOR, "pause_conference"))
    assert not house.halls.saving_ok
    house.journal.disk_works = True
