"""A password is judged, or hashed, for a good while: what happens in between counts."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest

from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from tests.web.conftest import PASSWORD, Clock
from tests.web.staff_room import Person, add, now_on
from web.context import House
from web.tries import Place

Browser = Callable[..., httpx2.AsyncClient]
HERE = Place("10.0.0.1")
NEW, OTHER = "ghe-may-cua-song-xanh", "may-tinh-cua-song-do"
Meanwhile = Callable[[], Awaitable[Any]]


def in_between(monkeypatch: pytest.MonkeyPatch, house: House, what: Meanwhile) -> None:
    """Once a password was found right, and before anything follows from it."""
    passwords = house.reception.own.passwords
    matches = passwords.matches

    async def slowly(password: str, stored: str | None) -> bool:
        same = await matches(password, stored)
        monkeypatch.setattr(passwords, "matches", matches)
        await what()
        return same

    monkeypatch.setattr(passwords, "matches", slowly)


@pytest.mark.parametrize("order", ["reset_password", "disable_person"])
async def test_no_session_begins_with_what_was_ended_while_it_was_judged(
    house: House, conference: str, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    given = {"password": NEW} if order == "reset_password" else {}
    in_between(monkeypatch, house, lambda: house.office.do(order, {"name": "lan", **given}))
    told = await house.staff_door.sign_in("lan", PASSWORD, HERE, replacing=None)
    assert told == Refusal(Code.NOT_IDENTIFIED)
    assert await house.staff_door.open_sessions("lan") == []


async def test_whoever_is_between_password_and_code_begins_anew_after_a_reset(
    house: House, conference: str, browser: Browser, clock: Clock
) -> None:
    await add(house, "hoa", Role.CLERK)
    owner, thief = Person(browser(), "hoa"), Person(browser(), "hoa")
    await owner.sign_in()
    app, codes = await owner.enrol(clock)
    clock.now += 60_000
    assert (await thief.sign_in()).headers["location"].startswith("/login/code")
    await house.office.reset_password("hoa", NEW)
    for typed in (now_on(app, clock), codes[0]):
        told = await thief.post("/login/code", "/login", code=typed)
        assert told.headers["location"] == "/login"
    assert not await thief.is_in()
    # And no recovery code was spent on it.
    assert await house.reception.accounts.second_steps.recovery_left("hoa") == len(codes)


async def test_a_reset_wins_over_a_change_that_began_before_it(
    house: House, conference: str, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = Person(browser(), "lan")
    await lan.sign_in()
    in_between(monkeypatch, house, lambda: house.office.reset_password("lan", NEW))
    told = await lan.post("/account/password", old=PASSWORD, new=OTHER)
    assert told.status_code == 401
    signed_in = [(await lan.sign_in(each)).status_code for each in (OTHER, NEW)]
    assert signed_in == [401, 303]


async def test_of_two_who_use_a_link_at_once_one_chooses(house: House, conference: str) -> None:
    await add(house, "an", Role.ADMIN)
    await add(house, "hoa", Role.CLERK)
    links = house.reception.links
    person = await house.reception.accounts.people.find("hoa")
    assert person is not None
    code = links.code(person)
    told = await asyncio.gather(*(links.choose(code, each) for each in (NEW, OTHER)))
    assert sorted(map(str, told)) == sorted(map(str, ("hoa", Refusal(Code.STALE))))
