"""The open book of a conference: for everybody to read, for some to take away, silent about nobody's words."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from httpx2 import AsyncClient

from tests.screens import sample
from tests.screens.conftest import Clock
from tests.screens.quiet_house import quiet_house, receipt_code, sign_in, whole_evening

PAGE = f"/h/{sample.CODE}/ledger"
TAKEN = f"/archive/{sample.CODE}/ledger"
MAKES_ITSELF_NEW = "refresh"


def numbers(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<tr id="n(\d+)">', page)]


async def test_everybody_finds_every_question_with_its_fate(guest: AsyncClient) -> None:
    page = html.unescape((await guest.get(PAGE)).text)
    wanted = [
        "Không đưa vào danh sách",
        "Việc riêng, cần giải quyết theo thủ tục riêng",
        "Sẽ trả lời bằng văn bản",
        "Chưa kịp xem",
        "= 12, khớp với 12 câu hỏi đã nhận.",
        'ledger-time">07:35</span>',
        "07:30, 29/10/2026",
        "Điều hành viên",
    ]
    assert numbers(page) == list(range(1, 13))
    assert [words for words in wanted if words not in page] == []


async def test_it_has_nobodys_words_name_place_or_code_unless_all_could_read_them(
    guest: AsyncClient,
) -> None:
    page = html.unescape((await guest.get(PAGE)).text)
    texts = [asked[0] for asked in sample.ASKED] + [asked[2] for asked in sample.ASKED if asked[2]]
    codes = [receipt_code(number) for number in range(1, 13)]
    answers = ["Khởi công ngày 15/12", "Đề nghị bác gửi đơn"]
    assert [words for words in [*texts, *codes, *answers] if words in page] == []
    # Asked about at number 8 and 12, which never became public, and nowhere else.
    assert ("Thôn Xóm Mới" in page, "Tổ dân phố 2" in page) == (True, False)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("?number=10", [10]),
        ("?number=%E2%84%96+10", [10]),
        ("?fate=declined", [10]),
        ("?reason=private_matter", [10]),
        ("?fate=answered&reason=private_matter", []),
        ("?number=99", []),
        ("?number=x&fate=nonsense&page=-1", list(range(1, 13))),
        ("?page=2", []),
    ],
)
async def test_it_can_be_searched_by_number_fate_and_reason(
    guest: AsyncClient, search: str, found: list[int]
) -> None:
    answer = await guest.get(PAGE + search)
    assert (answer.status_code, numbers(answer.text)) == (200, found)


async def test_while_the_meeting_lasts_it_makes_itself_new_unless_somebody_searches(
    tmp_path: Path, clock: Clock
) -> None:
    async with quiet_house(tmp_path, whole_evening(), clock) as door, door() as guest:
        made_new = [
            MAKES_ITSELF_NEW in (await guest.get(PAGE + search)).headers
            for search in ("", "?still=1", "?number=3", "?page=2")
        ]
    assert made_new == [True, False, False, False]


async def test_after_the_meeting_it_stands_still(guest: AsyncClient) -> None:
    assert MAKES_ITSELF_NEW not in (await guest.get(PAGE)).headers


async def test_it_needs_no_script(guest: AsyncClient) -> None:
    assert "<script" not in (await guest.get(PAGE)).text


async def test_it_leads_nowhere_for_a_conference_that_is_not(guest: AsyncClient) -> None:
    assert (await guest.get("/h/NOSUCH/ledger")).status_code == 404


async def test_what_somebody_types_into_the_search_is_text(guest: AsyncClient) -> None:
    page = (await guest.get(PAGE, params={"reason": '"><b>', "number": "<i>"})).text
    assert ("<b>" in page, "<i>" in page) == (False, False)


@pytest.mark.parametrize("path", [f"{TAKEN}.json", f"{TAKEN}.csv"])
async def test_the_supervisor_takes_it_away_and_nothing_else(
    door: Callable[..., AsyncClient], path: str
) -> None:
    async with door() as thuy:
        await sign_in(thuy, "thuy")
        answer = await thuy.get(path)
        forbidden = [
            (await thuy.get(other)).status_code
            for other in (
                f"/archive/{sample.CODE}.csv",
                f"/archive/{sample.CODE}.json",
                f"/desk/{sample.CODE}",
                f"/stage/{sample.CODE}",
            )
        ]
        home = (await thuy.get("/staff")).text
    assert (answer.status_code, forbidden) == (200, [404] * 4)
    assert (PAGE in home, f'"/archive/{sample.CODE}"' in home) == (True, False)


async def test_whoever_has_no_role_here_cannot_take_it_away(
    guest: AsyncClient, mai: AsyncClient
) -> None:
    answers = [(await client.get(f"{TAKEN}.csv")).status_code for client in (guest, mai)]
    assert answers == [303, 404]


async def test_the_data_is_a_download_that_adds_up(hanh: AsyncClient) -> None:
    answer = await hanh.get(f"{TAKEN}.json")
    told = json.loads(answer.content)
    assert answer.headers["content-disposition"] == (
        'attachment; filename="doithoai-LUONGSON-ledger.json"'
    )
    assert (told["balance"]["received"], told["balance"]["closes"]) == (12, True)
