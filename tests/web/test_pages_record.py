"""What the secretary writes down, and who may read what was really sent."""

import pytest
import structlog.testing

from archive.office_events import OriginalRead
from conference.vocabulary import Role
from realtime.audiences import Audience
from tests.web.conftest import COMMUNE, PASSWORD, form_token

CALL_ME = "Cầu hỏng, gọi tôi số 0912 345 678"


@pytest.fixture
async def people(house, conference):
    await house.office.command(conference, "open_conference", {})
    for name, role in (("thu", Role.SECRETARY), ("hop", Role.SEALED_BOX)):
        await house.office.add_person(
            name=name,
            display_name=name.title(),
            password=PASSWORD,
            roles=[role],
            commune=COMMUNE,
            conference=conference,
        )
    return conference


@pytest.fixture
def signed_in(browser, people):
    async def sign_in(name):
        client = browser()
        token = form_token((await client.get("/login")).text)
        wish = {"form_token": token, "name": name, "password": PASSWORD}
        assert (await client.post("/login", data=wish)).status_code == 303
        return client

    return sign_in


@pytest.fixture
async def secretary(signed_in, people):
    client = await signed_in("thu")
    client.token = form_token((await client.get(f"/desk/{people}/record")).text)

    async def record(**fields):
        wish = {"form_token": client.token, "do": "record_question", "id": "one", **fields}
        return await client.post(f"/desk/{people}/record", data=wish)

    client.record = record
    return client


async def questions(house, code):
    hall = await house.halls.open(code)
    return (await hall.snapshot(Audience.MODERATORS))["questions"]


@pytest.mark.parametrize("page", ["record", "paper", "original/1"])
async def test_a_stranger_is_asked_to_sign_in_and_a_chair_told_there_is_none(
    browser, signed_in, people, page
):
    assert (await browser().get(f"/desk/{people}/{page}")).status_code == 303
    assert (await (await signed_in("hai")).get(f"/desk/{people}/{page}")).status_code == 404


@pytest.mark.parametrize("channel", ["hall", "paper", "hotline"])
async def test_what_was_spoken_is_recorded_with_its_channel_and_a_receipt(
    secretary, house, people, channel
):
    answer = await secretary.record(
        channel=channel, text="Bao giờ sửa cầu?", name="Bà Năm", place="", topic=""
    )
    assert (answer.status_code, "Đã nhận câu hỏi № 1" in answer.text) == (200, True)
    assert f'value="{channel}" checked' in answer.text
    assert ">Bao giờ sửa cầu?</textarea>" not in answer.text
    (question,) = await questions(house, people)
    assert (question["channel"], question["name"]) == (channel, "Bà Năm")
    await secretary.record(channel=channel, text="Bao giờ sửa cầu?")
    assert len(await questions(house, people)) == 1


async def test_a_refusal_keeps_what_was_typed(secretary):
    answer = await secretary.record(channel="hotline", text=" ", name="Bà Năm")
    assert (answer.status_code, 'value="Bà Năm"' in answer.text) == (422, True)
    assert "Hãy viết nội dung trước khi gửi." in answer.text
    assert 'value="hotline" checked' in answer.text
    assert (await secretary.record(channel="pigeon", text="một")).status_code == 400


@pytest.mark.parametrize("name", ["thu", "lan"])
async def test_who_moderates_reads_what_was_really_sent_and_that_is_noted(
    secretary, signed_in, house, people, name
):
    await secretary.record(channel="hall", text=CALL_ME)
    (question,) = await questions(house, people)
    assert "0912 345" not in question["text"]
    client = await signed_in(name)
    with structlog.testing.capture_logs() as lines:
        answer = await client.get(f"/desk/{people}/original/1")
    assert (answer.text, answer.headers["cache-control"]) == (CALL_ME, "no-store")
    assert answer.headers["content-type"].startswith("text/plain")
    (look,) = await house.reception.accounts.log.latest(COMMUNE, [OriginalRead])
    assert (look.event.question, look.event.by.id) == (1, name)
    assert "0912 345" not in str((lines, look.event))


async def test_what_nothing_was_masked_in_is_its_own_original(secretary, people):
    await secretary.record(channel="hall", text="Bao giờ sửa cầu?")
    assert (await secretary.get(f"/desk/{people}/original/1")).text == "Bao giờ sửa cầu?"
    assert (await secretary.get(f"/desk/{people}/original/2")).status_code == 404


async def test_a_sealed_question_is_for_its_officer_alone_and_nothing_else_is(
    secretary, signed_in, house, people
):
    for id, text in (("one", CALL_ME), ("two", "Bao giờ sửa cầu?")):
        await secretary.record(id=id, channel="hall", text=text)
    await house.office.command(people, "seal_question", {"question": 1})
    officer = await signed_in("hop")
    statuses = [
        (await client.get(f"/desk/{people}/original/{number}")).status_code
        for client in (secretary, await signed_in("lan"), officer)
        for number in (1, 2)
    ]
    assert statuses == [404, 200, 404, 200, 200, 404]
    assert (await officer.get(f"/desk/{people}/original/1")).text == CALL_ME
