"""What everybody sees of a commune's casework: figures, published cases, and nothing that was not made for them."""

import html
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from archive.case_queries import CaseQueries
from archive.casework import CaseOutcome
from archive.queries import Queries
from tests.casebook_story import APPROVER, CLERK, OWNER
from tests.screens import sample
from tests.screens.afterwards import Afterwards, afterwards
from tests.screens.conftest import Clock
from tests.screens.quiet_house import COMMUNE, DAY, receipt_code


@pytest.fixture
async def town(tmp_path: Path, clock: Clock) -> AsyncIterator[Afterwards]:
    async with afterwards(tmp_path, clock) as opened:
        yield opened


async def shown(town: Afterwards, path: str = f"/k/{COMMUNE}") -> str:
    answer = await town.guest.get(path)
    assert answer.status_code == 200, path
    return html.unescape(answer.text)


def totals(page: str) -> dict[str, str]:
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page.partition("totals")[2])
    return dict(found)


def rows(page: str, head: str) -> list[list[str]]:
    table = page.partition(f'<caption class="unseen">{head}')[2].partition("</table>")[0]
    body = table.partition("<tbody>")[2]
    plain = [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in body.split("</tr>")
    ]
    return [[re.sub(r"<[^>]*>", "", cell).strip() for cell in row] for row in plain if row]


async def test_replied_and_resolved_stand_side_by_side(town: Afterwards) -> None:
    before = totals(await shown(town))
    await town.answers(6, CaseOutcome.EXPLAINED)
    await town.answers(5, CaseOutcome.RESOLVED)
    after = totals(await shown(town))
    assert {name: int(after[name]) - int(before[name]) for name in before} == {
        "Ý kiến đã tiếp nhận": 0,
        "Đã trả lời": 2,
        "Đã giải quyết xong": 1,
        "Chưa khép lại": 0,
        "Quá hạn": 0,
    }


async def test_topics_and_places_have_their_own_figures(town: Afterwards) -> None:
    await town.answers(6)
    page = await shown(town)
    assert ["Thôn Đồng Bưởi", "2", "2", "1", "0"] in rows(page, "Theo thôn, tổ dân phố")
    assert [row[0] for row in rows(page, "Theo lĩnh vực")][:2] == [
        "chưa xếp lĩnh vực",
        "Giao thông, hạ tầng",
    ]


async def test_what_is_very_late_is_named_by_number_and_days_and_not_by_its_text(
    town: Afterwards, clock: Clock
) -> None:
    assert "Quá hạn lâu" not in await shown(town)
    clock.now += 29 * DAY
    page = await shown(town)
    late = rows(page, "Quá hạn lâu: từ 10 ngày làm việc trở lên")
    assert [row for row in late if row[0] == "LUONGSON-0007"] == [
        ["LUONGSON-0007", "chưa giao", "Giáo dục, y tế", "Xem lần đầu", "quá hạn 18 ngày làm việc"]
    ]
    assert sample.ASKED[5][0] not in page


async def test_only_what_was_published_is_there_in_the_wording_made_for_it(
    town: Afterwards,
) -> None:
    await town.answers(6)
    await town.answers(5)
    address = f"/p/{await town.publishes(6, question_text='Hỏi <b>thuốc</b>?')}"
    page = await shown(town)
    assert ("Hỏi <b>thuốc</b>?" in page, sample.ASKED[4][0] in page) == (True, False)
    raw = [(await town.guest.get(path)).text for path in (f"/k/{COMMUNE}", address)]
    assert ["<b>thuốc" in each for each in raw] == [False, False]
    assert [sample.ASKED[5][0] in html.unescape(each) for each in raw] == [False, False]


async def test_no_public_page_has_a_code_or_a_name(town: Afterwards) -> None:
    await town.answers(6)
    id = await town.publishes(6)
    paths = (
        f"/k/{COMMUNE}",
        f"/k/{COMMUNE}/2026",
        f"/p/{id}",
        f"/k/{COMMUNE}/atom.xml",
        f"/open311/v2/requests.json?jurisdiction_id={COMMUNE}",
    )
    pages = [(await town.guest.get(path)).text.replace(id, "") for path in paths]
    secrets = [receipt_code(number) for number in range(1, 13)] + [
        asked[2] for asked in sample.ASKED if asked[2]
    ]
    assert [secret for secret in secrets for page in pages if secret in page] == []


async def test_a_published_case_tells_its_public_steps_and_files(town: Afterwards) -> None:
    await town.assigns(6)
    photo = await town.attaches(6, "anh.txt", public=True)
    inner = await town.attaches(6, "noi-bo.txt", public=False)
    given = {"outcome": "resolved", "decision": "KÍN", "basis": "KÍN"}
    await town.does(CLERK, "write_note", 6, words="KÍN")
    from_page = f"/p/{receipt_code(6)}"
    assert (await town.guest.get(from_page)).status_code == 404
    await town.does(OWNER, "submit_answer", 6, **given)
    await town.does(APPROVER, "approve_answer", 6)
    await town.posts(6, "rate_answer", stars="2", solved="false", words="KÍN")
    id = await town.publishes(6)
    page = await shown(town, f"/p/{id}")
    wanted = ("Giao đơn vị trả lời", "Phòng Kinh tế", "Người hỏi đánh giá", "2/5 sao", "anh.txt")
    assert ([each for each in wanted if each not in page], "KÍN" in page) == ([], False)
    files = [(await town.guest.get(f"/p/{id}/files/{file}")).status_code for file in (photo, inner)]
    assert (files, "noi-bo.txt" in page) == ([200, 404], False)


@pytest.mark.parametrize("end", ["withheld", "sealed"])
async def test_what_is_taken_back_is_gone_from_every_public_page(
    town: Afterwards, end: str
) -> None:
    await town.answers(6)
    id = await town.publishes(6, question_text="ĐÃ RÚT LẠI")
    if end == "sealed":
        await town.posts(6, "reopen_case", words="Có tin tố cáo")
        await town.does(OWNER, "accept_case", 6)
        await town.does(CLERK, "seal_case", 6)
    else:
        await town.does(APPROVER, "withhold_case", 6, words="Có thông tin riêng")
    paths = (f"/k/{COMMUNE}", f"/k/{COMMUNE}/2026", f"/k/{COMMUNE}/atom.xml")
    assert ["ĐÃ RÚT LẠI" in (await town.guest.get(path)).text for path in paths] == [False] * 3
    gone = (f"/p/{id}", f"/open311/v2/requests/{id}.json?jurisdiction_id={COMMUNE}")
    assert [(await town.guest.get(path)).status_code for path in gone] == [404, 404]


async def test_a_year_has_its_balance_its_conferences_and_its_cases(town: Afterwards) -> None:
    await town.answers(6)
    await town.publishes(6)
    page = await shown(town, f"/k/{COMMUNE}/2026")
    figures = totals(page)
    assert (figures["Tồn đầu năm"], figures["Ý kiến đã tiếp nhận"]) == ("0", "12")
    assert ("Bao giờ rải đá đường?" in page, "UBND xã Lương Sơn" in page) == (True, True)
    others = [f"/k/{COMMUNE}/2025", f"/k/{COMMUNE}/0", f"/k/{COMMUNE}/99999", "/k/hop-hoa", "/k/x"]
    assert {(await town.guest.get(path)).status_code for path in others} == {404}


async def test_search_finds_without_diacritics_and_says_when_there_is_nothing(
    town: Afterwards,
) -> None:
    await town.answers(6)
    await town.publishes(6)
    found = await shown(town, f"/k/{COMMUNE}?q=rai+DA+duong")
    nothing = await shown(town, f"/k/{COMMUNE}?q=%3Cscript%3E+cau")
    assert ("Bao giờ rải đá đường?" in found, "Không có câu trả lời nào" in nothing) == (True, True)
    assert "<script>" not in (await town.guest.get(f"/k/{COMMUNE}?q=<script>")).text


async def test_leafing_through_ends_where_the_list_ends(town: Afterwards) -> None:
    await town.answers(6)
    id = await town.publishes(6)
    last = await shown(town, f"/k/{COMMUNE}?after=0.{id}")
    wild = await shown(town, f"/k/{COMMUNE}?after=nonsense")
    assert ("Hết danh sách." in last, "Bao giờ rải đá đường?" in wild) == (True, True)


async def test_data_may_be_kept_for_a_while_and_pages_not(town: Afterwards) -> None:
    """A page has a form token of its visitor's, which no shared cache may hand to the next."""
    await town.answers(6)
    id = await town.publishes(6)
    paths = (
        f"/k/{COMMUNE}",
        f"/p/{id}",
        f"/k/{COMMUNE}/atom.xml",
        f"/open311/v2/services.json?jurisdiction_id={COMMUNE}",
    )
    kept = [(await town.guest.get(path)).headers["cache-control"] for path in paths]
    assert kept == ["no-store", "no-store", "public, max-age=60", "public, max-age=60"]


@pytest.mark.parametrize("path", [f"/k/{COMMUNE}", f"/k/{COMMUNE}/2026"])
async def test_what_a_page_shows_twice_is_asked_for_once(
    town: Afterwards, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """Everybody may ask for these pages as often as they like."""
    asked: list[str] = []
    for owner, name in ((Queries, "conferences"), (CaseQueries, "published_years")):
        look = getattr(owner, name)

        def counted(*given: object, name: str = name, look: Any = look) -> Any:
            asked.append(name)
            return look(*given)

        monkeypatch.setattr(owner, name, counted)
    await shown(town, path)
    assert asked == ["conferences", "published_years"]
