"""What was signed of the office's log and of the almanac: who finds it, as what, and with which proofs."""

import asyncio
import base64
import html
import re

import pytest

from archive.checkpoints.book import Signed
from archive.checkpoints.note import PublicKey, parse_note, signers
from archive.streams import almanac_stream, office_stream
from archive.tree import proves
from conference.vocabulary import Role
from tests.waiting import GIVE_UP_SECONDS
from tests.web.conftest import COMMUNE, Clock
from tests.web.staff_room import Browser, add, at_work
from tests.web.test_office_calendar import NEW_YEAR
from tests.web.test_pages_checkpoints import looks_often, signed, size_of
from web.checkpoint_keys import check
from web.context import House

__all__ = ["looks_often"]

ADMINS, FRONTS = "/people/checkpoints", "/front/checkpoints"
LOG, ALMANAC = office_stream(COMMUNE), almanac_stream(COMMUNE)
ELSEWHERE = "hop-hoa"
HOUR = 3_600_000
Twice = tuple[Signed, Signed]


@pytest.fixture
async def twice(house: House, conference: str, clock: Clock) -> Twice:
    """The log, signed, gone on for an hour, and signed again; and the almanac once."""
    await add(house, "an", Role.ADMIN)
    await add(house, "thuy", Role.SUPERVISOR)
    await add(house, "hoa", Role.CLERK)
    await add(house, "binh", Role.ADMIN, commune=ELSEWHERE)
    await add(house, "my", Role.SUPERVISOR, commune=ELSEWHERE)
    await house.office.load_calendar(rows=[NEW_YEAR], commune=COMMUNE)
    await signed(house, ALMANAC)
    first = await signed(house, LOG, whole=False)
    await add(house, "yen", Role.OFFICER)
    return first, await signed_by_the_hour(house, clock)


async def signed_by_the_hour(house: House, clock: Clock) -> Signed:
    """Hours go by until all is signed: one that was counted before the last entry came is not enough."""
    async with asyncio.timeout(GIVE_UP_SECONDS):
        while True:
            newest = await house.checkpoints.newest(LOG)
            if newest and newest.size == await size_of(house, LOG):
                return newest
            clock.now += HOUR
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(("name", "page"), [("an", ADMINS), ("thuy", FRONTS)])
async def test_both_readers_see_and_take_away_what_was_signed(
    twice: Twice, browser: Browser, name: str, page: str
) -> None:
    first, newest = twice
    reader = await at_work(browser, name)
    shown = html.unescape((await reader.get(page)).text)
    for group in re.findall("." * 8, newest.root.hex()):
        assert f"<span>{group}</span>" in shown
    assert newest.keys[0] in shown
    assert shown.count("Mã QR chứa toàn bộ dấu chốt") == 2
    assert f'href="{page}/office/{first.size}"' in shown
    assert f'href="{page}/almanac/1"' in shown
    assert f"{page}/office/consistency?from={first.size}&to={newest.size}" in shown
    texts = [await reader.get(f"{page}/office{size}") for size in ("", f"/{newest.size}")]
    assert [text.text for text in texts] == [newest.note] * 2
    assert [text.headers["cache-control"] for text in texts] == ["no-store"] * 2
    key = PublicKey.parse(newest.keys[0])
    almanac = (await reader.get(f"{page}/almanac")).text
    assert list(signers(parse_note(almanac), [key], check)) == [key]


@pytest.mark.parametrize(("name", "page"), [("an", ADMINS), ("thuy", FRONTS)])
async def test_the_proof_leads_from_one_to_the_next(
    twice: Twice, browser: Browser, name: str, page: str
) -> None:
    first, newest = twice
    reader = await at_work(browser, name)
    sizes = f"from={first.size}&to={newest.size}"
    proof = await reader.get(f"{page}/office/consistency?{sizes}")
    nodes = [base64.b64decode(line) for line in proof.text.splitlines()]
    assert proves(first.size, first.root, newest.size, newest.root, nodes)
    assert proof.headers["cache-control"] == "no-store"
    backwards = f"from={newest.size}&to={first.size}"
    assert (await reader.get(f"{page}/office/consistency?{backwards}")).status_code == 404


@pytest.mark.slow
async def test_each_enters_by_their_own_door_and_nobody_else_by_either(
    twice: Twice, browser: Browser
) -> None:
    newest = twice[1].size
    below = ("", "/office", f"/office/{newest}", f"/office/consistency?from={newest}&to={newest}")
    may = {"an": ADMINS, "thuy": FRONTS, "hoa": None, "hai": None, "lan": None}
    for name, door in may.items():
        reader = await at_work(browser, name)
        for base in (ADMINS, FRONTS):
            found = [(await reader.get(f"{base}{path}")).status_code for path in below]
            assert found == [200 if base == door else 404] * 4, (name, base)
    for base in (ADMINS, FRONTS):
        for path in below:
            answer = await browser().get(f"{base}{path}")
            assert answer.headers["location"].startswith("/login")


@pytest.mark.parametrize(("name", "page"), [("binh", ADMINS), ("my", FRONTS)])
async def test_another_communes_reader_finds_their_own(
    twice: Twice, house: House, browser: Browser, name: str, page: str
) -> None:
    own = await signed(house, office_stream(ELSEWHERE), whole=False)
    reader = await at_work(browser, name)
    assert (await reader.get(f"{page}/office")).text == own.note
    assert (await reader.get(f"{page}/almanac")).status_code == 404
    shown = (await reader.get(page)).text
    assert twice[1].root.hex()[:8] not in shown
    assert "Chưa có dấu chốt nào." in shown


@pytest.mark.parametrize("path", ["/conference", "/casebook/1", "/office/0", "/office/x"])
async def test_there_is_nothing_else(twice: Twice, browser: Browser, path: str) -> None:
    admin = await at_work(browser, "an")
    assert (await admin.get(f"{ADMINS}{path}")).status_code == 404


async def test_both_logs_lead_to_it(twice: Twice, browser: Browser) -> None:
    admin, front = await at_work(browser, "an"), await at_work(browser, "thuy")
    assert f'href="{ADMINS}"' in (await admin.get("/people/log")).text
    assert f'href="{FRONTS}"' in (await front.get("/front/log")).text
