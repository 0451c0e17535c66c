"""Walks every route of the application."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import httpx2
import pytest
from starlette.routing import Route

from archive.office_events import AccountChanged, RecordTaken
from tests.web.conftest import CODE, COMMUNE, PASSWORD, form_token
from web.app import PAGES
from web.context import House

Browser = Callable[..., httpx2.AsyncClient]
ROUTES = [route for page in PAGES for route in page.routes]
SIGNED = 'INSERT INTO "signed_checkpoints"'
READING = [route.path for route in ROUTES if "GET" in (route.methods or ())]
POSTING = [route.path for route in ROUTES if "POST" in (route.methods or ())]


def path_of(route: str) -> str:
    known = route.replace("{code}", CODE).replace("{number:int}", "1")
    return re.sub(r"\{\w+:int\}", "2026", known)


def dump(house: House) -> list[str]:
    with closing(sqlite3.connect(house.settings.data / "doithoai.sqlite")) as connection:
        lines = list(connection.iterdump())
    # What is signed by the hour comes when it comes, whoever reads.
    return [line for line in lines if not line.startswith(SIGNED)]


async def visitors(browser: Browser) -> Iterator[httpx2.AsyncClient]:
    """A stranger, and each of the staff."""
    made = [browser()]
    for name in ("lan", "hai"):
        desk = browser()
        token = form_token((await desk.get("/login")).text)
        fields = {"form_token": token, "name": name, "password": PASSWORD}
        assert (await desk.post("/login", data=fields)).status_code == 303
        made.append(desk)
    return iter(made)


def without_log(lines: list[str]) -> list[str]:
    """All but the log of the office."""
    return [line for line in lines if f"'office/{COMMUNE}/LOG'" not in line]


@pytest.mark.slow
async def test_reading_any_page_changes_nothing_but_who_took_or_read_what(
    browser: Browser, house: House, conference: str
) -> None:
    everybody = list(await visitors(browser))
    # The read tables follow on their own; let them first arrive where they are going.
    await house.office.export(CODE, "json")
    before = without_log(dump(house))
    for visitor in everybody:
        for route in READING:
            for query in ("", f"?code={CODE}&do=open_conference&lang=en&size=larger&next=/"):
                assert (await visitor.get(path_of(route) + query)).status_code < 500, route
    assert without_log(dump(house)) == before
    told = {type(each.event) for each in await house.reception.accounts.log.latest(COMMUNE)}
    assert told == {AccountChanged, RecordTaken}


@pytest.mark.parametrize("route", POSTING)
async def test_no_post_does_anything_without_the_page_it_was_on(
    browser: Browser, house: House, conference: str, route: str
) -> None:
    everybody = await visitors(browser)
    await house.office.export(CODE, "json")
    for visitor in everybody:
        before = dump(house)
        for fields in ({}, {"form_token": "made.up"}):
            answer = await visitor.post(path_of(route), data={"do": "open_conference", **fields})
            assert answer.status_code in (403, 415)
        assert dump(house) == before


def test_routes_read_or_post_and_nothing_else() -> None:
    assert {method for route in ROUTES for method in route.methods or ()} == {"GET", "HEAD", "POST"}


def test_nothing_is_mounted_beside_the_pages() -> None:
    """No API explorer, no admin pages of a library."""
    assert {type(route) for route in ROUTES} == {Route}
