"""A case that is sealed: the Front keeps its own words and gets its replies; nobody reads more than that."""

import re

from tests.archive.town import Town
from tests.casebook_story import CLERK
from tests.web.cases.conftest import Enter, hidden_of
from tests.web.cases.front_people import CASE, acts, writes
from web.context import House


async def test_of_a_sealed_case_the_front_reads_its_own_words_and_nobody_elses(
    enter: Enter, house: House, town: Town
) -> None:
    xuan = await enter("xuan")
    await writes(xuan, 2, "write_supervision_note", words="Ghi nhận còn đây.")
    await writes(xuan, 2, "make_recommendation", words="Kiến nghị còn đây.")
    await acts(house, town, CLERK, "seal_case", 2)
    page = (await xuan.get(CASE.format(2))).text
    assert "niêm phong" in page
    assert ("Ghi nhận còn đây." in page, "Kiến nghị còn đây." in page) == (True, True)
    for path in ("/front/", "/front/cases", "/front/cases?q=truong+thieu", "/front/report"):
        assert "Trường thiếu lớp học" not in (await xuan.get(path)).text, path
    assert "Trường thiếu lớp học" not in page
    assert "Kiến nghị còn đây." in (await xuan.get("/front/")).text
    assert "Ghi nhận còn đây." in (await xuan.get("/front/report")).text
    offered = set(re.findall(rf'action="{CASE.format(2)}/(\w+)"', page))
    assert offered == {"write_supervision_note", "make_recommendation"}


async def test_the_office_replies_to_what_it_cannot_read_any_more(
    enter: Enter, house: House, town: Town
) -> None:
    xuan, van = await enter("xuan"), await enter("van")
    await writes(xuan, 2, "make_recommendation", words="Kiến nghị còn đây.")
    await acts(house, town, CLERK, "seal_case", 2)
    page = (await van.get("/archive/cases/CAU-0002")).text
    assert "Kiến nghị còn đây." not in page
    action = "/archive/cases/CAU-0002/reply_to_recommendation"
    replied = await van.post(action, data={**hidden_of(page, action), "words": "Xã tiếp thu."})
    assert replied.status_code == 303
    assert "Xã tiếp thu." in (await xuan.get(CASE.format(2))).text
    settled = {"satisfied": "true", "words": "Được."}
    assert (await writes(xuan, 2, "settle_recommendation", **settled)).status_code == 303
    assert "Xã tiếp thu." not in (await van.get("/archive/cases/CAU-0002")).text
