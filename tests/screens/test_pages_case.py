"""The public page of a question: found by its code, silent about what was kept back."""

import html
import re
from pathlib import Path

import pytest
from httpx2 import AsyncClient

from conference import events as e
from conference.vocabulary import Role
from tests.screens import sample
from tests.screens.conftest import Clock
from tests.screens.quiet_house import DAY, LATER, ended, quiet_house, receipt_code, whole_evening

KEPT_BACK = {7, 8, 9, 10, 12}
"""Waiting, declined and withdrawn."""


async def page(client: AsyncClient, number: int) -> str:
    return html.unescape((await client.get(f"/c/{receipt_code(number)}")).text)


@pytest.mark.slow
async def test_each_page_shows_its_own_text_and_no_other(guest: AsyncClient) -> None:
    """Whoever holds the code may read the question it belongs to, whatever moderation made of it."""
    for number in range(1, 13):
        shown = await page(guest, number)
        assert [n for n, asked in enumerate(sample.ASKED, 1) if asked[0] in shown] == [number]
        assert ("chỉ ai có mã tra cứu mới đọc được" in shown) is (number in KEPT_BACK)


async def test_a_sealed_question_has_no_page(tmp_path: Path, clock: Clock) -> None:
    sealed = sample.made(e.QuestionSealed, at=LATER, question=1)
    async with quiet_house(tmp_path, [*whole_evening(), sealed], clock) as door, door() as guest:
        answer = await guest.get(f"/c/{receipt_code(1)}")
    assert (answer.status_code, sample.ASKED[0][0] in html.unescape(answer.text)) == (404, False)


async def test_no_page_names_its_asker(guest: AsyncClient) -> None:
    named = [
        number
        for number, asked in enumerate(sample.ASKED, 1)
        if asked[2] and asked[2] in await page(guest, number)
    ]
    assert named == []


async def test_a_promise_shows_unit_and_day_and_later_that_it_is_overdue(
    guest: AsyncClient, clock: Clock
) -> None:
    clock.now = LATER + 18 * DAY
    shown = await page(guest, 2)
    wanted = ("Đã giao đơn vị", "Phòng Kinh tế", "20/11/2026", "quá hạn 1 ngày làm việc")
    assert [words for words in wanted if words not in shown] == []


async def test_a_declined_question_says_why(guest: AsyncClient) -> None:
    assert "Việc riêng, cần giải quyết theo thủ tục riêng" in await page(guest, 10)


async def test_search_engines_and_caches_are_told_to_stay_away(guest: AsyncClient) -> None:
    headers = (await guest.get(f"/c/{receipt_code(1)}")).headers
    names = ("x-robots-tag", "cache-control", "referrer-policy")
    assert [headers[name] for name in names] == [
        "noindex, nofollow, noarchive",
        "no-store",
        "same-origin",
    ]


async def test_the_form_leads_to_the_page_however_the_code_is_typed(guest: AsyncClient) -> None:
    answer = await guest.get("/c/", params={"code": "k7qm 2xrt-9doa-01"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/c/K7QM2XRT9D0A01")


async def test_an_unknown_code_gets_the_form_back_and_what_to_do(guest: AsyncClient) -> None:
    answer = await guest.get("/c/<b>NOBODY")
    assert (
        answer.status_code,
        "Không có câu hỏi nào mang mã này" in answer.text,
        "<b>NOBODY" in answer.text,
    ) == (404, True, False)


async def test_before_the_end_the_page_says_where_the_question_is(
    tmp_path: Path, clock: Clock
) -> None:
    async with quiet_house(tmp_path, whole_evening(), clock) as door, door() as guest:
        shown = await page(guest, 6)
    assert ("Chờ trả lời" in shown, "hồ sơ theo dõi được lập" in shown) == (True, False)


async def test_nobodys_words_become_markup(tmp_path: Path, clock: Clock) -> None:
    asker = sample.by(Role.ATTENDEE, sample.ME)
    amended = e.QuestionAmended(
        by=asker, cause="c", at=LATER, question=1, text="<img src=x>", original=None, flags=()
    )
    told = [*ended()[:-1], amended, ended()[-1]]
    async with quiet_house(tmp_path, told, clock) as door, door() as guest:
        shown = (await guest.get(f"/c/{receipt_code(1)}")).text
    assert ("&lt;img src=x&gt;" in shown, "<img" in shown) == (True, False)


async def test_a_case_is_shown_to_everybody_alike(hanh: AsyncClient, guest: AsyncClient) -> None:
    def told(shown: str) -> str:
        """Forms have secrets of their own."""
        return re.sub('value="[^"]*"', "", shown.partition('<section class="standing')[2])

    assert told(await page(hanh, 10)) == told(await page(guest, 10))
