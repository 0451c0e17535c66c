"""People at their browsers, for the tests of accounts."""

import re
from collections.abc import Callable
from typing import Any

import httpx2
import pyotp

from conference.vocabulary import Role
from tests.web.conftest import COMMUNE, PASSWORD, Clock, form_token
from web.context import House

STEP = 30_000
Browser = Callable[..., httpx2.AsyncClient]


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, browser: httpx2.AsyncClient, name: str) -> None:
        self.browser = browser
        self.name = name

    async def get(self, path: str) -> httpx2.Response:
        return await self.browser.get(path)

    async def post(self, path: str, page: str | None = None, **fields: str) -> httpx2.Response:
        """As from the form on that page."""
        token = form_token((await self.browser.get(page or "/account")).text)
        return await self.browser.post(path, data={"form_token": token, **fields})

    async def sign_in(self, password: str = PASSWORD) -> httpx2.Response:
        return await self.post("/login", "/login", name=self.name, password=password)

    async def is_in(self) -> bool:
        return (await self.browser.get("/account")).status_code == 200

    async def enrol(self, clock: Clock) -> tuple[pyotp.TOTP, list[str]]:
        """Their code app, and the recovery codes that they were shown."""
        await self.post("/account/second-step/begin", "/account/second-step")
        app = app_on((await self.get("/account/second-step")).text)
        shown = await self.post(
            "/account/second-step/confirm", "/account/second-step", code=now_on(app, clock)
        )
        assert shown.status_code == 200, shown.text
        return app, codes_on(shown.text)


def app_on(page: str) -> pyotp.TOTP:
    """The app after the key on the page was typed in."""
    key = page.partition('<p class="copied code">')[2].partition("</p>")[0]
    return pyotp.TOTP(re.sub(r"<[^>]*>", "", key))


def codes_on(page: str) -> list[str]:
    found = re.findall(r'<li class="code">(.*?)</li>', page)
    return [re.sub(r"<[^>]*>", "", each) for each in found]


def now_on(app: pyotp.TOTP, clock: Clock) -> str:
    return app.at(clock.now // 1000)


async def add(
    house: House, name: str, *roles: Role, commune: str = COMMUNE, **told: Any
) -> dict[str, Any]:
    return await house.office.add_person(
        name=name,
        display_name=told.pop("display_name", name.title()),
        password=PASSWORD,
        roles=[role.value for role in roles],
        commune=commune,
        conference=None,
        **told,
    )


async def at_work(browser: Browser, name: str) -> Person:
    """Somebody who has signed in."""
    person = Person(browser(), name)
    assert (await person.sign_in()).status_code == 303
    return person
