"""The record of a conference: for its staff, in order, and to take away."""

import csv
import html
import io
import json
import re

import pytest
from httpx2 import AsyncClient

from tests.screens import sample
from tests.screens.quiet_house import receipt_code

PAGE = f"/archive/{sample.CODE}"
IN_ORDER = [3, 2, 1, 11, 5, 4]
NEVER_CALLED = [6, 7, 8, 9, 10, 12]


def numbers(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"</span>(\d+)</span>", page)]


@pytest.mark.parametrize("path", ["/archive/", PAGE, f"{PAGE}.json", f"{PAGE}.csv", "/staff"])
async def test_whoever_has_not_signed_in_is_asked_to_and_brought_back(
    guest: AsyncClient, path: str
) -> None:
    answer = await guest.get(path)
    wanted = f"/login?next={path.replace('/', '%2F')}"
    assert (answer.status_code, answer.headers["location"]) == (303, wanted)


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}.json", f"{PAGE}.csv", "/archive/NOSUCH"])
async def test_without_a_role_there_it_is_as_if_there_were_none(
    mai: AsyncClient, path: str
) -> None:
    assert (await mai.get(path)).status_code == 404


async def test_the_list_holds_only_ones_own_conferences(
    hanh: AsyncClient, mai: AsyncClient
) -> None:
    lists = [(await client.get("/archive/")).text for client in (hanh, mai)]
    assert [PAGE in listed for listed in lists] == [True, False]


async def test_the_record_goes_in_the_order_in_which_it_was_spoken(hanh: AsyncClient) -> None:
    page = (await hanh.get(PAGE)).text
    assert numbers(page) == IN_ORDER + NEVER_CALLED


async def test_the_record_holds_answers_outcomes_times_and_everybodys_words(
    hanh: AsyncClient,
) -> None:
    page = html.unescape((await hanh.get(PAGE)).text)
    wanted = [
        *(asked[0] for asked in sample.ASKED),
        "128 người ủng hộ khi được gọi",
        "Khởi công ngày 15/12, xong trước Tết.",
        "Sẽ trả lời bằng văn bản · hạn 20/11/2026",
        "Chuyển lên cấp trên",
        "Để trả lời sau hội nghị.",
        "Đưa lại hàng chờ, chưa trả lời.",
        "Chưa kịp xem",
        "07:50",
        receipt_code(12),
    ]
    assert [words for words in wanted if words not in page] == []


async def test_the_code_may_be_written_in_small_letters(hanh: AsyncClient) -> None:
    assert (await hanh.get(PAGE.lower())).status_code == 200


async def test_the_spreadsheet_is_a_download_with_a_plain_name(hanh: AsyncClient) -> None:
    answer = await hanh.get(f"{PAGE}.csv")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (
        answer.headers["content-type"],
        answer.headers["content-disposition"],
        [int(line["number"]) for line in lines],
    ) == (
        "text/csv; charset=utf-8",
        'attachment; filename="doithoai-LUONGSON.csv"',
        IN_ORDER + NEVER_CALLED,
    )


async def test_the_data_is_a_download_too(hanh: AsyncClient) -> None:
    answer = await hanh.get(f"{PAGE}.json")
    assert (
        answer.headers["content-type"],
        answer.headers["content-disposition"],
        [line["number"] for line in json.loads(answer.content)["questions"]],
    ) == (
        "application/json",
        'attachment; filename="doithoai-LUONGSON.json"',
        IN_ORDER + NEVER_CALLED,
    )
