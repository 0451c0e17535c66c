"""Deadlines as a calendar: whose, by which key, in which words, and in lines that every calendar reads."""

import re

import httpx2
import pytest

from archive.deadlines import ClockKind
from tests.archive.town import Town
from tests.casebook_story import APPROVER, CLERK, FRONT, ROADS
from tests.web.cases.conftest import Enter
from tests.web.cases.front_people import acts
from tests.web.cases.test_result import all_told
from web.cases.deadline_feed import LINE_MAX_BYTES, folded
from web.cases.words import CLOCKS
from web.context import House

FEED = re.compile(r'href="(/archive/deadlines\.ics\?key=[^"]+)"')


async def address(enter: Enter, name: str) -> str:
    page = (await (await enter(name)).get("/archive/deadlines")).text
    return FEED.search(page)[1]


def unfolded(body: str) -> list[str]:
    return body.replace("\r\n ", "").split("\r\n")


def told(body: str, field: str) -> list[str]:
    return [line.partition(":")[2] for line in unfolded(body) if line.startswith(field)]


async def test_the_office_finds_every_deadline_that_has_a_day(
    enter: Enter, town: Town, house: House, browser
):
    found = await browser().get(await address(enter, "van"))
    assert found.headers["content-type"] == "text/calendar; charset=utf-8"
    assert found.headers["cache-control"] == "private, no-store"
    assert all(len(line.encode()) <= LINE_MAX_BYTES for line in found.text.split("\r\n"))
    lines = unfolded(found.text)
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    assert len(told(found.text, "SUMMARY")) == found.text.count("BEGIN:VEVENT") > 3
    assert len(set(told(found.text, "UID"))) == found.text.count("BEGIN:VEVENT")


async def test_each_clock_of_a_case_is_an_entry_that_keeps_its_name(
    enter: Enter, town: Town, house: House, browser
):
    await acts(house, town, FRONT, "make_recommendation", 1, words="x")
    given = {"kind": "report", "topic": "x", "competence": "commune"}
    await acts(house, town, CLERK, "classify_case", 1, **given)
    await acts(house, town, CLERK, "assign_case", 1, to_unit=ROADS, owner="khoa")
    feed, own = await address(enter, "van"), await address(enter, "khoa")
    first = (await browser().get(feed)).text
    names = {uid for uid in told(first, "UID") if uid.startswith("CAU-1-")}
    assert names == {"CAU-1-1-answer@doithoai", "CAU-1-1-recommendation@doithoai"}
    assert told((await browser().get(own)).text, "UID") == ["CAU-1-1-answer@doithoai"]
    longer = {"clock": "answer", "days": 3, "words": "x"}
    await acts(house, town, APPROVER, "extend_deadline", 1, **longer)
    again = (await browser().get(feed)).text
    assert told(again, "UID") == told(first, "UID")
    assert told(again, "DTSTART") != told(first, "DTSTART")


async def test_nothing_that_a_citizen_wrote_is_in_it(
    enter: Enter, town: Town, house: House, browser
):
    found = (await browser().get(await address(enter, "van"))).text
    words = {
        line.text
        for line in (await house.cases.inbox("dong-hoa", now=house.clock())).cases
        if line.text
    }
    assert words
    assert [text for text in words if text in found] == []


async def test_an_officer_finds_their_own(enter: Enter, town: Town, house: House, browser):
    mine = (await browser().get(await address(enter, "khoa"))).text
    everybodys = (await browser().get(await address(enter, "van"))).text
    assert set(told(mine, "UID")) <= set(told(everybodys, "UID"))
    assert mine.count("BEGIN:VEVENT") < everybodys.count("BEGIN:VEVENT")


@pytest.mark.parametrize(
    "bend", [lambda _: "", lambda k: k[:-2] + "AA", lambda k: "x." + k, lambda _: "é.é"]
)
async def test_a_bent_key_finds_nothing(enter: Enter, house: House, browser, bend):
    key = (await address(enter, "van")).partition("key=")[2]
    answer: httpx2.Response = await browser().get(
        "/archive/deadlines.ics", params={"key": bend(key)}
    )
    assert answer.status_code == 404


async def test_a_new_password_or_being_disabled_ends_it(enter: Enter, house: House, browser):
    feed = await address(enter, "van")
    await house.office.reset_password("van", None)
    assert (await browser().get(feed)).status_code == 404
    feed = f"/archive/deadlines.ics?key={await house.deadline_keys.key('khoa')}"
    assert (await browser().get(feed)).status_code == 200
    await house.office.disable_person("khoa")
    assert (await browser().get(feed)).status_code == 404


async def test_the_front_has_none(enter: Enter, house: House, browser):
    key = await house.deadline_keys.key("xuan")
    assert (await browser().get("/archive/deadlines.ics", params={"key": key})).status_code == 404


def test_lines_are_folded_between_letters() -> None:
    line = "SUMMARY:" + "ế" * 80
    pieces = list(folded(line))
    assert max(len(piece.encode()) for piece in pieces) <= LINE_MAX_BYTES
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


async def test_the_result_is_one_entry_of_the_office_until_it_is_made_known(enter: Enter, browser):
    van = await enter("van")
    feed, own = await address(enter, "van"), await address(enter, "khoa")
    first = (await browser().get(feed)).text
    event = first.partition("UID:CAU-result@doithoai")[2].partition("END:VEVENT")[0]
    assert told(event, "SUMMARY") == [f"CAU · {CLOCKS[ClockKind.RESULT]}"]
    assert told(event, "DTSTART") == ["20261201"]
    assert told(event, "URL") == ["http://localhost/archive/CAU/result"]
    assert "CAU-result" not in (await browser().get(own)).text
    assert (await browser().get(feed)).text.count("UID:CAU-result@doithoai") == 1
    await all_told(van, "21/11/2026")
    after = (await browser().get(feed)).text
    assert "CAU-result" not in after
    assert after.count("BEGIN:VEVENT") == first.count("BEGIN:VEVENT") - 1
