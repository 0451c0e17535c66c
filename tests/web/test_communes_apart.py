"""No page, feed, form or export shows one commune what another keeps to itself, nor anybody what is not for them."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from urllib.parse import urlencode

import httpx2
import pytest

from tests.web.conftest import Clock, form_token
from tests.web.every_route import (
    HOLDERS,
    NOTHING,
    PUBLIC,
    foreign_addresses,
    names_of,
    own_addresses,
    plain,
    public_kinds,
    read,
    reading,
)
from tests.web.two_communes import PASSWORD, PEOPLE, Commune, furnish
from web.app import Application
from web.context import House
from web.settings import Settings

pytestmark = pytest.mark.slow

Both = tuple[Commune, Commune]
Browser = Callable[..., httpx2.AsyncClient]
NOBODY = "nobody"
EVERYBODY = (NOBODY, *PEOPLE)
MANY = 1_000_000
BROKEN = 500
WORKERS = {"clerk", "head", "officer", "approver", "chair", "publisher", "secretary"}
READERS = {
    "boxed": {"box"},
    "typed": {"secretary", "moderator"},
    "noted": {*WORKERS, "front", "box"},
    "kept": {*WORKERS, "front", "box", "moderator"},
}
"""Who reads what was written for few, anywhere. The keeper of the sealed box has all in the complete dossier."""
BOXED_WHERE = {"/archive/{code}/dossier-complete.zip", "/desk/{code}/original/{number:int}"}
TYPED_WHERE = {"/desk/{code}/original/{number:int}"}


@pytest.fixture(scope="module")
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
        yield running


async def enter(browser: Browser, person: str, its: Commune) -> httpx2.AsyncClient:
    client = browser()
    if person != NOBODY:
        token = form_token((await client.get("/login")).text)
        fields = {"form_token": token, "name": its.name(person), "password": PASSWORD}
        assert (await client.post("/login", data=fields)).status_code == 303
    return client


@pytest.mark.parametrize("person", EVERYBODY)
async def test_nobody_is_shown_another_communes_things(
    browser: Browser, house: House, both: Both, person: str
) -> None:
    ours, theirs = both
    client = await enter(browser, person, ours)
    for route in reading():
        for asked in foreign_addresses(route, ours, theirs):
            there, nowhere = await client.get(asked.path), await client.get(asked.twin)
            seen = theirs.kinds_in(read(there))
            assert seen <= public_kinds(asked.path), f"{asked.path} shows {person}: {seen}"
            if not PUBLIC.fullmatch(asked.path):
                names = (names_of(theirs), names_of(NOTHING))
                assert plain(there, *names) == plain(nowhere, *names), asked.path


@pytest.mark.parametrize("person", EVERYBODY)
async def test_no_question_in_an_address_opens_another_commune(
    browser: Browser, house: House, both: Both, person: str
) -> None:
    ours, theirs = both
    client = await enter(browser, person, ours)
    for route in reading():
        path = next(own_addresses(route, ours))
        for query in _questions(theirs):
            answer = await client.get(f"{path}?{query}")
            seen = theirs.kinds_in(read(answer))
            assert seen <= public_kinds(path), f"{path}?{query} shows {person}: {seen}"
            assert answer.status_code < BROKEN, path


def _questions(theirs: Commune) -> tuple[str, str]:
    commune = {"commune": theirs.slug, "jurisdiction_id": theirs.slug}
    things = {
        "conference": theirs.conference,
        "code": theirs.conference,
        "owner": theirs.name("officer"),
        "case": theirs.reference(1),
        "number": "1",
    }
    words = {"q": "loi", "text": "loi", "tab": "ended", "page": "1"}
    return urlencode(commune), urlencode({**things, **words})


@pytest.mark.parametrize("person", EVERYBODY)
async def test_what_is_written_for_some_is_read_by_them_alone(
    browser: Browser, house: House, both: Both, person: str
) -> None:
    ours, _ = both
    client = await enter(browser, person, ours)
    read_where: dict[str, set[str]] = {}
    for route in reading():
        # What a code opens is its holder's, whoever else they are.
        for path in () if HOLDERS.fullmatch(route.path) else own_addresses(route, ours):
            answer = await client.get(path)
            assert answer.status_code < BROKEN, path
            for kind in ours.kinds_in(read(answer)) - public_kinds(path):
                read_where.setdefault(kind, set()).add(route.path)
    assert {kind: person in readers for kind, readers in READERS.items()} == {
        kind: kind in read_where for kind in READERS
    }, read_where
    assert read_where.get("boxed", set()) <= BOXED_WHERE
    assert read_where.get("typed", set()) <= TYPED_WHERE
