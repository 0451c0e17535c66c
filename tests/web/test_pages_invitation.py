"""A link that makes one account, once, and whose code is in no address that a server sees."""

import re
from collections.abc import Callable

import httpx2
import pytest

from conference.vocabulary import Role
from tests.web.conftest import CODE, COMMUNE, Clock
from tests.web.staff_room import Person, add
from web.context import House
from web.people_desk import INVITATION_LASTS, OPEN_INVITATIONS_MAX

Browser = Callable[..., httpx2.AsyncClient]
GOOD = {"display_name": "Lê Thị Hoa", "name": "Hoa", "password": "ba con cò trắng bay"}
ROLES = {"role-officer": "on", "role-clerk": "on"}


@pytest.fixture
async def an(house: House, conference: str, browser: Browser) -> Person:
    await add(house, "an", Role.ADMIN)
    await add(house, "binh", Role.ADMIN, commune="hop-hoa")
    person = Person(browser(), "an")
    await person.sign_in()
    return person


async def invite(an: Person, **fields: str) -> str:
    page = await an.post("/people/invite", "/people/invite", **{**ROLES, **fields})
    assert page.status_code == 200, page.text
    link = re.search(r"http://localhost/invitation#([\w-]{22})<", page.text)
    assert link
    return link[1]


async def arrive(browser: Browser, code: str) -> Person:
    guest = Person(browser(), "hoa")
    await guest.post("/invitation", "/invitation", code=code)
    return guest


async def accept(guest: Person, **fields: str) -> httpx2.Response:
    return await guest.post("/invitation/accept", "/invitation/accept", **{**GOOD, **fields})


async def test_invited_make_their_own_account_and_are_in(
    an: Person, browser: Browser, house: House
) -> None:
    code = await invite(an, unit="Địa chính", conference=CODE, note="chị Hoa")
    guest = Person(browser(), "hoa")
    came = await guest.post("/invitation", "/invitation", code=code)
    assert (came.status_code, came.headers["location"]) == (303, "/invitation/accept")
    page = (await guest.get("/invitation/accept")).text
    assert ("Cán bộ thụ lý" in page, "Địa chính" in page, code in page) == (True, True, False)
    done = await accept(guest)
    assert (done.status_code, done.headers["location"]) == (303, "/account")
    assert await guest.is_in()
    hoa = await house.reception.accounts.people.find("hoa")
    assert hoa
    assert (hoa.display_name, hoa.commune, hoa.unit) == ("Lê Thị Hoa", COMMUNE, "Địa chính")
    assert {(held.role, held.commune, held.conference) for held in hoa.roles} == {
        (Role.OFFICER, COMMUNE, CODE),
        (Role.CLERK, COMMUNE, CODE),
    }
    assert "hoa đã nhận" in (await an.get("/people")).text


async def test_whole_link_may_be_pasted(an: Person, browser: Browser) -> None:
    code = await invite(an)
    guest = await arrive(browser, f"  http://localhost/invitation#{code} ")
    assert (await guest.get("/invitation/accept")).status_code == 200


async def test_link_is_good_once(an: Person, browser: Browser) -> None:
    code = await invite(an)
    first, second = await arrive(browser, code), await arrive(browser, code)
    waiting = (await second.get("/invitation/accept")).status_code
    assert (await accept(first)).status_code == 303
    assert waiting == 200
    late = await second.post("/invitation/accept", "/invitation", **{**GOOD, "name": "hoa2"})
    assert late.status_code == 404
    third = await browser().get("/invitation")
    assert third.status_code == 200
    again = Person(browser(), "x")
    assert (await again.post("/invitation", "/invitation", code=code)).status_code == 404


async def test_link_runs_out_and_can_be_taken_back(
    an: Person, browser: Browser, clock: Clock
) -> None:
    code, other = await invite(an, note="một"), await invite(an, note="hai")
    page = (await an.get("/people")).text
    keys = re.findall(r'name="invitation" value="(\w+)"', page)
    assert len(keys) == 2
    await an.post("/people/revoke", "/people", invitation=keys[0])
    guest = Person(browser(), "x")
    told = [
        (await guest.post("/invitation", "/invitation", code=each)).status_code
        for each in (code, other)
    ]
    assert sorted(told) == [303, 404]
    clock.now += INVITATION_LASTS
    told = [
        (await guest.post("/invitation", "/invitation", code=each)).status_code
        for each in (code, other)
    ]
    assert told == [404, 404]


async def test_no_commune_sees_or_revokes_anothers(an: Person, browser: Browser) -> None:
    code = await invite(an, note="chị Hoa")
    binh = Person(browser(), "binh")
    await binh.sign_in()
    assert "chị Hoa" not in (await binh.get("/people")).text
    key = re.findall(r'name="invitation" value="(\w+)"', (await an.get("/people")).text)[0]
    await binh.post("/people/revoke", "/people", invitation=key)
    assert (await (await arrive(browser, code)).get("/invitation/accept")).status_code == 200


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 422),
        ({"role-supervisor": "on"}, 422),
        ({"role-operator": "on"}, 422),
        ({"role-clerk": "on", "conference": "NOT-THERE"}, 404),
        ({"role-clerk": "on", "unit": "x" * 121}, 422),
        ({"role-clerk": "on", "note": "x" * 81}, 422),
        ({"role-clerk": "on", "unit": "Địa\x00chính"}, 422),
        ({"role-clerk": "on", "note": "H\x1b[31moa"}, 422),
    ],
)
async def test_what_may_not_be_promised_is_not(
    an: Person, house: House, fields: dict[str, str], status: int
) -> None:
    told = await an.post("/people/invite", "/people/invite", **fields)
    assert told.status_code == status
    assert await house.reception.accounts.invitations.of_commune(COMMUNE) == []


@pytest.mark.slow
async def test_open_invitations_have_a_limit(an: Person) -> None:
    for _ in range(OPEN_INVITATIONS_MAX):
        await invite(an)
    told = await an.post("/people/invite", "/people/invite", **ROLES)
    assert told.status_code == 429


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "x"}, "Tên có từ 2 đến 40 chữ"),
        ({"name": "a b"}, "Tên có từ 2 đến 40 chữ"),
        ({"name": "LAN"}, "đã có người dùng"),
        ({"display_name": "  "}, "Tên có từ 2 đến 40 chữ"),
        ({"display_name": "\u200b\u202e"}, "Tên có từ 2 đến 40 chữ"),
        ({"display_name": "Hoa\x00"}, "ký tự không đọc được"),
        ({"display_name": "Ho" + "a\u0301\u0323" * 2 + "\u0301" * 30}, "ký tự không đọc được"),
        ({"display_name": "Hoa" * 21}, "dài quá mức"),
        ({"password": "ngắn"}, "Mật khẩu có từ"),
        ({"password": "lethihoa2026"}, "dễ đoán"),
    ],
)
async def test_bad_names_and_passwords_use_nothing_up(
    an: Person, browser: Browser, fields: dict[str, str], words: str
) -> None:
    guest = await arrive(browser, await invite(an))
    told = await accept(guest, **fields)
    assert (told.status_code, words in told.text) == (422, True)
    assert (await accept(guest)).status_code == 303


async def test_a_name_is_shown_without_what_cannot_be_seen(an: Person, browser: Browser) -> None:
    guest = await arrive(browser, await invite(an))
    await accept(guest, display_name="\u202eLê\u200b Thị\n Hoa\u2066")
    assert ">Lê Thị Hoa<" in (await an.get("/people")).text


async def test_nothing_secret_is_kept(an: Person, house: House) -> None:
    code = await invite(an)
    kept = b"".join(file.read_bytes() for file in house.settings.data.glob("doithoai.sqlite*"))
    assert code.encode() not in kept
    assert code not in (await an.get("/people")).text


@pytest.mark.parametrize("code", ["", "x", "x" * 22, "x" * 300, "#", "\x00", "é"])
async def test_made_up_code_opens_nothing(browser: Browser, code: str) -> None:
    guest = Person(browser(), "x")
    assert (await guest.post("/invitation", "/invitation", code=code)).status_code == 404
    assert (await guest.get("/invitation/accept")).headers["location"] == "/invitation"


async def test_invited_cookie_with_a_byte_changed_is_not_there(
    an: Person, browser: Browser
) -> None:
    guest = await arrive(browser, await invite(an))
    value = guest.browser.cookies["doithoai_invited"]
    for place in range(0, len(value), 7):
        changed = value[:place] + ("x" if value[place] != "x" else "y") + value[place + 1 :]
        thief = browser(cookie=f"doithoai_invited={changed}")
        assert (await thief.get("/invitation/accept")).headers["location"] == "/invitation"


async def test_operator_invites_whom_the_admin_may_not(
    house: House, conference: str, browser: Browser
) -> None:
    asked = {"commune": COMMUNE, "conference": None, "unit": "", "note": "Mặt trận"}
    done = await house.office.invite_person(roles=["supervisor"], **asked)
    guest = await arrive(browser, done["code"])
    assert (await accept(guest)).status_code == 303
    hoa = await house.reception.accounts.people.find("hoa")
    assert hoa
    assert [held.role for held in hoa.roles] == [Role.SUPERVISOR]
    assert done["path"] == f"/invitation#{done['code']}"
