"""The Front's own report: it follows from what was done, and says in its own words where it does not agree."""

import re

from tests.archive.town import Town
from tests.casebook_story import CHAIR
from tests.web.cases.conftest import Enter, hidden_of
from tests.web.cases.front_people import (
    acts,
    after_midnight,
    announces,
    attaches,
    draws,
    late_in_the_evening,
    writes,
)
from tests.web.conftest import Clock
from web.context import House

REPORT = "/front/report?period=2026"


def figures(page: str, id: str) -> list[int]:
    """The numbers of one box, in their order."""
    box = re.search(rf'<dl class="totals" id="{id}">(.*?)</dl>', page, re.DOTALL)
    assert box
    return [int(number) for number in re.findall(r"<dd>([0-9]+)</dd>", box[1])]


async def test_checks_are_counted_by_how_what_was_seen_and_what_was_said(enter: Enter) -> None:
    xuan = await enter("xuan")
    day = {"day": "01/10/2026", "words": "Đã xem."}
    judged = {"judged": "true", "points_1": "to_the_point", "points_4": "plain"}
    seen = {"finding": "not_done", "how": "visit", "asker": "not_content", **judged}
    await writes(xuan, 2, "record_field_check", **day, **seen)
    await attaches(xuan, 2)
    read = {"finding": "done", "how": "file", "asker": "not_reached"}
    await writes(xuan, 2, "record_field_check", **day, **read)
    await writes(xuan, 3, "record_field_check", **day, **read)
    page = (await xuan.get(REPORT)).text
    assert figures(page, "checked") == [2, 2, 1, 1]
    assert figures(page, "findings") == [2, 0, 1]
    assert figures(page, "askers") == [0, 2, 0, 1]
    assert figures(page, "points") == [1, 0, 0, 1]
    case = (await xuan.get("/front/cases/CAU-0002")).text
    assert "Trả lời đúng điều dân hỏi: có; Nêu căn cứ pháp luật: không" in case


async def test_recommendations_are_counted_with_what_became_of_them(
    enter: Enter, house: House, town: Town
) -> None:
    xuan = await enter("xuan")
    for _ in range(2):
        await writes(xuan, 2, "make_recommendation", words="Rải đá ngay.")
    await acts(
        house, town, CHAIR, "reply_to_recommendation", 2, recommendation="1", words="Tuần sau."
    )
    settled = {"satisfied": "false", "words": "Chưa thấy làm."}
    await writes(xuan, 2, "settle_recommendation", **settled)
    assert figures((await xuan.get(REPORT)).text, "recommended") == [2, 1, 0, 0, 1]


async def test_a_sample_is_told_with_its_source_its_seed_and_how_much_of_it_was_checked(
    enter: Enter, house: House, town: Town, clock: Clock
) -> None:
    late_in_the_evening(clock)
    xuan = await enter("xuan")
    await announces(xuan, clock, size=str(len(town.book.state.cases)))
    after_midnight(clock)
    await draws(xuan)
    day = {"day": "01/10/2026", "words": "Đã xem.", "finding": "done"}
    await writes(xuan, 2, "record_field_check", **day)
    page = (await xuan.get(REPORT)).text
    told = page.partition('id="samples-head"')[2].partition("</section>")[0]
    found = [word in told for word in ("Xổ số", "04711", "Đã kiểm tra 1 hồ sơ")]
    assert found == [True] * len(found)
    assert "04711" in (await xuan.get("/front/report.csv?period=2026")).text


async def test_what_the_front_says_in_its_own_words_stays_in_its_period(enter: Enter) -> None:
    xuan = await enter("xuan")
    hidden = hidden_of((await xuan.get(REPORT)).text, "/front/report")
    for _ in range(2):
        said = {**hidden, "words": "Xã tính thiếu ba hồ sơ."}
        answer = await xuan.post("/front/report", data=said)
        assert answer.headers["location"] == (
            "/front/report?period=2026&done=remark_on_period#remarks"
        )
    assert (await xuan.get(REPORT)).text.count("Xã tính thiếu ba hồ sơ.") == 1
    assert "Xã tính thiếu ba hồ sơ." in (await xuan.get("/front/report.csv?period=2026")).text
    assert "Xã tính thiếu" not in (await xuan.get("/front/report?period=2026-10")).text
    empty = await xuan.post("/front/report", data={**hidden, "id": "another-id-00", "words": " "})
    assert empty.status_code == 422
    assert 'id="remark_on_period-words-error"' in empty.text
