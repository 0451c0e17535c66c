"""Every form that can be posted: only from a page of ours, only as a form, and never about another commune's things."""

import sqlite3
from contextlib import closing

import httpx2
import pytest

from tests.web.apart.conftest import Both, Browser, enter
from tests.web.apart.every_route import (
    NOTHING,
    PUBLIC,
    foreign_addresses,
    names_of,
    own_addresses,
    plain,
    posting,
    read,
)
from tests.web.apart.two_communes import MOST_LIVED, PEOPLE, Commune
from tests.web.conftest import form_token
from web.context import House
from web.forms import FIELDS_MAX

pytestmark = pytest.mark.slow

UPLOADS = (
    "/archive/cases/{case}/files",
    "/archive/{code}/result/deliveries",
    "/front/cases/{case}/checks/{check}/files",
)
"""The forms that are not urlencoded: their own tests are in test_uploads and in cases."""


async def token_of(client: httpx2.AsyncClient) -> str:
    return form_token((await client.get("/c/")).text)


def told_of(house: House, its: Commune) -> list[tuple[object, ...]]:
    """All that the journal holds of a commune, and its people."""
    with closing(sqlite3.connect(house.settings.data / "doithoai.sqlite")) as connection:
        here = f"%/{its.slug}/%"
        entries = connection.execute("SELECT * FROM entries WHERE stream LIKE ?", (here,))
        people = connection.execute("SELECT * FROM people WHERE commune = ?", (its.slug,))
        roles = connection.execute("SELECT * FROM roles WHERE commune = ?", (its.slug,))
        return [*entries.fetchall(), *people.fetchall(), *roles.fetchall()]


async def test_a_form_comes_from_a_page_of_ours_and_is_one(
    browser: Browser, house: House, both: Both
) -> None:
    ours, _ = both
    clerk, stranger = await enter(browser, "clerk", ours), browser()
    foreign, token = await token_of(stranger), await token_of(clerk)
    before = told_of(house, ours)
    many = "&".join(f"field{number}=x" for number in range(FIELDS_MAX + 1))
    form = {"content-type": "application/x-www-form-urlencoded"}
    for route in posting():
        path = next(own_addresses(route, ours))
        without, others, too_many = (
            await clerk.post(path, data={"words": "x"}),
            await clerk.post(path, data={"form_token": foreign, "words": "x"}),
            await clerk.post(path, content=f"form_token={token}&{many}", headers=form),
        )
        as_json = await clerk.post(path, json={"form_token": token})
        expected = [415] * 4 if route.path in UPLOADS else [403, 403, 400, 415]
        answers = (without, others, too_many, as_json)
        assert [one.status_code for one in answers] == expected, route.path
        elsewhere = {"origin": "https://elsewhere.example"}
        posted = await clerk.post(path, data={"form_token": token}, headers=elsewhere)
        assert posted.status_code == 403, route.path
    assert told_of(house, ours) == before


@pytest.mark.parametrize("person", PEOPLE)
async def test_no_form_reaches_another_commune(
    browser: Browser, house: House, both: Both, person: str
) -> None:
    ours, theirs = both
    before = told_of(house, theirs)
    client = await enter(browser, person, ours)
    for route in posting():
        if PUBLIC.fullmatch(route.path) or route.path in UPLOADS:
            continue
        for asked in foreign_addresses(route, ours, theirs):
            token = await token_of(client)
            fields = {"form_token": token, "words": "Lời", "id": "form-1"}
            there = await client.post(asked.path, data=fields)
            nowhere = await client.post(asked.twin, data=fields)
            assert not theirs.kinds_in(read(there)), asked.path
            names = (names_of(theirs), names_of(NOTHING))
            assert plain(there, *names) == plain(nowhere, *names), asked.path
    assert told_of(house, theirs) == before


async def test_a_form_of_ours_names_nothing_of_theirs(
    browser: Browser, house: House, both: Both
) -> None:
    """Another commune's case to merge with, its cases chosen in the inbox, its officers, its calendar."""
    ours, theirs = both
    before = told_of(house, theirs)
    clerk = await enter(browser, "clerk", ours)
    token = await token_of(clerk)
    case = f"/archive/cases/{ours.reference(2)}"
    forms = (
        (f"{case}/merge_case", lambda its: {"into": its.reference(MOST_LIVED)}),
        (f"{case}/merge_case", lambda its: {"into": its.codes[MOST_LIVED]}),
        ("/archive/cases", lambda its: {"do": "verify_case", "case_1": f"{its.reference(1)}:0"}),
        ("/archive/deadlines?commune={slug}", lambda _: {"deadline": "triage", "amount": "9"}),
        ("/archive/calendar/2026?commune={slug}", lambda _: {"date": "01/12/2026", "name": "x"}),
    )
    for path, given in forms:
        answers = [
            await clerk.post(
                path.format(slug=its.slug), data={"form_token": token, "id": "one", **given(its)}
            )
            for its in (theirs, NOTHING)
        ]
        there, nowhere = (plain(one, names_of(theirs), names_of(NOTHING)) for one in answers)
        assert there == nowhere, path
        assert not theirs.kinds_in(read(answers[0])), path
    assert told_of(house, theirs) == before


async def test_the_same_form_twice_does_it_once(browser: Browser, house: House, both: Both) -> None:
    ours, _ = both
    clerk = await enter(browser, "clerk", ours)
    fields = {"form_token": await token_of(clerk), "id": "the-same", "words": "Ghi một lần"}
    path = f"/archive/cases/{ours.reference(MOST_LIVED)}"
    sent = [await clerk.post(f"{path}/write_note", data=fields) for _ in range(2)]
    assert [one.status_code for one in sent] == [303, 303]
    assert (await clerk.get(path)).text.count("Ghi một lần") == 1
