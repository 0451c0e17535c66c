"""A house with two communes in it, and their people, each with a browser of their own."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx2
import pytest

from archive.journal_sqlite import SqliteJournal
from archive.streams import conference_stream
from realtime.rounds import Rounds
from tests.web.apart.two_communes import PASSWORD, PEOPLE, Commune, furnish
from tests.web.conftest import Clock, form_token
from web.app import Application
from web.context import House
from web.settings import Settings

Both = tuple[Commune, Commune]
Browser = Callable[..., httpx2.AsyncClient]
NOBODY = "nobody"
EVERYBODY = (NOBODY, *PEOPLE)
MANY = 1_000_000


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Both]:
    data = tmp_path_factory.mktemp("communes") / "data"
    return data, asyncio.run(furnish(data))


@pytest.fixture
def both(furnished: tuple[Path, Both]) -> Both:
    return furnished[1]


@pytest.fixture
def settings(tmp_path: Path, furnished: tuple[Path, Both]) -> Settings:
    shutil.copytree(furnished[0], tmp_path / "data")
    return Settings(data=tmp_path / "data", commune="xa-a", address_guesses_per_minute=MANY)


@pytest.fixture
async def house(application: Application, clock: Clock, both: Both) -> AsyncIterator[House]:
    clock.now = both[1].now + 3_600_000
    async with application.running() as running:
        await _settle(running, clock, both)
        yield running


async def _settle(house: House, clock: Clock, both: Both) -> None:
    """What rules have to do by themselves is done, and the read tables know it."""
    rounds = Rounds(SqliteJournal(house.store), house.casebooks, clock, sleep=_at_once)
    await rounds.go()
    for its in both:
        await house.office.export(its.conference, "json")
        # Made with a conference, or when the first phone comes to one that was not made here.
        await house.vault.conference_secret(conference_stream(its.slug, its.conference))


async def _at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


async def enter(browser: Browser, person: str, its: Commune) -> httpx2.AsyncClient:
    client = browser()
    if person != NOBODY:
        token = form_token((await client.get("/login")).text)
        fields = {"form_token": token, "name": its.name(person), "password": PASSWORD}
        assert (await client.post("/login", data=fields)).status_code == 303
    return client
