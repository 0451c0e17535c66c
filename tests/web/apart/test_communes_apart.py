"""No page, feed, form or export shows one commune what another keeps to itself, nor anybody what is not for them."""

from urllib.parse import urlencode

import pytest

from tests.web.apart.conftest import EVERYBODY, Both, Browser, enter
from tests.web.apart.every_route import (
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
from tests.web.apart.two_communes import Commune
from web.context import House

pytestmark = pytest.mark.slow

BROKEN = 500
WORKERS = {"clerk", "head", "officer", "approver", "chair", "publisher", "secretary"}
READERS = {
    "boxed": {"box"},
    "typed": {"secretary", "moderator"},
    "noted": {*WORKERS, "front", "box"},
    "kept": {*WORKERS, "front", "box", "moderator"},
}
"""Who reads what was written for few, anywhere. The keeper of the sealed box has all in the complete dossier."""
BOXED_WHERE = {
    "/archive/{code}/dossier-complete.zip",
    "/desk/{code}/original/{number:int}",
    "/sealed/{code}",
    "/sealed/{code}/{number:int}",
    "/sealed/{code}/{number:int}/slip",
}
TYPED_WHERE = {"/desk/{code}/original/{number:int}"}


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
