"""Being let in without a script: the hall's short code, a personal code from paper."""

import pytest

from tests.waiting import until
from tests.web.conftest import form_token
from web.paper_codes import grouped


@pytest.fixture
async def open_conference(house, conference):
    await house.office.command(conference, "open_conference", {})
    return conference


@pytest.fixture
def phone(browser, open_conference):
    async def make():
        client = browser()
        page = (await client.get(f"/h/{open_conference}/join")).text
        client.token = form_token(page)
        return client

    return make


async def post(client, code, name, /, **fields):
    wish = {"form_token": client.token, "do": name, "id": "one", **fields}
    return await client.post(f"/h/{code}/do", data=wish)


async def set_mode(house, code, mode, /, **fields):
    """And wait until the crowd has heard of it, with the next tick."""
    if mode != "open":
        await house.office.command(code, "set_join_mode", {"mode": mode, **fields})
    hall = await house.halls.open(code)
    await until(lambda: all(channel.fresh for channel in hall.channels.values()))


async def paper_code(house, code, serial):
    hall = await house.halls.open(code)
    return (await house.identity.paper_codes(hall.stream)).code(serial)


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (("open", {}), "Hội nghị này không cần mã."),
        (("staff", {}), "Xin gặp thư ký để ghi câu hỏi."),
        (("code", {"code": "SEN88"}), "Mã được đọc tại hội trường"),
        (("paper", {}), "Mã cá nhân trên phiếu giấy"),
    ],
)
async def test_the_page_says_what_it_takes(house, browser, open_conference, mode, words):
    name, fields = mode
    await set_mode(house, open_conference, name, **fields)
    assert words in (await browser().get(f"/h/{open_conference}/join")).text


async def test_the_short_code_of_the_hall_lets_a_phone_in(house, phone, open_conference):
    await set_mode(house, open_conference, "code", code="SEN88")
    client = await phone()
    wrong = await post(client, open_conference, "enter_code", code="SEN99")
    assert wrong.status_code == 422
    assert '<p class="error" id="code-error">Mã không đúng.' in wrong.text
    assert 'value="SEN99"' in wrong.text
    right = await post(client, open_conference, "enter_code", code="sen88")
    assert (right.status_code, right.headers["location"]) == (303, f"/h/{open_conference}")
    page = (await client.get(f"/h/{open_conference}/join")).text
    assert "ông/bà có thể hỏi và ủng hộ" in page


async def test_a_paper_code_lets_one_phone_in_and_no_second(house, phone, open_conference):
    await set_mode(house, open_conference, "paper")
    code = grouped(await paper_code(house, open_conference, 7)).lower()
    first, second = await phone(), await phone()
    asked = await post(first, open_conference, "ask_question", text="Bao giờ sửa cầu?")
    assert asked.status_code == 403
    assert (await post(first, open_conference, "redeem_paper_code", code=code)).status_code == 303
    again = await post(second, open_conference, "redeem_paper_code", code=code)
    assert (again.status_code, "Mã này đã được dùng" in again.text) == (409, True)
    asked = await post(first, open_conference, "ask_question", id="two", text="Bao giờ sửa cầu?")
    assert asked.status_code == 303


async def test_guessing_paper_codes_ends_soon(house, phone, open_conference):
    await set_mode(house, open_conference, "paper")
    client = await phone()
    answers = [
        (await post(client, open_conference, "redeem_paper_code", code=f"GUESS{n}")).status_code
        for n in range(12)
    ]
    assert answers == [422] * 10 + [429] * 2


async def test_a_code_of_another_conference_is_no_code_here(house, phone, open_conference):
    await set_mode(house, open_conference, "paper")
    await house.office.create_conference(
        {"code": "KHAC", "commune": "an-binh", "title": "Hội nghị khác"}
    )
    client = await phone()
    other = await paper_code(house, "KHAC", 7)
    answer = await post(client, open_conference, "redeem_paper_code", code=other)
    assert answer.status_code == 422
