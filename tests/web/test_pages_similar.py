"""Before a question is sent without a script: what others asked already is offered for support."""

import pytest

from realtime.audiences import Audience
from tests.waiting import until
from tests.web.conftest import form_token

BRIDGE = "Bao giờ xã sửa cầu Bến Đò bị hỏng?"
LIKE_IT = "Cầu Bến Đò hỏng lâu rồi, bao giờ xã sửa?"


@pytest.fixture
async def open_conference(house, conference):
    """Question 1 is public."""
    await house.office.command(conference, "open_conference", {})
    fields = {"text": BRIDGE, "source": "phiếu 1"}
    await house.office.command(conference, "record_question", fields)
    await house.office.command(conference, "approve_question", {"question": 1})
    hall = await house.halls.open(conference)
    await until(lambda: all(channel.fresh for channel in hall.channels.values()))
    return conference


@pytest.fixture
async def ask(browser, open_conference):
    client = browser()
    token = form_token((await client.get(f"/h/{open_conference}")).text)

    async def post(do="ask_question", **fields):
        wish = {"form_token": token, "do": do, "id": "one", **fields}
        return await client.post(f"/h/{open_conference}/do", data=wish)

    return post


async def test_what_is_like_it_is_offered_with_everything_typed_still_there(ask):
    answer = await ask(text=LIKE_IT, topic="", name="Bà Năm", place="Thôn Đồng")
    assert answer.status_code == 200
    assert BRIDGE in answer.text
    assert f'rows="4" required>{LIKE_IT}</textarea>' in answer.text
    for kept in (
        'name="name" value="Bà Năm"',
        'name="place" value="Thôn Đồng"',
        'name="id" value="one"',
    ):
        assert kept in answer.text
    assert '<input type="hidden" name="do" value="cast_vote">' in answer.text


async def test_nothing_was_sent_by_that(ask, house, open_conference):
    await ask(text=LIKE_IT)
    hall = await house.halls.open(open_conference)
    assert len((await hall.snapshot(Audience.MODERATORS))["questions"]) == 1


async def test_who_is_sure_asks_all_the_same(ask, open_conference):
    answer = await ask(text=LIKE_IT, sure="1")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/h/{open_conference}?sent=2")


async def test_who_rather_supports_does_so(ask, open_conference):
    answer = await ask("cast_vote", question="1")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/h/{open_conference}")


async def test_a_question_like_no_other_is_sent_at_once(ask, open_conference):
    answer = await ask(text="Chợ chiều có được dời về sân kho không?")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/h/{open_conference}?sent=2")


async def test_text_that_cannot_be_taken_is_refused_as_ever(ask):
    assert (await ask(text=" ")).status_code == 422
