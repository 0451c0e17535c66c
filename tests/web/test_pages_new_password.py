"""A forgotten password: the admin ends it, its owner chooses another, and nobody else can do either."""

import html
from collections.abc import Callable

import httpx2
import pytest

from archive.office_events import AccountAct
from conference.vocabulary import Role
from tests.archive.accounts_told import accounts_told
from tests.web.conftest import COMMUNE, PASSWORD, Clock
from tests.web.staff_room import Person, add
from web.context import House
from web.password_links import LASTS

Browser = Callable[..., httpx2.AsyncClient]
NEW = "ghe-may-cua-song-xanh"
RESET = "/people/of/hoa/new-password"


@pytest.fixture
async def an(house: House, conference: str, browser: Browser) -> Person:
    await add(house, "an", Role.ADMIN)
    await add(house, "hoa", Role.CLERK)
    await add(house, "thuy", Role.SUPERVISOR)
    await add(house, "binh", Role.ADMIN, commune="hop-hoa")
    person = Person(browser(), "an")
    await person.sign_in()
    return person


async def code_for(admin: Person, path: str = RESET) -> str:
    page = (await admin.post(path, "/people")).text
    link = html.unescape(page.partition('<p class="copied code">')[2].partition("</p>")[0])
    assert link.partition("#")[0].endswith("/new-password")
    return link.partition("#")[2]


async def chooses(browser: Browser, code: str, password: str = NEW) -> httpx2.Response:
    return await Person(browser(), "").post(
        "/new-password", "/new-password", code=code, password=password
    )


async def test_whoever_forgot_chooses_anew_and_the_admin_never_knows_it(
    an: Person, house: House, browser: Browser
) -> None:
    hoa = Person(browser(), "hoa")
    await hoa.sign_in()
    code = await code_for(an)
    assert (await hoa.is_in(), (await hoa.sign_in()).status_code) == (False, 401)
    assert (await chooses(browser, f"http://dong-hoa/new-password#{code}")).status_code == 303
    assert [(await hoa.sign_in(each)).status_code for each in (PASSWORD, NEW)] == [401, 303]
    told = [line for line in await accounts_told(house.store, COMMUNE) if line.name == "hoa"]
    assert [(line.by.id, line.act) for line in told if line.by.id != "operator"] == [
        ("hoa", AccountAct.PASSWORD_CHANGED),
        ("an", AccountAct.PASSWORD_RESET),
    ]


async def test_a_link_is_good_once(an: Person, browser: Browser) -> None:
    code = await code_for(an)
    answers = [(await chooses(browser, code)).status_code for _ in range(2)]
    assert answers == [303, 404]


async def test_a_newer_link_ends_the_one_before(an: Person, browser: Browser) -> None:
    first, second = [await code_for(an) for _ in range(2)]
    assert [(await chooses(browser, code)).status_code for code in (first, second)] == [404, 303]


async def test_a_link_ends_after_some_days(an: Person, browser: Browser, clock: Clock) -> None:
    code = await code_for(an)
    clock.now += LASTS
    answer = await chooses(browser, code)
    assert (answer.status_code, "Đường dẫn này không còn dùng được" in answer.text) == (404, True)


async def test_a_weak_password_is_told_and_the_link_still_holds(
    an: Person, browser: Browser
) -> None:
    code = await code_for(an)
    weak = await chooses(browser, code, "hoa")
    assert (weak.status_code, f'value="{code}"' in weak.text) == (422, True)
    assert 'id="password-error"' in weak.text
    assert (await chooses(browser, code)).status_code == 303


async def test_somebody_who_is_disabled_meanwhile_chooses_nothing(
    an: Person, house: House, browser: Browser
) -> None:
    code = await code_for(an)
    await house.office.do("disable_person", {"name": "hoa"})
    assert (await chooses(browser, code)).status_code == 404


@pytest.mark.parametrize(
    "code", ["", ".", "aG9h.1.x", "aG9h.99999999999999999.x", "\N{SNOWMAN}.5.é"]
)
async def test_a_guessed_code_is_none(an: Person, browser: Browser, code: str) -> None:
    assert (await chooses(browser, code)).status_code == 404


async def test_whose_password_an_admin_cannot_reset(
    an: Person, house: House, browser: Browser
) -> None:
    """The Front's supervisor's, one's own, another commune's."""
    names = ("thuy", "an", "binh", "nobody")
    paths = [f"/people/of/{name}/new-password" for name in names]
    assert [(await an.post(path, "/people")).status_code for path in paths] == [403, 403, 404, 404]
    for name in ("thuy", "an", "binh"):
        assert (await Person(browser(), name).sign_in()).status_code == 303
    hai, binh = [Person(browser(), name) for name in ("hai", "binh")]
    for other in (hai, binh):
        await other.sign_in()
        assert (await other.post(RESET)).status_code == 404
    told = await accounts_told(house.store, COMMUNE)
    assert AccountAct.PASSWORD_RESET not in [line.act for line in told]
