"""The announcement of a result on paper: what it tells of each case, and what it never tells."""

import re

import pytest

from tests.archive.town import Town
from tests.casebook_story import APPROVER, CLERK, OWNER, ROADS
from tests.story import CHAIR
from tests.web.cases.conftest import Enter
from tests.web.cases.front_people import acts, answered
from tests.web.cases.test_result import EAST, PAGE, WEST, all_told
from web.cases.words import OUTCOMES, STATES
from web.context import House

PAPER = f"{PAGE}/announcement"
TEXTS = ("Bao giờ sửa cầu?", "Trường thiếu lớp học", "Đường làng lầy lội", "Ai lấy tiền quỹ?")


def part(page: str, head: str) -> str:
    """What stands under this heading."""
    found = re.search(rf'<h(\d) id="{head}">.*?</h\1>(.*?)(?=<h\d|</section>)', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[2]).split()) if found else ""


async def accepted(house: House, town: Town, number: int) -> None:
    about = {"kind": "question", "topic": "Đường", "competence": "province"}
    await acts(house, town, CLERK, "classify_case", number, **about)
    await acts(house, town, CLERK, "assign_case", number, to_unit=ROADS, owner=OWNER.id)
    await acts(house, town, OWNER, "accept_case", number)


async def test_each_case_stands_under_what_became_of_it(
    enter: Enter, house: House, town: Town
) -> None:
    await accepted(house, town, 1)
    await acts(house, town, CHAIR, "transfer_case", 1, authority="Sở Xây dựng", letter="7/CV")
    await accepted(house, town, 2)
    await answered(house, town, 3)
    page = (await (await enter("van")).get(PAPER)).text
    assert part(page, "answered-head") == (
        f"№ 3 · {OUTCOMES['resolved']} · {ROADS} Bao giờ sửa đường? Trả lời: Đã rải đá."
    )
    row = f"№ 2 nội dung chưa công khai {ROADS} "
    assert part(page, "assigned-head").startswith(f"Số Nội dung Đơn vị Hạn {row}")
    assert part(page, "passed-head") == (
        "Số Nội dung Cơ quan nhận Ngày chuyển № 1 Bao giờ sửa cầu? cau Sở Xây dựng 21/11/2026"
    )
    assert part(page, "sorting-head").startswith(
        "Số Nội dung Tình trạng Hạn № 4 nội dung chưa công khai Đã tiếp nhận "
    )
    assert part(page, "figures-head").startswith(
        "Tiếp nhận 4 ý kiến, kiến nghị; đã trả lời 1, trong đó giải quyết xong 1; "
        "còn chờ trả lời 3; quá hạn 0."
    )


async def test_it_tells_nobodys_words_that_not_everybody_heard_or_may_read(
    enter: Enter, house: House, town: Town
) -> None:
    """Question 1 alone was answered on stage. Its answer is withheld in the end, and question 2 sealed."""
    van = await enter("van")
    first = (await van.get(PAPER)).text
    assert [text for text in TEXTS if text in first] == [TEXTS[0]]
    await accepted(house, town, 1)
    said = {"decision": "Nói riêng.", "basis": "Luật", "outcome": "resolved"}
    await acts(house, town, OWNER, "submit_answer", 1, **said)
    await acts(house, town, APPROVER, "approve_answer", 1)
    await acts(house, town, CHAIR, "withhold_case", 1, words="Chuyện riêng")
    await acts(house, town, CLERK, "seal_case", 2)
    page = (await van.get(PAPER)).text
    assert [text for text in (*TEXTS, "Sẽ cau", "Nói riêng", "Chuyện riêng") if text in page] == []
    assert "№ 2" not in page
    assert f"<li>{STATES['sealed']}: 1</li>" in page
    assert [code for code in town.book.state.numbers.values() if code in page] == []


async def test_what_was_said_stands_in_the_wording_of_the_minutes(
    enter: Enter, house: House, town: Town
) -> None:
    await accepted(house, town, 1)
    said = {"decision": "Sửa xong.", "basis": "Luật", "outcome": "resolved"}
    await acts(house, town, OWNER, "submit_answer", 1, **said)
    await acts(house, town, APPROVER, "approve_answer", 1)
    van, thu = await enter("van"), await enter("thu")
    assert "Trả lời: Sẽ cau" in part((await van.get(PAPER)).text, "answered-head")
    minutes = "/archive/CAU/minutes"
    form = dict(
        re.findall(
            r'<input type="hidden" name="(\w+)" value="([^"]*)">', (await thu.get(minutes)).text
        )
    )
    put_right = await thu.post(minutes, data={**form, "words": "Sẽ sửa cầu"})
    assert put_right.status_code == 303
    assert "Trả lời: Sẽ sửa cầu" in part((await van.get(PAPER)).text, "answered-head")


async def test_it_tells_where_the_result_was_told_and_to_whom_it_goes(enter: Enter) -> None:
    van = await enter("van")
    await all_told(van, "21/11/2026")
    page = (await van.get(PAPER)).text
    where = part(page, "where-head")
    assert "Niêm yết tại trụ sở, 21/11/2026 – 21/12/2026 " in where
    assert f"Gửi trưởng thôn, tổ trưởng tổ dân phố, 21/11/2026: {EAST}, {WEST} Từng" in where
    assert where.endswith("tại http://localhost/k/dong-hoa.")
    assert f'<bdi lang="vi">{EAST}, {WEST}</bdi>;' in page
    assert '<h2 id="checkpoint-head">' in page


async def test_the_page_of_deliveries_leads_to_it_and_back(enter: Enter) -> None:
    van = await enter("van")
    assert f'href="{PAPER}"' in (await van.get(PAGE)).text
    assert f'href="{PAGE}"' in (await van.get(PAPER)).text


@pytest.mark.parametrize(
    ("name", "status"), [("van", 200), ("xuan", 200), ("minh", 404), ("la", 404)]
)
async def test_who_reads_the_deliveries_reads_it(enter: Enter, name: str, status: int) -> None:
    client = await enter(name)
    assert [(await client.get(path)).status_code for path in (PAGE, PAPER)] == [status, status]


async def test_before_the_end_there_is_none(enter: Enter) -> None:
    assert (
        await (await enter("van")).get("/archive/NOBODY/result/announcement")
    ).status_code == 404
