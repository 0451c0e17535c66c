"""A whole application on a data directory of its own, asked in memory; and a real server where it must be."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx2
import pytest
from argon2 import PasswordHasher

from conference.vocabulary import Role
from web.app import Application, build_app
from web.chance import Chance
from web.context import House
from web.passwords import Passwords
from web.settings import Settings

COMMUNE = "an-binh"
CODE = "CAU-2026"
URL = "http://localhost"
PASSWORD = "mot-mat-khau-dai"


class Clock:
    """Stands still unless a test moves it."""

    def __init__(self) -> None:
        self.now = 1_795_000_000_000

    def __call__(self) -> int:
        return self.now


class Counting:
    """Random bytes that are the same in every run, and different in every call."""

    def __init__(self) -> None:
        self.drawn = 0

    def __call__(self, count: int) -> bytes:
        self.drawn += 1
        return self.drawn.to_bytes(count, "big")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", commune=COMMUNE)


@pytest.fixture
def application(settings: Settings, clock: Clock) -> Application:
    return build_app(settings, clock=clock, chance=Chance(Counting()), passwords=quick_passwords())


@pytest.fixture
async def house(application: Application) -> AsyncIterator[House]:
    async with application.running() as running:
        yield running


@pytest.fixture
async def browser(
    application: Application, house: House
) -> AsyncIterator[Callable[..., httpx2.AsyncClient]]:
    """Makes browsers, each with its own cookies, that say where their posts come from."""
    made: list[httpx2.AsyncClient] = []

    def make(url: str = URL, **headers: str) -> httpx2.AsyncClient:
        client = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(application),
            base_url=url,
            headers={"origin": url, **headers},
        )
        made.append(client)
        return client

    yield make
    for client in made:
        await client.aclose()


@pytest.fixture
async def conference(house: House) -> str:
    """An announced conference with a moderator and a chair who can sign in."""
    office = house.office
    fields = {"code": CODE, "commune": COMMUNE, "title": "Đối thoại năm 2026"}
    await office.create_conference(fields)
    await office.command(CODE, "announce_conference", {})
    for name, role in (("lan", Role.MODERATOR), ("hai", Role.CHAIR)):
        await office.add_person(
            name=name,
            display_name=name.title(),
            password=PASSWORD,
            roles=[role],
            commune=COMMUNE,
            conference=CODE,
        )
    return CODE


def quick_passwords() -> Passwords:
    """Argon2 with next to no work, so that tests need not wait for it."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def form_token(page: str) -> str:
    """The token in the first form of a page."""
    return page.partition('name="form_token" value="')[2].partition('"')[0]
