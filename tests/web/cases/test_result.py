"""The page on which the office shows that a conference's result was made known, and who reads it."""

import hashlib
import re

import httpx2
import pytest

from archive.casebook.result import ResultState
from archive.casebook.rounds import ROUNDS
from tests.archive.evidence.corpus import png
from tests.web.cases.conftest import Enter, hidden_of
from tests.web.conftest import Clock
from web.casework import Book
from web.context import House

PAGE = "/archive/CAU/result"
DELIVERIES = f"{PAGE}/deliveries"
EAST, WEST = "Thôn Đông", "Thôn Đoài"
DAY = 86_400_000
BOOK = Book("dong-hoa", "CAU")


async def state(house: House) -> ResultState:
    (known,) = await house.cases.results("dong-hoa", "CAU")
    return known.result


def fields(page: str, action: str, mark: str = "") -> dict[str, str]:
    """The hidden fields of the form that goes there, and holds this."""
    forms = re.findall(rf'<form method="post" action="{action}".*?</form>', page, re.DOTALL)
    form = next(form for form in forms if mark in form)
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))


async def lists(client: httpx2.AsyncClient, *names: str) -> httpx2.Response:
    form = hidden_of((await client.get(PAGE)).text, f"{PAGE}/villages")
    return await client.post(f"{PAGE}/villages", data={**form, "villages": "\r\n".join(names)})


async def records(
    client: httpx2.AsyncClient, channel: str, proof: bytes = b"", **typed: str
) -> httpx2.Response:
    page = (await client.get(PAGE)).text
    form = fields(page, DELIVERIES, f'name="channel" value="{channel}"')
    return await sends(client, {**form, **typed}, proof)


async def sends(
    client: httpx2.AsyncClient, form: dict[str, str], proof: bytes = b""
) -> httpx2.Response:
    """As browsers do it: without a file there is one that has no name."""
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in form.items()]
    named = 'name="file"; filename="anh.png"' if proof else 'name="file"; filename=""'
    parts.append(named.encode() + b"\r\nContent-Type: image/png\r\n\r\n" + proof)
    head = b"--x\r\nContent-Disposition: form-data; "
    body = b"".join(head + part + b"\r\n" for part in parts) + b"--x--\r\n"
    headers = {"content-type": "multipart/form-data; boundary=x"}
    return await client.post(DELIVERIES, content=body, headers=headers)


async def withdraws(client: httpx2.AsyncClient, number: int, **typed: str) -> httpx2.Response:
    page = (await client.get(PAGE)).text
    form = fields(page, f"{PAGE}/withdraw", f'name="delivery" value="{number}"')
    return await client.post(f"{PAGE}/withdraw", data={**form, **typed})


@pytest.fixture
async def today(house: House, clock: Clock) -> str:
    """As people write it. The conference was on a Saturday."""
    return "21/11/2026"


async def all_told(client: httpx2.AsyncClient, today: str) -> None:
    await lists(client, EAST, WEST)
    await records(client, "media", to="Đài truyền thanh xã", day=today)
    await records(client, "board", day=today, until="21/12/2026")
    await records(client, "village", day=today, to_1=EAST, to_2=WEST)


async def test_what_is_missing_is_named_until_nothing_is(
    enter: Enter, house: House, today: str
) -> None:
    van = await enter("van")
    page = (await van.get(PAGE)).text
    assert "danh sách thôn, tổ dân phố phải gửi đến" in page
    assert (await lists(van, EAST, f" {WEST} ", "")).headers["location"] == (
        f"{PAGE}?done=list_villages"
    )
    await records(van, "village", day=today, to_2=WEST)
    page = (await van.get(PAGE)).text
    assert f'1 thôn, tổ dân phố chưa nhận: <bdi lang="vi">{EAST}</bdi>' in page
    assert "đã thông báo đủ" not in page
    await all_told(van, today)
    page = (await van.get(PAGE)).text
    assert "đã thông báo đủ" in page
    assert "Đủ từ ngày 21/11/2026." in page
    assert "Còn thiếu" not in page
    assert not (await state(house)).runs


async def test_a_proof_is_kept_and_taken_away_by_the_office_and_the_front(
    enter: Enter, house: House, today: str
) -> None:
    van = await enter("van")
    answer = await records(van, "board", png(), day=today)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?done=record_delivery")
    (delivery,) = (await state(house)).deliveries
    assert delivery.proof
    for name in ("van", "khoa", "xuan"):
        got = await (await enter(name)).get(f"{PAGE}/files/{delivery.proof.file}")
        assert (got.status_code, hashlib.sha256(got.content).hexdigest()) == (
            200,
            delivery.proof.file,
        )
        assert got.headers["content-disposition"].startswith("attachment;")
    assert (await (await enter("la")).get(f"{PAGE}/files/{delivery.proof.file}")).status_code == 404
    assert (await van.get(f"{PAGE}/files/{'0' * 64}")).status_code == 404


async def test_a_mistake_is_taken_back_and_stays_readable(
    enter: Enter, house: House, today: str
) -> None:
    van = await enter("van")
    await all_told(van, today)
    answer = await withdraws(await enter("hai"), 2, words="Nhầm ngày")
    assert answer.headers["location"] == f"{PAGE}?done=withdraw_delivery"
    page = (await van.get(f"{PAGE}?done=withdraw_delivery")).text
    assert "Đã rút lại; dòng cũ vẫn đọc được." in page
    assert "Nhầm ngày" in page
    assert (await state(house)).runs


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"day": "hôm nay"}, "media-day", "Ngày chưa đúng"),
        ({"day": ""}, "media-day", "Hãy ghi ngày"),
        ({"day": "20/11/2026"}, "media-day", "Ngày chưa đúng"),
        ({"to": " "}, "media-to", "Hãy ghi hoặc chọn nơi nhận."),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_with_what_was_typed(
    enter: Enter, typed: dict[str, str], field: str, words: str
) -> None:
    given = {"to": "Báo Tỉnh", "day": "21/11/2026", "words": "Số 12", **typed}
    answer = await records(await enter("van"), "media", **given)
    assert answer.status_code == (422 if given["day"] else 400)
    assert f'id="{field}-error">{words}' in answer.text
    assert 'value="Số 12"' in answer.text


async def test_a_file_that_is_not_taken_leaves_nothing(enter: Enter, house: House) -> None:
    answer = await records(await enter("van"), "board", b"<html>", day="21/11/2026")
    assert (answer.status_code, 'id="board-file-error"' in answer.text) == (422, True)
    assert (await state(house)).deliveries == []


async def test_empty_lists_and_reasons_are_told_at_their_fields(enter: Enter, today: str) -> None:
    van = await enter("van")
    assert 'id="villages-error"' in (await lists(van, " ")).text
    await records(van, "board", day=today)
    assert 'id="withdraw-1-words-error"' in (await withdraws(van, 1, words=" ")).text


async def test_who_reads_and_who_records(enter: Enter) -> None:
    for name in ("van", "thu", "phuc", "hai"):
        assert f'action="{DELIVERIES}"' in (await (await enter(name)).get(PAGE)).text
    for name in ("khoa", "tam", "xuan"):
        page = await (await enter(name)).get(PAGE)
        assert (page.status_code, DELIVERIES in page.text) == (200, False)
    for name in ("minh", "la"):
        assert (await (await enter(name)).get(PAGE)).status_code == 404


async def test_whoever_may_not_record_is_refused(enter: Enter, house: House, today: str) -> None:
    van, khoa = await enter("van"), await enter("khoa")
    page = (await khoa.get("/archive/cases")).text
    token = re.search(r'name="form_token" value="([^"]*)"', page)
    assert token
    form = {"form_token": token[1], "channel": "board", "day": today, "id": "x"}
    answer = await sends(khoa, form)
    assert answer.status_code == 403
    answer = await khoa.post(f"{PAGE}/withdraw", data={"form_token": token[1], "id": "y"})
    assert answer.status_code == 403
    assert (await van.get(PAGE)).status_code == 200
    assert (await state(house)).deliveries == []


async def test_the_same_form_sent_twice_records_once(
    enter: Enter, house: House, today: str
) -> None:
    van = await enter("van")
    form = fields((await van.get(PAGE)).text, DELIVERIES, 'value="board"')
    for _ in range(2):
        answer = await sends(van, {**form, "day": today})
        assert answer.status_code == 303
    assert len((await state(house)).deliveries) == 1


async def test_it_lies_on_the_desk_in_the_morning_until_it_is_done(
    enter: Enter, today: str
) -> None:
    van, khoa = await enter("van"), await enter("khoa")
    pile = f'<a href="{PAGE}"><span class="pile-count">'
    page = (await van.get("/archive/")).text
    assert f"{pile}4</span> Thông báo kết quả hội nghị, còn thiếu" in page
    assert "Niêm yết tại trụ sở; Gửi trưởng thôn" in page
    assert pile not in (await khoa.get("/archive/")).text
    await all_told(van, today)
    assert pile not in (await van.get("/archive/")).text


async def test_the_front_sees_how_far_it_has_come(enter: Enter, house: House, clock: Clock) -> None:
    clock.now += 20 * DAY
    xuan = await enter("xuan")
    await house.casework.ask(BOOK, "reckon_clocks", {}, ROUNDS)
    page = (await xuan.get("/front/")).text
    section = page[page.index('id="announcements"') :]
    assert f'href="{PAGE}"' in section
    assert "còn thiếu 4 việc" in section
    assert "quá hạn 8 ngày làm việc" in section[: section.index("</section>")]


async def test_everybody_reads_where_it_was_told_and_not_who_wrote_it_down(
    enter: Enter, house: House, clock: Clock, today: str
) -> None:
    van = await enter("van")
    assert "Kết quả hội nghị đã được thông báo" not in (await van.get("/k/dong-hoa")).text
    await lists(van, EAST, WEST)
    await records(van, "board", day=today, until="21/12/2026", words="Công văn 12")
    await records(van, "village", day=today, to_1=EAST)
    page = (await van.get("/k/dong-hoa")).text
    met = page[page.index('id="met-head"') :]
    assert "21/11/2026 – 21/12/2026: Niêm yết tại trụ sở" in met
    assert f'<bdi lang="vi">{EAST}</bdi>' in met
    assert ("Công văn 12" in met, "Lê Thị Vân" in met, WEST in met) == (False, False, False)
    clock.now += 40 * DAY
    for step in (0, 10):
        await house.casework.ask(BOOK, "escalate_result", {"step": str(step)}, ROUNDS)
    page = (await van.get("/k/dong-hoa")).text
    assert "quá hạn thông báo kết quả" in page
    assert f'<bdi lang="vi">{WEST}</bdi>' in page
