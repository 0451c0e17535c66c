"""The Front reads what it may, writes what stays, and nobody else opens its pages."""

import re
from collections.abc import Callable
from urllib.parse import quote

import httpx2
import pytest

from archive.casebook.naming import CASE_COMMANDS
from archive.casebook.permissions import TABLE
from archive.casework import CaseState
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from tests.archive.town import Town
from tests.casebook_story import CHAIR, CLERK, ONE_OF_EACH, any_fields
from tests.web.cases.conftest import Enter
from tests.web.cases.front_people import CASE, acts, answered, writes
from tests.web.conftest import form_token
from web.app import PAGES
from web.cases import front
from web.cases.front_acts import FIELDS
from web.casework import Book
from web.context import House

READING = [route.path for route in front.routes if "GET" in (route.methods or ())]
OF_THE_FRONT = [path for path in READING if path.startswith("/front")]
WRITTEN = (
    "supervision_note_written",
    "field_check_recorded",
    "recommendation_made",
    "recommendation_settled",
)


def path_of(route: str) -> str:
    return route.replace("{case}", "CAU-0002").replace("{code}", "CAU")


async def said_at(client: httpx2.AsyncClient, path: str) -> tuple[int, str]:
    """Status and page, but for its own address and the form's token, which differ on every page."""
    answer = await client.get(path)
    plain = answer.text.replace(path, "").replace(quote(path, safe=""), "")
    return answer.status_code, re.sub(r'name="form_token" value="[^"]*"', "", plain)


async def test_every_page_opens_for_the_front(enter: Enter) -> None:
    xuan = await enter("xuan")
    assert {path: (await xuan.get(path_of(path))).status_code for path in READING} == dict.fromkeys(
        READING, 200
    )


@pytest.mark.parametrize("name", ["van", "khoa", "tam", "hai", "phuc", "thu", "minh", "la"])
async def test_for_nobody_else_there_is_such_a_page(enter: Enter, name: str) -> None:
    client = await enter(name)
    nothing = await said_at(client, "/front/cases/NONE-0001")
    for route in OF_THE_FRONT:
        assert await said_at(client, path_of(route)) == (404, nothing[1]), route


async def test_whoever_is_not_signed_in_is_sent_to_the_login(
    house: House, browser: Callable[..., httpx2.AsyncClient]
) -> None:
    for route in OF_THE_FRONT:
        answer = await browser().get(path_of(route))
        assert (answer.status_code, answer.headers["location"][:6]) == (303, "/login"), route


async def test_another_communes_case_is_none(enter: Enter) -> None:
    xuan = await enter("xuan")
    other = await said_at(xuan, "/front/cases/HOP-0001")
    assert other == await said_at(xuan, "/front/cases/NONE-0001")
    assert other[0] == 404
    token = form_token((await xuan.get("/account")).text)
    written = await xuan.post(
        "/front/cases/HOP-0001/write_supervision_note", data={"form_token": token, "words": "x"}
    )
    assert written.status_code == 404


async def test_what_the_front_writes_is_on_the_page_of_the_front_and_of_the_office(
    enter: Enter, house: House, town: Town
) -> None:
    xuan = await enter("xuan")
    noted = await writes(xuan, 2, "write_supervision_note", words="Đã gọi tổ trưởng.")
    assert noted.headers["location"] == f"{CASE.format(2)}?done=write_supervision_note"
    seen = {"finding": "not_done", "day": "01/10/2026", "words": "Đường vẫn ngập."}
    assert (await writes(xuan, 2, "record_field_check", **seen)).status_code == 303
    assert (await writes(xuan, 2, "make_recommendation", words="Rải đá ngay.")).status_code == 303
    await acts(
        house, town, CHAIR, "reply_to_recommendation", 2, recommendation="1", words="Tuần sau."
    )
    settled = {"satisfied": "false", "words": "Chưa thấy làm."}
    assert (await writes(xuan, 2, "settle_recommendation", **settled)).status_code == 303
    said = ("Đã gọi tổ trưởng.", "Đường vẫn ngập.", "Rải đá ngay.", "Tuần sau.", "Chưa thấy làm.")
    for client, page in ((xuan, CASE.format(2)), (await enter("van"), "/archive/cases/CAU-0002")):
        shown = (await client.get(page)).text
        assert [words for words in said if words not in shown] == []
    line = await house.cases.line(town.commune, town.code(2))
    assert line
    assert line.supervision == "watching"


async def test_the_front_demands_reopening_and_watches(
    enter: Enter, house: House, town: Town
) -> None:
    xuan = await enter("xuan")
    await answered(house, town, 2)
    assert (await writes(xuan, 2, "reopen_case", words="Chưa làm gì cả.")).status_code == 303
    assert (await writes(xuan, 3, "watch_case")).status_code == 303
    lines = [await house.cases.line(town.commune, town.code(number)) for number in (2, 3)]
    assert [(line.state, line.supervision) for line in lines if line] == [
        (CaseState.REOPENED, "none"),
        (CaseState.RECEIVED, "watching"),
    ]


async def test_what_was_not_taken_stays_typed_with_the_reason_at_its_field(enter: Enter) -> None:
    xuan = await enter("xuan")
    late = {"finding": "done", "day": "31/12/2030", "words": "Đã thấy đá."}
    answer = await writes(xuan, 2, "record_field_check", **late)
    assert answer.status_code == 422
    assert 'id="record_field_check-day-error"' in answer.text
    assert "Đã thấy đá.</textarea>" in answer.text
    empty = await writes(xuan, 2, "make_recommendation", words=" ")
    assert 'id="make_recommendation-words-error"' in empty.text


async def test_sending_twice_writes_once(enter: Enter, house: House, town: Town) -> None:
    xuan = await enter("xuan")
    token = form_token((await xuan.get(CASE.format(2))).text)
    fields = {"form_token": token, "id": "twice-twice-twice", "words": "Một lần thôi."}
    for _ in range(2):
        await xuan.post(f"{CASE.format(2)}/write_supervision_note", data=fields)
    page = await house.cases.case(town.commune, town.code(2))
    assert page
    assert [step.name for step in page.steps].count("supervision_note_written") == 1


async def test_a_sealed_case_is_its_number_and_no_form(
    enter: Enter, house: House, town: Town
) -> None:
    await acts(house, town, CLERK, "seal_case", 2)
    xuan = await enter("xuan")
    page = (await xuan.get(CASE.format(2))).text
    assert "niêm phong" in page
    assert "Trường thiếu lớp học" not in page
    assert f"{CASE.format(2)}/" not in page
    token = form_token((await xuan.get("/account")).text)
    answer = await xuan.post(
        f"{CASE.format(2)}/write_supervision_note", data={"form_token": token, "words": "x"}
    )
    assert answer.status_code == 409
    for path in ("/front/", "/front/cases", "/front/cases?q=truong+thieu", "/front/report"):
        assert "Trường thiếu lớp học" not in (await xuan.get(path)).text, path


async def test_no_page_of_the_front_gives_a_receipt_code_or_an_original_away(
    enter: Enter, house: House, town: Town
) -> None:
    xuan = await enter("xuan")
    await answered(house, town, 1 + 1)
    await xuan.post(
        "/front/sample",
        data={
            "form_token": form_token((await xuan.get("/front/sample")).text),
            "conference": "CAU",
            "seed": "xổ số 12345",
            "size": "2",
        },
    )
    codes = [case.code for case in town.book.state.cases.values()]
    for route in READING:
        text = (await xuan.get(path_of(route))).text
        assert [code for code in codes if f">{code}<" in text or f"/{code}" in text] == [], route


@pytest.mark.parametrize(
    "actor", [each for each in ONE_OF_EACH if each.role is not Role.SUPERVISOR]
)
async def test_nobody_else_can_do_what_the_front_does(
    house: House, town: Town, actor: Actor
) -> None:
    for name in FIELDS:
        kind = CASE_COMMANDS[name]
        if actor.role in TABLE[kind]:
            assert name == "reopen_case"
            continue
        fields = {**any_fields(kind), "case": town.code(2)}
        outcome = await house.casework.ask(
            Book(town.commune, town.conference), name, fields, actor, id=f"{name}-{actor.role}-000"
        )
        assert isinstance(outcome, Refusal), name
        assert outcome.reason is Code.NOT_ALLOWED


async def test_nothing_that_the_office_can_do_takes_back_what_the_front_wrote(
    enter: Enter, house: House, town: Town
) -> None:
    xuan = await enter("xuan")
    await writes(xuan, 2, "write_supervision_note", words="Ghi nhận còn mãi.")
    await writes(xuan, 2, "make_recommendation", words="Kiến nghị còn mãi.")
    book = Book(town.commune, town.conference)
    for serial, (name, kind) in enumerate(CASE_COMMANDS.items()):
        for actor in ONE_OF_EACH:
            if actor.role is Role.SUPERVISOR or name in ("seal_case", "unseal_case"):
                continue
            fields = {**any_fields(kind), "case": town.code(2)}
            made = {"public_id": f"public-{serial}", "codes": (f"PART{serial}",)}
            await house.casework.ask(
                book, name, fields, actor, id=f"try-{serial}-{actor.role}", minted=made
            )
    page = await house.cases.case(town.commune, town.code(2))
    assert page
    kept = [step.event.words for step in page.steps if step.name in WRITTEN]  # type: ignore[attr-defined]
    assert kept == ["Ghi nhận còn mãi.", "Kiến nghị còn mãi."]
    shown = (await xuan.get(CASE.format(2))).text
    assert [words for words in kept if words not in shown] == []


def test_no_other_page_posts_what_is_the_fronts() -> None:
    posting = {
        route.path
        for page in PAGES
        for route in page.routes
        if "POST" in (route.methods or ()) and "front" in route.path
    }
    assert posting == {"/front/cases/{case}/{command}", "/front/sample"}


async def test_a_sample_is_drawn_once_by_a_seed_and_everybody_can_look(
    enter: Enter, house: House, town: Town, browser: Callable[..., httpx2.AsyncClient]
) -> None:
    xuan = await enter("xuan")
    token = form_token((await xuan.get("/front/sample")).text)
    fields = {"form_token": token, "conference": "CAU", "seed": "xổ số 12345", "size": "2"}
    drawn = await xuan.post("/front/sample", data={**fields, "id": "first-first-first"})
    assert drawn.headers["location"] == "/front/sample?done=draw_sample"
    again = await xuan.post("/front/sample", data={**fields, "id": "again-again-again"})
    assert again.status_code == 409
    assert 'id="seed-error"' in again.text
    (sample,) = await house.cases.samples(town.commune, "CAU")
    lines = {line.code: line for line in await house.cases.lines(town.commune, sample.cases)}
    public = (await browser().get("/h/CAU/samples")).text
    places = [public.index(lines[code].reference) for code in sample.cases]
    assert places == sorted(places)
    assert "xổ số 12345" in public
    foreign = await xuan.post(
        "/front/sample", data={**fields, "conference": "HOP", "id": "other-other-other"}
    )
    assert foreign.status_code == 404


async def test_the_report_tells_what_the_front_did_in_its_period_alone(enter: Enter) -> None:
    xuan = await enter("xuan")
    await writes(xuan, 2, "make_recommendation", words="Rải đá ngay.")
    now, before = await xuan.get("/front/report"), await xuan.get("/front/report?period=2025-Q1")
    assert "Rải đá ngay." in now.text
    assert "Rải đá ngay." not in before.text
    assert "Rải đá ngay." in (await xuan.get("/front/report.csv")).text
    for wrong in ("2026-13", "x", "2099-01", "2026-W60"):
        assert (await xuan.get(f"/front/report?period={wrong}")).status_code == 404


async def test_whoever_organises_and_supervises_is_warned(enter: Enter, house: House) -> None:
    xuan = await enter("xuan")
    warning = 'class="warned"'
    pages = ("/front/", "/front/cases", CASE.format(2), "/front/sample", "/front/report")
    assert [warning in (await xuan.get(page)).text for page in pages] == [False] * len(pages)
    both = await enter("haiphia")
    assert [warning in (await both.get(page)).text for page in pages] == [True] * len(pages)


async def test_the_list_shows_what_is_asked_for(enter: Enter, house: House, town: Town) -> None:
    xuan = await enter("xuan")
    await writes(xuan, 3, "watch_case")
    watched = (await xuan.get("/front/cases?show=watched")).text
    assert ("CAU-0003" in watched, "CAU-0002" in watched) == (True, False)
    found = (await xuan.get("/front/cases?q=truong+thieu+lop")).text
    assert ("CAU-0002" in found, "CAU-0003" in found) == (True, False)
    assert "/front/cases/CAU-0003" in (await xuan.get("/front/cases?q=cau-0003")).text
