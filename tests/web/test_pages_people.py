"""The commune's people: its admin's business and nobody else's, and never another commune's."""

import pytest

from archive.office_events import AccountAct
from conference.vocabulary import Role
from tests.archive.accounts_told import accounts_told
from tests.web.conftest import CODE, COMMUNE, PASSWORD, Clock
from tests.web.staff_room import Browser, Person, add, at_work
from web.context import House
from web.people_desk import GIVEN_BY_ADMIN
from web.staff import STAFF_ROLES

ELSEWHERE = "hop-hoa"
ACTS = ("give", "take", "unit", "end-sessions", "disable", "enable", "reset-second-step")


@pytest.fixture
async def an(house: House, conference: str, browser: Browser) -> Person:
    """The admin here; Bình is admin of another commune, with Mai as its clerk; Thủy supervises here."""
    await add(house, "an", Role.ADMIN)
    await add(house, "hoa", Role.CLERK)
    await add(house, "thuy", Role.SUPERVISOR)
    await add(house, "binh", Role.ADMIN, commune=ELSEWHERE)
    await add(house, "mai", Role.CLERK, commune=ELSEWHERE)
    person = Person(browser(), "an")
    await person.sign_in()
    return person


async def acts_of(house: House, commune: str = COMMUNE) -> list[tuple[str, AccountAct, str | None]]:
    lines = await accounts_told(house.store, commune)
    return [(line.by.id, line.act, line.name) for line in lines if line.by.id != "operator"]


@pytest.mark.slow
async def test_only_the_admin_sees_the_people(an: Person, browser: Browser) -> None:
    pages = ("/people", "/people/log", "/people/invite", "/people/of/hoa")
    others = [await at_work(browser, name) for name in ("lan", "hai", "hoa", "thuy")]
    assert [(await an.get(page)).status_code for page in pages] == [200] * 4
    for other in others:
        assert [(await other.get(page)).status_code for page in pages] == [404] * 4
        assert "/people" not in (await other.get("/staff")).text
    for page in pages:
        assert (await browser().get(page)).headers["location"].startswith("/login")


async def test_admin_of_one_conference_is_not_the_communes(
    an: Person, house: House, browser: Browser
) -> None:
    await house.office.give_role("hoa", "admin", COMMUNE, CODE)
    assert (await (await at_work(browser, "hoa")).get("/people")).status_code == 404


async def test_nobody_of_another_commune_is_seen(an: Person, browser: Browser) -> None:
    binh = await at_work(browser, "binh")
    here, there = (await an.get("/people")).text, (await binh.get("/people")).text
    names = ("hoa", "lan", "mai")
    assert [f"/people/of/{name}" in here for name in names] == [True, True, False]
    assert [f"/people/of/{name}" in there for name in names] == [False, False, True]
    assert (await an.get("/people/of/mai")).status_code == 404
    assert (await an.get("/people/of/nobody")).status_code == 404
    log = (await binh.get("/people/log")).text
    assert ("mai" in log, "hoa" in log) == (True, False)


@pytest.mark.parametrize("act", ACTS)
async def test_nothing_is_done_to_another_communes_person(
    an: Person, house: House, browser: Browser, act: str
) -> None:
    mai = await at_work(browser, "mai")
    before = await house.reception.accounts.people.find("mai")
    told = await an.post(f"/people/of/mai/{act}", role="clerk", unit="Ở đâu đó")
    assert told.status_code == 404
    assert await mai.is_in()
    assert await house.reception.accounts.people.find("mai") == before
    assert await acts_of(house, ELSEWHERE) == []


@pytest.mark.parametrize("act", ACTS)
async def test_who_is_no_admin_does_nothing(
    an: Person, house: House, browser: Browser, act: str
) -> None:
    before = await house.reception.accounts.people.find("hoa")
    for name in ("hai", "hoa", "thuy"):
        other = await at_work(browser, name)
        told = await other.post(f"/people/of/hoa/{act}", role="admin", unit="x")
        assert told.status_code == 404
    assert await house.reception.accounts.people.find("hoa") == before


async def test_role_is_given_and_taken_and_they_sign_in_anew(
    an: Person, house: House, browser: Browser
) -> None:
    for act in ("give", "take"):
        hoa = await at_work(browser, "hoa")
        done = await an.post(f"/people/of/hoa/{act}", role="officer", conference=CODE)
        assert (done.status_code, done.headers["location"]) == (303, "/people/of/hoa")
        assert not await hoa.is_in()
    assert await acts_of(house) == [
        ("an", AccountAct.ROLE_TAKEN, "hoa"),
        ("an", AccountAct.ROLE_GIVEN, "hoa"),
    ]


@pytest.mark.parametrize("role", STAFF_ROLES)
async def test_admin_gives_every_role_but_the_fronts(an: Person, house: House, role: Role) -> None:
    done = await an.post("/people/of/lan/give", role=role, conference="")
    assert done.status_code == (303 if role in GIVEN_BY_ADMIN else 403)
    lan = await house.reception.accounts.people.find("lan")
    assert lan
    given = [held.role for held in lan.roles if held.conference is None]
    assert given == ([role] if role in GIVEN_BY_ADMIN else [])


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"role": "operator"}, 403),
        ({"role": "rule"}, 403),
        ({"role": "citizen"}, 403),
        ({"role": "attendee"}, 403),
        ({"role": "king"}, 422),
        ({}, 422),
        ({"role": "clerk", "conference": "NOT-THERE"}, 404),
    ],
)
async def test_what_is_no_role_here_is_not_given(
    an: Person, house: House, fields: dict[str, str], status: int
) -> None:
    before = await house.reception.accounts.people.find("lan")
    assert (await an.post("/people/of/lan/give", **fields)).status_code == status
    assert await house.reception.accounts.people.find("lan") == before


@pytest.mark.parametrize("act", [each for each in ACTS if each != "unit"])
async def test_admins_leave_their_own_account_alone(an: Person, house: House, act: str) -> None:
    assert (await an.post(f"/people/of/an/{act}", role="admin")).status_code == 403
    assert await an.is_in()
    assert await acts_of(house) == []


@pytest.mark.parametrize("act", ACTS)
async def test_supervisors_are_the_fronts(
    an: Person, house: House, browser: Browser, act: str
) -> None:
    thuy = await at_work(browser, "thuy")
    told = await an.post(f"/people/of/thuy/{act}", role="supervisor", unit="x")
    assert told.status_code == 403
    assert await thuy.is_in()


async def test_who_organises_and_supervises_is_shown_and_can_be_put_right(
    an: Person, house: House
) -> None:
    warning = "Vừa là người tổ chức vừa là người giám sát"
    assert warning not in (await an.get("/people")).text
    done = await house.office.give_role("hoa", "supervisor", COMMUNE, None)
    assert "organises and supervises" in done["warning"]
    for page in ("/people", "/people/of/hoa"):
        assert warning in (await an.get(page)).text
    listed = (await house.office.list_people(COMMUNE))["people"]
    assert [each["name"] for each in listed if "warning" in each] == ["hoa"]
    await an.post("/people/of/hoa/take", role="clerk")
    assert warning not in (await an.get("/people")).text


async def test_disabled_is_out_at_once_and_for_good(
    an: Person, browser: Browser, house: House
) -> None:
    hoa = await at_work(browser, "hoa")
    await an.post("/people/of/hoa/disable")
    assert not await hoa.is_in()
    refused = await hoa.sign_in()
    unknown = await hoa.post("/login", "/login", name="nobody", password=PASSWORD)
    assert (refused.status_code, unknown.status_code) == (401, 401)
    await an.post("/people/of/hoa/enable")
    assert (await hoa.sign_in()).status_code == 303


async def test_sessions_are_ended_and_unit_is_written(
    an: Person, browser: Browser, house: House
) -> None:
    hoa = await at_work(browser, "hoa")
    await an.post("/people/of/hoa/unit", unit="  Địa chính –  xây dựng ")
    assert await hoa.is_in()
    assert "Địa chính – xây dựng" in (await an.get("/people")).text
    for odd in ("x" * 121, "Địa\x00chính"):
        assert (await an.post("/people/of/hoa/unit", unit=odd)).status_code == 422
    await an.post("/people/of/hoa/end-sessions")
    assert not await hoa.is_in()
    assert await acts_of(house) == [
        ("an", AccountAct.SESSIONS_ENDED, "hoa"),
        ("an", AccountAct.UNIT_SET, "hoa"),
    ]


async def test_lost_phone_is_helped_by_the_admin(
    an: Person, browser: Browser, clock: Clock
) -> None:
    hoa = await at_work(browser, "hoa")
    await hoa.enrol(clock)
    await an.post("/people/of/hoa/reset-second-step")
    assert not await hoa.is_in()
    assert (await hoa.sign_in()).headers["location"] == "/staff"


async def test_what_is_no_act_is_not_found(an: Person) -> None:
    assert (await an.post("/people/of/hoa/promote")).status_code == 404


async def test_log_is_shown_in_words(an: Person) -> None:
    await an.post("/people/of/hoa/give", role="officer", conference=CODE)
    page = (await an.get("/people/log")).text
    assert "Giao vai trò" in page
    assert f"Cán bộ thụ lý · {CODE}" in page
