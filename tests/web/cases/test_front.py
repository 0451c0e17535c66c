"""The Front reads what it may, writes what stays, and nobody else opens its pages."""

import dataclasses
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
from realtime.writer import Outcome
from tests.archive.town import Town
from tests.casebook_story import (
    APPROVER,
    CHAIR,
    CITIZEN,
    CLERK,
    ONE_OF_EACH,
    OWNER,
    UNITS,
    any_fields,
)
from tests.web.cases.conftest import Enter, hidden_of
from tests.web.cases.front_people import (
    CASE,
    acts,
    after_midnight,
    announces,
    answered,
    attaches,
    draws,
    late_in_the_evening,
    writes,
)
from tests.web.conftest import Clock, form_token
from web.app import PAGES
from web.cases import front
from web.cases.front_acts import FIELDS
from web.casework import Book
from web.context import House

OF_WHAT_THERE_IS = (
    "/front/cases/{case}/files/{file}",
    "/front/sample/{code}/{sample:int}/list.txt",
)
"""Not there before something was attached or announced."""
READING = [
    route.path
    for route in front.routes
    if "GET" in (route.methods or ()) and route.path not in OF_WHAT_THERE_IS
]
OF_THE_FRONT = [path for path in READING if path.startswith("/front")]
WRITTEN = (
    "supervision_note_written",
    "field_check_recorded",
    "check_file_attached",
    "recommendation_made",
    "recommendation_settled",
)
ROUNDS = 3
"""Over all commands, so that what one of them makes possible is tried too."""


OTHERS = ("attach_check_file", "announce_sample", "draw_sample", "remark_on_period")
"""What the Front can do apart from the forms of a case."""


async def tries(house: House, town: Town, actor: Actor, name: str, file: str = "f" * 64) -> Outcome:
    """Anything that may be asked for by that name, about the second case where it is about one."""
    kind, id = CASE_COMMANDS[name], house.chance.token()
    made = {"public_id": id, "codes": (f"P{id}",), "salt": id, "file": file}
    made |= {"media_type": "image/png", "size": 10}
    minted = {each.name for each in dataclasses.fields(kind) if each.metadata.get("minted")}
    fields = {each: value for each, value in any_fields(kind).items() if each not in minted}
    fields |= {"case": town.code(2)} if "case" in kind.__dataclass_fields__ else {}
    fields |= {"file": file} if name == "set_file_public" else {}
    book = Book(town.commune, town.conference)
    return await house.casework.ask(
        book, name, fields, actor, id=id, unit=UNITS.get(actor), minted=made
    )


def path_of(route: str) -> str:
    return route.replace("{case}", "CAU-0002").replace("{code}", "CAU").replace("{sample:int}", "1")


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


async def test_the_front_reads_the_transcript_without_the_codes(enter: Enter) -> None:
    xuan, van = await enter("xuan"), await enter("van")
    assert 'href="/archive/CAU"' in (await xuan.get("/front/")).text
    theirs, ours = [(await one.get("/archive/CAU")).text for one in (xuan, van)]
    assert ("Đường làng lầy lội" in theirs, "Sẽ cau" in theirs) == (True, True)
    assert [re.findall(r"\bCAU[1-4]\b", page) != [] for page in (theirs, ours)] == [False, True]
    assert [(await xuan.get(f"/archive/CAU.{form}")).status_code for form in ("csv", "json")] == [
        404,
        404,
    ]
    assert (await (await enter("la")).get("/archive/CAU")).status_code == 404


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


async def test_who_comes_second_sees_what_happened_and_keeps_what_they_typed(
    enter: Enter, house: House, town: Town
) -> None:
    xuan = await enter("xuan")
    action = f"{CASE.format(2)}/make_recommendation"
    hidden = hidden_of((await xuan.get(CASE.format(2))).text, action)
    await acts(house, town, CLERK, "write_note", 2, words="Đã hẹn thợ ngày mai.")
    answer = await xuan.post(action, data={**hidden, "words": "Rải đá ngay."})
    assert answer.status_code == 409
    meanwhile = answer.text.partition('id="meanwhile-head"')[2].partition("</section>")[0]
    assert "Đã hẹn thợ ngày mai." in meanwhile
    assert meanwhile.count('class="step"') == 1
    assert "Rải đá ngay.</textarea>" in answer.text
    hidden = hidden_of(answer.text, action)
    again = await xuan.post(action, data={**hidden, "words": "Rải đá ngay."})
    assert again.status_code == 303


async def test_what_cannot_be_done_any_more_is_shown_to_be_copied(
    enter: Enter, house: House, town: Town
) -> None:
    xuan = await enter("xuan")
    action = f"{CASE.format(2)}/record_field_check"
    hidden = hidden_of((await xuan.get(CASE.format(2))).text, action)
    await acts(house, town, CLERK, "seal_case", 2)
    seen = {"finding": "done", "day": "01/10/2026", "words": "Đã thấy đá."}
    answer = await xuan.post(action, data={**hidden, **seen})
    assert answer.status_code == 409
    assert 'id="kept-head"' in answer.text
    assert "Đã thấy đá." in answer.text


async def test_what_was_published_and_what_was_withheld_with_whose_reason(
    enter: Enter, house: House, town: Town
) -> None:
    xuan = await enter("xuan")
    await answered(house, town, 2)
    page = (await xuan.get(CASE.format(2))).text
    assert ("Bao giờ sửa đường?" in page, 'href="/p/public-2"' in page) == (True, True)
    await acts(house, town, CHAIR, "withhold_case", 2, words="Có bí mật gia đình.")
    page = (await xuan.get(CASE.format(2))).text
    assert ("Có bí mật gia đình." in page, 'href="/p/public-2"' in page) == (True, False)


async def test_the_list_of_reopenings_says_who_asked_for_each(
    enter: Enter, house: House, town: Town
) -> None:
    xuan = await enter("xuan")
    for number in (2, 3):
        await answered(house, town, number)
    await acts(house, town, CITIZEN, "reopen_case", 2, words="Chưa làm.")
    await acts(house, town, OWNER, "accept_case", 2)
    said = {"decision": "Đã rải.", "basis": "Luật", "outcome": "resolved"}
    await acts(house, town, OWNER, "submit_answer", 2, **said)
    await acts(house, town, APPROVER, "approve_answer", 2)
    assert (await writes(xuan, 2, "reopen_case", words="Vẫn ngập.")).status_code == 303
    await acts(house, town, CHAIR, "reopen_case", 3, words="Dân hỏi lại.")
    for path in ("/front/", "/front/cases?show=reopened"):
        text = (await xuan.get(path)).text
        rows = {number: row_of(text, number) for number in (2, 3)}
        told = {n: re.findall(r"Người hỏi|Mặt trận|Chủ trì", row) for n, row in rows.items()}
        assert told == {2: ["Người hỏi", "Mặt trận"], 3: ["Chủ trì"]}, path


def row_of(page: str, number: int) -> str:
    """The last cell of the case's row in the list of what was reopened."""
    table = page.partition('id="reopened"')[2] or page.partition('id="list-head"')[2]
    row = table.partition(f"CAU-{number:04d}</span>")[2].partition("</tr>")[0]
    return row.rpartition("<td")[2]


async def test_no_page_of_the_front_gives_a_receipt_code_or_an_original_away(
    enter: Enter, house: House, town: Town, clock: Clock
) -> None:
    late_in_the_evening(clock)
    xuan = await enter("xuan")
    await answered(house, town, 2)
    await announces(xuan, clock, size="4")
    after_midnight(clock)
    await draws(xuan)
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
    for name in (*FIELDS, *OTHERS):
        kind = CASE_COMMANDS[name]
        if actor.role in TABLE[kind]:
            assert name == "reopen_case"
            continue
        outcome = await tries(house, town, actor, name)
        assert isinstance(outcome, Refusal), name
        assert outcome.reason is Code.NOT_ALLOWED


async def test_nothing_that_anybody_else_can_do_takes_back_what_the_front_wrote(
    enter: Enter, house: House, town: Town
) -> None:
    """Every command, tried by one of each role, again and again; and before all that it is sealed."""
    xuan = await enter("xuan")
    await writes(xuan, 2, "write_supervision_note", words="Ghi nhận còn mãi.")
    seen = {"finding": "not_done", "day": "01/10/2026", "words": "Kiểm tra còn mãi."}
    await writes(xuan, 2, "record_field_check", **seen)
    (photo,) = await attaches(xuan, 2)
    await writes(xuan, 2, "make_recommendation", words="Kiến nghị còn mãi.")
    before = await house.cases.fronts_own(town.commune, town.code(2))
    await acts(house, town, CLERK, "seal_case", 2)
    granted = set()
    for _ in range(ROUNDS):
        for name in CASE_COMMANDS:
            for actor in ONE_OF_EACH:
                if actor.role is not Role.SUPERVISOR:
                    outcome = await tries(house, town, actor, name, photo)
                    granted |= set() if isinstance(outcome, Refusal) else {name}
    tried = {"unseal_case", "assign_case", "accept_case", "write_note", "reply_to_recommendation"}
    assert tried <= granted
    after = await house.cases.fronts_own(town.commune, town.code(2))
    own = [step.event for step in after.steps if step.name in WRITTEN]
    assert own == [step.event for step in before.steps]
    assert after.files == before.files
    assert [one.words for one in after.recommendations] == ["Kiến nghị còn mãi."]
    shown = (await xuan.get(CASE.format(2))).text
    kept = ("Ghi nhận còn mãi.", "Kiểm tra còn mãi.", "Kiến nghị còn mãi.", f"/files/{photo}")
    assert [words for words in kept if words not in shown] == []
    assert (await xuan.get(f"{CASE.format(2)}/files/{photo}")).status_code == 200


def test_no_other_page_posts_what_is_the_fronts() -> None:
    posting = {
        route.path
        for page in PAGES
        for route in page.routes
        if "POST" in (route.methods or ()) and "front" in route.path
    }
    assert posting == {
        "/front/cases/{case}/{command}",
        "/front/cases/{case}/checks/{check}/files",
        "/front/sample/{act}",
        "/front/report",
    }


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
    for number in ("cau-0003", "3", "%E2%84%96+3"):
        assert "/front/cases/CAU-0003" in (await xuan.get(f"/front/cases?q={number}")).text
