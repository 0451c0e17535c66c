"""Where a second step is required, nothing opens before it is set up."""

from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from tests.web.conftest import CODE, COMMUNE, Clock
from tests.web.staff_room import Person
from tests.web.test_routes import READING, path_of
from web.context import House
from web.settings import Settings

Browser = Callable[..., httpx2.AsyncClient]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", commune=COMMUNE, require_totp=True)


@pytest.mark.slow
async def test_nothing_opens_before_the_second_step_is_set_up(
    house: House, conference: str, browser: Browser, clock: Clock
) -> None:
    lan, stranger = Person(browser(), "lan"), browser()
    assert (await lan.sign_in()).status_code == 303
    assert (await lan.get("/login")).headers["location"] == "/account/second-step"
    assert (await lan.get("/account")).headers["location"] == "/account/second-step"
    for route in READING:
        path = path_of(route)
        if not path.startswith(("/account", "/login", "/invitation", "/metrics")):
            seen, other = await lan.get(path), await stranger.get(path)
            assert (path, seen.status_code) == (path, other.status_code)
    page = (await lan.get("/account/second-step")).text
    assert "Xã yêu cầu mọi cán bộ xác thực hai bước" in page
    await lan.enrol(clock)
    assert (await lan.get("/staff")).status_code == 200
    assert (await lan.get(f"/desk/{CODE}")).status_code == 200


async def test_socket_is_nobodys_before_the_second_step(
    house: House, conference: str, browser: Browser, clock: Clock
) -> None:
    lan = Person(browser(), "lan")
    await lan.sign_in()
    assert await behind_a_socket(house, lan) is None
    await lan.enrol(clock)
    staff = await behind_a_socket(house, lan)
    assert staff
    assert staff.name == "lan"


async def behind_a_socket(house: House, person: Person):
    cookies = "; ".join(f"{name}={value}" for name, value in person.browser.cookies.items())
    scope = {"type": "http", "scheme": "http", "headers": [(b"cookie", cookies.encode())]}
    return await house.identity.staff(scope)
