"""What was signed, for everybody to see and to keep: while the meeting lasts, at its end, on paper, and proved."""

import asyncio
import base64
import html
import json
import re
from collections.abc import Callable

import httpx2
import pytest
import segno

from archive.checkpoints.book import JournalStreams, Signed
from archive.checkpoints.note import PublicKey, parse_note, signers
from archive.streams import casebook_stream, conference_stream
from archive.tree import proves
from conference.vocabulary import Role
from tests.waiting import GIVE_UP_SECONDS
from tests.web.conftest import CODE, COMMUNE, PASSWORD, form_token
from web.checkpoint_keys import check
from web.context import House
from web.pages_checkpoints import FIXED_MAX_AGE, NEWEST_MAX_AGE

PAGE = f"/h/{CODE}/checkpoints"
STREAM, CASEBOOK = conference_stream(COMMUNE, CODE), casebook_stream(COMMUNE, CODE)
Browser = Callable[..., httpx2.AsyncClient]


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is due is found at once; when something is due is told by the clock all the same."""
    monkeypatch.setattr("archive.checkpoints.signing.PAUSE_SECONDS", 0.01)


async def size_of(house: House, stream: str) -> int:
    standings = await JournalStreams(house.store).standings()
    return next((one.size for one in standings if one.stream == stream), 0)


async def signed(house: House, stream: str = STREAM, *, whole: bool = True) -> Signed:
    """The checkpoint of all that is in the stream, or of some of it, once it is there."""
    async with asyncio.timeout(GIVE_UP_SECONDS):
        while True:
            newest = await house.checkpoints.newest(stream)
            if newest and (newest.size == await size_of(house, stream) or not whole):
                return newest
            await asyncio.sleep(0.01)


@pytest.fixture
async def closed(house: House, conference: str) -> Signed:
    """Announced and signed, asked, opened, closed, and signed again."""
    await signed(house, whole=False)
    await house.office.command(CODE, "open_conference", {})
    for n in range(3):
        fields = {"text": f"Câu hỏi số {n}?", "source": str(n), "channel": "hall"}
        await house.office.command(CODE, "record_question", fields)
    await house.office.command(CODE, "close_conference", {})
    return await signed(house)


async def test_the_end_of_a_conference_is_signed_though_the_hour_is_not_over(
    closed: Signed, house: House
) -> None:
    listed = await house.checkpoints.listed(STREAM)
    assert [one.size for one in listed] == [closed.size, listed[1].size]
    assert 0 < listed[1].size < closed.size


async def test_everybody_sees_what_was_signed(closed: Signed, browser: Browser) -> None:
    async with browser() as guest:
        answer = await guest.get(PAGE)
    page, root = html.unescape(answer.text), closed.root.hex()
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    for group in re.findall("." * 8, root):
        assert f"<span>{group}</span>" in page
    assert f"{PAGE}/conference/{closed.size}" in page
    assert closed.keys[0] in page
    assert "<script" not in page


async def test_the_picture_is_the_whole_note(closed: Signed, browser: Browser) -> None:
    drawn = segno.make(closed.note, error="m", micro=False, encoding="utf-8")
    picture = drawn.svg_data_uri(scale=4, border=4, light="#fff")
    async with browser() as guest:
        assert f'src="{picture}"' in html.unescape((await guest.get(PAGE)).text)


async def test_the_note_is_the_very_text_that_was_signed(closed: Signed, browser: Browser) -> None:
    async with browser() as guest:
        newest = await guest.get(f"{PAGE}/conference")
        same = await guest.get(f"{PAGE}/conference/{closed.size}")
    assert newest.text == same.text == closed.note
    assert newest.headers["content-type"] == "text/plain; charset=utf-8"
    assert [one.headers["cache-control"] for one in (newest, same)] == [
        NEWEST_MAX_AGE["cache-control"],
        FIXED_MAX_AGE["cache-control"],
    ]
    key = PublicKey.parse(closed.keys[0])
    assert list(signers(parse_note(newest.text), [key], check)) == [key]


async def test_all_of_them_are_data_too(closed: Signed, house: House, browser: Browser) -> None:
    await signed(house, CASEBOOK, whole=False)
    async with browser() as guest:
        answer = await guest.get(f"{PAGE}.json")
    told = answer.json()
    listed = await house.checkpoints.listed(STREAM)
    assert [one["note"] for one in told["checkpoints"]["conference"]] == [
        one.note for one in listed
    ]
    assert len(told["checkpoints"]["casebook"]) >= 1
    assert (told["conference"], told["keys"]) == (CODE, list(closed.keys))
    assert answer.headers["cache-control"] == NEWEST_MAX_AGE["cache-control"]


async def test_it_tells_nothing_but_sizes_roots_and_times(
    closed: Signed, house: House, browser: Browser
) -> None:
    await signed(house, CASEBOOK, whole=False)
    async with browser() as guest:
        told = [(await guest.get(path)).text for path in (PAGE, f"{PAGE}.json")]
    assert ["Câu hỏi số" in each for each in told] == [False, False]
    one = json.loads(told[1])["checkpoints"]["casebook"][0]
    assert sorted(one) == ["at", "note", "root", "size"]


async def test_the_proof_leads_from_one_to_the_next(
    closed: Signed, house: House, browser: Browser
) -> None:
    before = (await house.checkpoints.listed(STREAM))[1]
    async with browser() as guest:
        answer = await guest.get(
            f"{PAGE}/conference/consistency", params={"from": before.size, "to": closed.size}
        )
        same = await guest.get(
            f"{PAGE}/conference/consistency", params={"from": closed.size, "to": closed.size}
        )
    nodes = [base64.b64decode(line) for line in answer.text.splitlines()]
    assert proves(before.size, before.root, closed.size, closed.root, nodes)
    assert (answer.headers["content-type"], same.text) == ("text/plain; charset=utf-8", "")


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"from": "1"},
        {"from": "0", "to": "{new}"},
        {"from": "{new}", "to": "{old}"},
        {"from": "{old}", "to": "999999999999"},
        {"from": "{old}", "to": "9" * 40},
        {"from": "{old}", "to": "²"},
        {"from": "-{old}", "to": "{new}"},
    ],
)
async def test_between_sizes_that_were_not_signed_there_is_no_proof(
    closed: Signed, house: House, browser: Browser, asked: dict[str, str]
) -> None:
    old = (await house.checkpoints.listed(STREAM))[1].size
    asked = {name: text.format(old=old, new=closed.size) for name, text in asked.items()}
    async with browser() as guest:
        answer = await guest.get(f"{PAGE}/conference/consistency", params=asked)
    assert answer.status_code == 404


async def test_it_is_on_the_page_of_the_open_book(closed: Signed, browser: Browser) -> None:
    async with browser() as guest:
        assert f'href="{PAGE}"' in (await guest.get(f"/h/{CODE}/ledger")).text


async def test_it_stands_at_the_foot_of_the_minutes_once_the_conference_is_closed(
    house: House, conference: str, browser: Browser
) -> None:
    await house.office.add_person(
        name="thu",
        display_name="Thư",
        password=PASSWORD,
        roles=[Role.SECRETARY],
        commune=COMMUNE,
        conference=CODE,
    )
    await house.office.command(CODE, "open_conference", {})
    async with browser() as secretary:
        token = form_token((await secretary.get("/login")).text)
        fields = {"form_token": token, "name": "thu", "password": PASSWORD}
        await secretary.post("/login", data=fields)
        paths = (f"/archive/{CODE}", f"/archive/{CODE}/minutes")
        before = [(await secretary.get(path)).text for path in paths]
        await house.office.command(CODE, "close_conference", {})
        closed = await signed(house)
        await house.office.export(CODE, "json")  # the read tables have heard of the end
        after = [(await secretary.get(path)).text for path in paths]
    assert [closed.keys[0] in html.unescape(page) for page in before] == [False, False]
    assert [closed.keys[0] in html.unescape(page) for page in after] == [True, True]
    assert ["Mã QR chứa toàn bộ dấu chốt" in page for page in after] == [True, True]


async def test_before_anything_is_signed_the_page_says_so(
    house: House, conference: str, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def none(*_: object) -> list[Signed]:
        return []

    monkeypatch.setattr(house.checkpoints, "listed", none)
    async with browser() as guest:
        page = (await guest.get(PAGE)).text
        missing = await guest.get(f"{PAGE}/casebook")
    assert "Chưa có dấu chốt nào." in page
    assert missing.status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/h/NOSUCH/checkpoints", "/h/NOSUCH/checkpoints.json", "/h/NOSUCH/checkpoints/conference",
     f"{PAGE}/almanac", f"{PAGE}/office/1", f"{PAGE}/conference/0", f"{PAGE}/conference/x"],
)  # fmt: skip
async def test_there_is_nothing_else(closed: Signed, browser: Browser, path: str) -> None:
    async with browser() as guest:
        assert (await guest.get(path)).status_code == 404
