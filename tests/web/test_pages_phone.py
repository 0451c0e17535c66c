"""The phone without scripts: every act is a form, and no refusal loses what was typed."""

import asyncio
import html
import json
import re

import pytest

from tests.waiting import GIVE_UP_SECONDS
from tests.web.conftest import form_token

ROAD = "Bao giờ xã sửa đường?"


@pytest.fixture
async def open_conference(house, conference):
    await house.office.command(conference, "open_conference", {})
    return conference


@pytest.fixture
async def phone(browser, open_conference):
    """A phone that has seen the page, and posts what is on it."""
    client = browser()
    page = await client.get(f"/h/{open_conference}")
    token = form_token(page.text)

    async def do(name, /, id="one", **fields):
        wish = {"form_token": token, "do": name, "id": id, **fields}
        return await client.post(f"/h/{open_conference}/do", data=wish)

    client.do = do
    return client


async def test_a_question_leads_to_its_receipt(phone, open_conference):
    answer = await phone.do("ask_question", text=ROAD, topic="", name="", place="Thôn Đồng")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/h/{open_conference}?sent=1")
    page = (await phone.get(answer.headers["location"])).text
    assert "Đã nhận câu hỏi № 1" in page
    assert page.count(ROAD) >= 2


async def test_the_same_form_twice_asks_once(phone, open_conference):
    for _ in range(2):
        answer = await phone.do("ask_question", id="same", text=ROAD)
        assert answer.headers["location"] == f"/h/{open_conference}?sent=1"
    own = first(await phone.get(f"/h/{open_conference}"))["mine"]["questions"]
    assert [question["text"] for question in own] == [ROAD]


@pytest.mark.parametrize(
    ("fields", "status", "field", "words"),
    [
        ({"text": " "}, 422, "text", "Hãy viết nội dung trước khi gửi."),
        ({"text": "a" * 1_001}, 422, "text", "Nội dung quá dài: tối đa 1.000 ký tự."),
        ({"text": ROAD, "name": "Ban tổ chức"}, 422, "name", "Tên này dễ nhầm với ban tổ chức."),
        ({"text": ROAD, "place": "x" * 81}, 422, "place", "Nội dung quá dài. Hãy viết ngắn hơn."),
    ],
)
async def test_a_refusal_brings_back_what_was_typed(phone, fields, status, field, words):
    answer = await phone.do("ask_question", **fields)
    assert answer.status_code == status
    assert "<title>Lỗi: " in answer.text
    assert f'<a href="#{field}">{words}' in answer.text
    assert f'id="{field}-error"' in answer.text
    assert f">{fields['text']}</textarea>" in answer.text


async def test_a_refused_vote_says_why_on_the_page(phone):
    answer = await phone.do("cast_vote", question="7")
    assert answer.status_code == 404
    assert "Không tìm thấy nội dung này." in answer.text


async def declined(phone, house, code):
    """The phone's own question, kept off the list."""
    await phone.do("ask_question", id="ask", text=ROAD)
    fields = {"question": 1, "reason": "unclear", "words": "Đường nào?"}
    await house.office.command(code, "decline_question", fields)


async def own(phone, code):
    return first(await phone.get(f"/h/{code}"))["mine"]["questions"][0]


async def test_a_declined_question_is_sent_again_by_a_form_and_only_once(
    phone, house, open_conference
):
    await declined(phone, house, open_conference)
    page = html.unescape((await phone.get(f"/h/{open_conference}")).text)
    assert ("Đường nào?" in page, 'value="resubmit_question"' in page) == (True, True)
    again = await phone.do("resubmit_question", id="again", question="1", text="Đường 446?")
    assert again.status_code == 303
    told = await own(phone, open_conference)
    assert (told["text"], told["status"], told["resubmitted"]) == ("Đường 446?", "waiting", True)
    await house.office.command(
        open_conference, "decline_question", {"question": 1, "reason": "unclear"}
    )
    page = (await phone.get(f"/h/{open_conference}")).text
    assert 'value="resubmit_question"' not in page
    answer = await phone.do("resubmit_question", id="third", question="1", text="Đường 446 ạ?")
    assert answer.status_code == 409


async def test_a_second_look_is_asked_for_by_a_form_and_its_outcome_told(
    phone, house, open_conference
):
    await declined(phone, house, open_conference)
    asked = await phone.do("request_review", id="look", question="1", words="Cả xóm hỏi")
    assert asked.status_code == 303
    page = html.unescape((await phone.get(f"/h/{open_conference}")).text)
    assert "sẽ xem. Ông/bà viết: Cả xóm hỏi" in re.sub(r"<[^>]*>", "", page)
    assert 'value="request_review"' not in page
    answer = await phone.do("request_review", id="more", question="1")
    assert answer.status_code == 409


async def test_what_was_typed_at_ones_own_question_comes_back_when_refused(
    phone, house, open_conference
):
    await phone.do("ask_question", id="ask", text=ROAD)
    long = "b" * 1_001
    answer = await phone.do("amend_question", id="amend", question="1", text=long)
    assert answer.status_code == 422
    assert '<a href="#text1">Nội dung quá dài: tối đa 1.000 ký tự.</a>' in answer.text
    assert 'aria-describedby="text1-error"' in answer.text
    assert 'id="text1-error"' in answer.text
    assert f">{long}</textarea>" in answer.text
    assert "<blockquote>" not in answer.text
    declining = {"question": 1, "reason": "unclear"}
    await house.office.command(open_conference, "decline_question", declining)
    answer = await phone.do("request_review", id="look", question="1", words="c" * 501)
    assert f">{'c' * 501}</textarea>" in answer.text
    assert f">{ROAD}</textarea>" in answer.text, "the other form is as it was"
    answer = await phone.do("resubmit_question", id="again", question="1", text=long)
    assert f">{long}</textarea>" in answer.text


async def test_what_was_typed_where_there_is_no_form_any_more_can_be_copied(
    phone, house, open_conference
):
    quoted = r"<blockquote>.*Đường 446\?.*</blockquote>"
    await phone.do("ask_question", id="ask", text=ROAD)
    await house.office.command(open_conference, "approve_question", {"question": 1})
    for number, name in enumerate(("amend_question", "resubmit_question", "request_review")):
        field = "words" if name == "request_review" else "text"
        wish = {"question": "1", field: "Đường 446?"}
        answer = await phone.do(name, id=f"late{number}", **wish)
        assert answer.status_code == 409
        assert len(re.findall(quoted, answer.text)) == 1
    assert "<blockquote>" not in (await phone.get(f"/h/{open_conference}")).text


@pytest.mark.parametrize("name", ["open_conference", "approve_question", "no_such_thing", ""])
async def test_a_phone_cannot_post_what_is_not_its_own_to_do(phone, name):
    answer = await phone.do(name, question="1")
    assert answer.status_code in (400, 403)


async def test_a_form_of_another_phone_is_not_taken(phone, browser, open_conference):
    stranger = browser()
    await stranger.get(f"/h/{open_conference}")
    token = form_token((await phone.get(f"/h/{open_conference}")).text)
    wish = {"form_token": token, "do": "ask_question", "id": "x", "text": ROAD}
    answer = await stranger.post(f"/h/{open_conference}/do", data=wish)
    assert answer.status_code == 403


async def test_the_page_carries_its_own_view_and_no_other(phone, browser, open_conference):
    await phone.do("ask_question", text=ROAD)
    own = first(await phone.get(f"/h/{open_conference}"))
    assert [question["text"] for question in own["mine"]["questions"]] == [ROAD]
    other = await browser().get(f"/h/{open_conference}")
    assert ROAD not in other.text


async def test_asking_has_a_page_of_its_own_while_questions_are_taken(
    phone, house, open_conference
):
    assert (await phone.get(f"/h/{open_conference}/ask")).status_code == 200
    await house.office.command(open_conference, "pause_conference", {})
    answer = await phone.get(f"/h/{open_conference}/ask")
    while answer.status_code == 200:
        # The crowd hears of it with the next tick.
        await asyncio.sleep(0.02)
        answer = await phone.get(f"/h/{open_conference}/ask")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/h/{open_conference}")


async def test_a_phone_without_script_reloads_by_itself_except_where_it_types(
    phone, open_conference
):
    refresh = '<meta http-equiv="refresh"'
    assert refresh in (await phone.get(f"/h/{open_conference}")).text
    assert refresh not in (await phone.get(f"/h/{open_conference}/ask")).text
    assert refresh not in (await phone.do("cast_vote", question="7")).text


async def test_a_page_that_reloads_keeps_its_order_while_a_question_is_answered(
    phone, house, open_conference, clock
):
    async def does(name, **fields):
        await house.office.command(open_conference, name, fields)

    for number in (1, 2, 3):
        await phone.do("ask_question", id=f"ask{number}", text=f"{ROAD} {number}", sure="yes")
        await does("approve_question", question=number)
        clock.now += 60_000
    await does("call_question", question=1)
    before = await listed(phone, open_conference, floor=1)
    await phone.do("cast_vote", id="vote", question="3")
    assert before == [1, 2, 3] == await listed(phone, open_conference, supporters=1)
    await does("clear_floor")
    assert await listed(phone, open_conference, floor=None) == [3, 1, 2]


async def listed(phone, code, **awaited):
    """The numbers of the list from top to bottom, on the first page that tells what is awaited."""
    async with asyncio.timeout(GIVE_UP_SECONDS):
        while True:
            page = await phone.get(f"/h/{code}")
            seen = first(page)
            supporters = sum(question["support"] for question in seen["questions"])
            told = {"supporters": supporters, "floor": seen["floor"]["question"]}
            if awaited.items() <= told.items():
                return [
                    int(number) for number in re.findall(r'<article[^>]* id="q(\d+)"', page.text)
                ]
            await asyncio.sleep(0)


@pytest.mark.parametrize(
    "path", ["/h/NOBODY", "/h/NOBODY/ask", "/h/NOBODY/display", "/h/NOBODY/app.webmanifest"]
)
async def test_there_is_no_page_for_a_conference_that_is_not(browser, house, path):
    assert (await browser().get(path)).status_code == 404


async def test_the_code_may_be_typed_in_any_case(browser, open_conference):
    assert (await browser().get(f"/h/{open_conference.lower()}")).status_code == 200


async def test_the_keeper_may_keep_the_phones_pages_and_nothing_above(browser, house):
    answer = await browser().get("/h/keeper.js")
    assert answer.headers["content-type"].startswith("text/javascript")


async def test_the_page_can_be_put_on_a_home_screen(browser, open_conference):
    told = (await browser().get(f"/h/{open_conference}/app.webmanifest")).json()
    assert (told["start_url"], told["scope"]) == (f"/h/{open_conference}", "/h/")


def first(page):
    """The view that the page hands to its script."""
    block = re.search(r'<script type="application/json" id="first">(.*?)</script>', page.text)
    return json.loads(block.group(1))["snapshot"]
