"""The office's house and its people, each with a browser of their own."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import httpx2
import pytest

from tests.archive.town import Town
from tests.web.cases.office_house import PASSWORD, furnish
from tests.web.conftest import Clock, form_token
from web.app import Application
from web.context import House
from web.settings import Settings

Enter = Callable[[str], Awaitable[httpx2.AsyncClient]]
CASE = "/archive/cases/CAU-{:04d}"


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Town]:
    data = tmp_path_factory.mktemp("office") / "data"
    return data, asyncio.run(furnish(data))


@pytest.fixture
def town(settings: Settings, clock: Clock, furnished: tuple[Path, Town]) -> Town:
    """A copy for each test. What is told of it is for looking only: all tests share it."""
    data, told = furnished
    shutil.copytree(data, settings.data)
    clock.now = told.book.now + 3_600_000
    return told


@pytest.fixture
async def house(town: Town, application: Application) -> AsyncIterator[House]:
    async with application.running() as running:
        yield running


@pytest.fixture
async def enter(browser: Callable[..., httpx2.AsyncClient]) -> Enter:
    """Somebody of the office at their screen."""
    entered: dict[str, httpx2.AsyncClient] = {}

    async def at_screen(name: str) -> httpx2.AsyncClient:
        if name not in entered:
            client = browser()
            token = form_token((await client.get("/login")).text)
            fields = {"form_token": token, "name": name, "password": PASSWORD}
            assert (await client.post("/login", data=fields)).status_code == 303
            entered[name] = client
        return entered[name]

    return at_screen


def case(number: int) -> str:
    return CASE.format(number)


def hidden_of(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that posts there."""
    form = re.search(
        rf'<form method="post" action="{re.escape(action)}".*?</form>', page, re.DOTALL
    )
    assert form, f"no form for {action}"
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[0]))


async def does(client: httpx2.AsyncClient, number: int, act: str, **fields: str) -> httpx2.Response:
    """Fill the form of an act on the page of a case, and send it."""
    page = (await client.get(case(number))).text
    action = f"{case(number)}/{act}"
    return await client.post(action, data={**hidden_of(page, action), **fields})
