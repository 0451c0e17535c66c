"""Signing in, and every way in which a session ends."""

from collections.abc import Callable

import httpx2
import pytest

from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from tests.web.conftest import CODE, COMMUNE, PASSWORD, Clock, form_token
from web.context import House
from web.staff import session_key
from web.tries import Place

Browser = Callable[..., httpx2.AsyncClient]
HOUR = 3_600_000
MINUTE = 60_000


async def signed_in(house: House, name: str = "lan", replacing: str | None = None) -> str:
    token = await house.staff_door.sign_in(name, PASSWORD, Place("10.0.0.1"), replacing=replacing)
    assert isinstance(token, str)
    return token


async def test_right_password_opens_a_session(house: House, conference: str) -> None:
    staff = await house.staff_door.staff(await signed_in(house))
    assert staff is not None
    assert (staff.name, staff.display_name) == ("lan", "Lan")
    assert staff.may_act_as(Role.MODERATOR, COMMUNE, CODE)
    assert not staff.may_act_as(Role.CHAIR, COMMUNE, CODE)
    assert not staff.may_act_as(Role.MODERATOR, COMMUNE, "OTHER")
    assert not staff.may_act_as(Role.MODERATOR, "other", CODE)


async def test_name_is_the_same_however_it_is_typed(house: House, conference: str) -> None:
    assert await house.staff_door.staff(await signed_in(house, "  LAN ")) is not None


@pytest.mark.parametrize(("name", "password"), [("lan", "wrong-password"), ("nobody", PASSWORD)])
async def test_wrong_name_and_wrong_password_are_told_the_same(
    house: House, conference: str, name: str, password: str
) -> None:
    refused = await house.staff_door.sign_in(name, password, Place("10.0.0.1"), replacing=None)
    assert refused == Refusal(Code.NOT_IDENTIFIED)


async def test_ten_wrong_tries_close_the_door_for_that_name_and_address(
    house: House, conference: str
) -> None:
    door = house.staff_door
    told = [
        await door.sign_in("lan", "wrong", Place("10.0.0.1"), replacing=None) for _ in range(10)
    ]
    assert told == [Refusal(Code.NOT_IDENTIFIED)] * 10
    waiting = await door.sign_in("lan", PASSWORD, Place("10.0.0.1"), replacing=None)
    assert waiting == Refusal(Code.TOO_FAST, 15)
    assert isinstance(await door.sign_in("lan", PASSWORD, Place("10.0.0.2"), replacing=None), str)
    assert isinstance(await door.sign_in("hai", PASSWORD, Place("10.0.0.1"), replacing=None), str)


async def test_tries_for_an_unknown_name_are_counted_too(house: House, conference: str) -> None:
    """Else the difference would tell who works here."""
    tries = [
        await house.staff_door.sign_in("x", "y", Place("a"), replacing=None) for _ in range(11)
    ]
    assert tries[-1] == Refusal(Code.TOO_FAST, 15)


async def test_signing_in_forgives_earlier_tries(house: House, conference: str) -> None:
    for _ in range(2):
        for _ in range(9):
            await house.staff_door.sign_in("lan", "wrong", Place("10.0.0.1"), replacing=None)
        await signed_in(house)


async def test_signing_in_again_ends_the_old_session(house: House, conference: str) -> None:
    old = await signed_in(house)
    new = await signed_in(house, replacing=old)
    assert new != old
    assert await house.staff_door.staff(old) is None
    assert await house.staff_door.staff(new) is not None


async def test_session_ends_when_unused(house: House, conference: str, clock: Clock) -> None:
    token = await signed_in(house)
    assert await house.staff_door.staff(token)
    clock.now += 119 * MINUTE
    assert await house.staff_door.staff(token)
    clock.now += 121 * MINUTE
    assert await house.staff_door.staff(token) is None
    clock.now -= 121 * MINUTE
    assert await house.staff_door.staff(token) is None


async def test_session_ends_after_its_time_in_any_case(
    house: House, conference: str, clock: Clock
) -> None:
    token = await signed_in(house)
    for _ in range(11):
        clock.now += HOUR
        assert await house.staff_door.staff(token)
    clock.now += HOUR
    assert await house.staff_door.staff(token) is None


async def test_changes_by_the_operator_end_every_session(house: House, conference: str) -> None:
    ended: list[str] = []

    async def note(session: str) -> None:
        ended.append(session)

    house.staff_door.on_end = note
    changes = {
        "give_role": {"role": "clerk", "commune": COMMUNE, "conference": None},
        "take_role": {"role": "clerk", "commune": COMMUNE, "conference": None},
        "reset_password": {"password": PASSWORD},
    }
    for order, details in changes.items():
        tokens = [await signed_in(house), await signed_in(house)]
        await house.office.do(order, {"name": "lan", **details})
        assert sorted(ended) == sorted(session_key(token) for token in tokens)
        assert [await house.staff_door.staff(token) for token in tokens] == [None, None]
        ended.clear()


async def test_database_does_not_hold_what_the_cookie_holds(house: House, conference: str) -> None:
    token = await signed_in(house)
    assert token.encode() not in b"".join(
        file.read_bytes() for file in house.settings.data.glob("doithoai.sqlite*")
    )


async def test_cookie_replayed_after_signing_out_is_nobody(
    browser: Browser, house: House, conference: str
) -> None:
    desk = browser()
    form = form_token((await desk.get("/login")).text)
    fields = {"form_token": form, "name": "lan", "password": PASSWORD}
    answer = await desk.post("/login", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff")
    stolen = desk.cookies["doithoai_staff"]
    home = await desk.get("/staff")
    assert home.status_code == 200
    left = await desk.post("/logout", data={"form_token": form_token(home.text)})
    assert left.status_code == 303
    assert "doithoai_staff" not in desk.cookies
    thief = browser(cookie=f"doithoai_staff={stolen}")
    assert (await thief.get("/staff")).headers["location"].startswith("/login")
