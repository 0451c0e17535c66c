"""Published cases for other programs: an Atom feed and the Open311 read API, however wild the words in them."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.parsers import expat

import pytest
from httpx2 import Response

from tests.screens.afterwards import Afterwards, afterwards
from tests.screens.conftest import Clock
from tests.screens.quiet_house import COMMUNE, DAY
from web.results.markup import allowed

ATOM = "{http://www.w3.org/2005/Atom}"
WILD = "Ai <b>&amp; ]]> \"lấy\" 'quỹ'? 💧"
FIELDS = {
    "service_request_id",
    "status",
    "status_notes",
    "service_name",
    "service_code",
    "description",
    "agency_responsible",
    "service_notice",
    "requested_datetime",
    "updated_datetime",
    "expected_datetime",
    "address",
    "address_id",
    "zipcode",
    "lat",
    "long",
    "media_url",
    "extended_attributes",
}


@pytest.fixture
async def town(tmp_path: Path, clock: Clock) -> AsyncIterator[Afterwards]:
    async with afterwards(tmp_path, clock) as opened:
        await opened.answers(6)
        await opened.publishes(6, question_text=WILD, answer_text=WILD)
        await opened.answers(5)
        yield opened


async def asked(town: Afterwards, path: str, **query: str) -> Response:
    given = {"jurisdiction_id": COMMUNE, **query}
    return await town.guest.get(f"/open311/v2/{path}", params=given)


async def rows(town: Afterwards, path: str = "requests.json", **query: str) -> list[dict[str, Any]]:
    answer = await asked(town, path, **query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = json.loads(answer.text)
    return found


def parsed(answer: Response) -> ET.Element:
    """By a parser that takes no excuses."""
    expat.ParserCreate(namespace_separator=" ").Parse(answer.content, True)
    return ET.fromstring(answer.content)  # noqa: S314  our own answer


async def test_the_feed_has_what_atom_demands(town: Afterwards) -> None:
    answer = await town.guest.get(f"/k/{COMMUNE}/atom.xml")
    feed = parsed(answer)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert [len(feed.findall(ATOM + name)) for name in ("id", "title", "updated", "author")] == [
        1
    ] * 4
    (entry,) = feed.findall(ATOM + "entry")
    names = ("id", "title", "updated", "published", "summary", "content")
    assert [len(entry.findall(ATOM + name)) for name in names] == [1] * len(names)
    links = {link.get("rel"): link.get("href") for link in feed.findall(ATOM + "link")}
    assert links == {
        "self": f"http://localhost/k/{COMMUNE}/atom.xml",
        "alternate": f"http://localhost/k/{COMMUNE}",
    }
    assert entry.findtext(ATOM + "summary") == WILD


async def test_an_entry_keeps_its_id_wherever_the_server_moves(town: Afterwards) -> None:
    ids = []
    for host in ("localhost", "127.0.0.1"):
        answer = await town.guest.get(f"/k/{COMMUNE}/atom.xml", headers={"host": host})
        entry = parsed(answer).find(ATOM + "entry")
        assert entry is not None
        ids.append(entry.findtext(ATOM + "id"))
    assert ids == ["urn:uuid:" + (ids[0] or "")[9:]] * 2


def test_control_characters_never_reach_the_xml() -> None:
    assert allowed("a\x00b\x0bc\ud800d\ufffee\tf") == "abcde\tf"


async def test_an_unknown_commune_has_no_feed(town: Afterwards) -> None:
    codes = {(await town.guest.get(f"/k/{who}/atom.xml")).status_code for who in ("x", "hop-hoa")}
    assert codes == {404}


async def test_services_are_the_topics_of_what_is_published(town: Afterwards) -> None:
    found = await rows(town, "services.json")
    assert [(one["service_code"], one["service_name"]) for one in found] == [
        ("giao-thong", "Giao thông"),
        ("khac", "Khác"),
    ]
    whole = parsed(await asked(town, "services.xml"))
    assert (whole.tag, [one.findtext("service_code") for one in whole]) == (
        "services",
        ["giao-thong", "khac"],
    )


async def test_a_request_has_every_field_of_the_standard(town: Afterwards) -> None:
    (row,) = await rows(town)
    assert (set(row), row["description"], row["status"], row["service_code"]) == (
        FIELDS,
        WILD,
        "open",
        "giao-thong",
    )
    assert row["status_notes"] == "Đã trả lời. Đã giải quyết xong"
    assert row["requested_datetime"] == "2026-11-06T10:00:00+07:00"


async def test_xml_says_the_same_as_json(town: Afterwards) -> None:
    (row,) = await rows(town)
    (request,) = parsed(await asked(town, "requests.xml"))
    told = {field.tag: field.text or "" for field in request if len(field) == 0}
    assert told == {
        name: "" if value is None else value
        for name, value in row.items()
        if name != "extended_attributes"
    }
    more = request.find("extended_attributes")
    assert more is not None
    assert {field.tag: field.text for field in more} == row["extended_attributes"]


async def test_one_request_by_its_number_or_several(town: Afterwards) -> None:
    (row,) = await rows(town)
    id = row["service_request_id"]
    assert await rows(town, f"requests/{id}.json") == [row]
    assert await rows(town, service_request_id=f"{id},nobody") == [row]


async def test_closed_is_what_has_come_to_rest(town: Afterwards) -> None:
    counts = [len(await rows(town, status=status)) for status in ("open", "closed", "open,closed")]
    assert counts == [1, 0, 1]
    await town.posts(6, "rate_answer", stars="5", solved="true")
    (row,) = await rows(town, status="closed")
    assert (row["status"], row["extended_attributes"]["state"]) == ("closed", "closed")


async def test_dates_services_and_pages_narrow_the_list(town: Afterwards) -> None:
    wishes: list[dict[str, str]] = [
        {"start_date": "2026-11-06", "end_date": "2026-11-06"},
        {"start_date": "2026-11-06T10:00:00+07:00"},
        {"start_date": "2026-11-06T03:00:01Z"},
        {"start_date": "2027-01-01"},
        {"end_date": "2026-11-05"},
        {"service_code": "giao-thong"},
        {"service_code": "khac"},
        {"page": "2"},
        {"page_size": "1"},
    ]
    counts = [len(await rows(town, **wish)) for wish in wishes]
    assert counts == [1, 1, 0, 0, 0, 1, 0, 0, 1]


async def test_without_dates_it_is_the_last_ninety_days(town: Afterwards, clock: Clock) -> None:
    clock.now += 89 * DAY
    before = len(await rows(town))
    clock.now += 2 * DAY
    assert (before, len(await rows(town))) == (1, 0)


@pytest.mark.parametrize(
    ("path", "query", "status", "words"),
    [
        ("requests", {"jurisdiction_id": "nowhere"}, 404, "jurisdiction_id provided was not found"),
        ("requests", {"jurisdiction_id": ""}, 404, "jurisdiction_id provided was not found"),
        ("requests", {"service_code": "x"}, 404, "service_code provided was not found"),
        ("requests/nobody", {}, 404, "service_request_id provided was not found"),
        ("requests", {"status": "lost"}, 400, "status is open or closed"),
        ("requests", {"start_date": "31/12/2026"}, 400, "start_date is not a date"),
        ("requests", {"end_date": "9999-12-31"}, 400, "end_date is not a date"),
        (
            "requests",
            {"start_date": "2026-01-01", "end_date": "2026-06-01"},
            400,
            "at most 90 days",
        ),
        ("requests", {"start_date": "2026-06-01", "end_date": "2026-01-01"}, 400, "after end_date"),
        ("requests", {"page": "0"}, 400, "page is a number"),
        ("requests", {"page_size": "9999999999999"}, 400, "page_size is a number"),
    ],
)
async def test_errors_are_those_of_the_standard_in_both_forms(
    town: Afterwards, path: str, query: dict[str, str], status: int, words: str
) -> None:
    as_json = await asked(town, f"{path}.json", **query)
    as_xml = await asked(town, f"{path}.xml", **query)
    assert (as_json.status_code, as_xml.status_code) == (status, status)
    (error,) = json.loads(as_json.text)
    assert (error["code"], words in error["description"]) == (status, True)
    whole = parsed(as_xml)
    assert (whole.tag, whole.findtext("error/code"), whole.findtext("error/description")) == (
        "errors",
        str(status),
        error["description"],
    )


async def test_another_form_than_these_is_none(town: Afterwards) -> None:
    assert (await asked(town, "requests.csv")).status_code == 404


async def test_nothing_can_be_sent_in(town: Afterwards) -> None:
    answer = await town.guest.post("/open311/v2/requests.json", data={"description": "x"})
    assert answer.status_code == 405


async def test_every_page_anywhere_may_read_it(town: Afterwards) -> None:
    assert (await asked(town, "requests.json")).headers["access-control-allow-origin"] == "*"
