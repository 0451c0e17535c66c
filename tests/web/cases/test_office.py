"""The morning, search and the minutes."""

import re
from urllib.parse import quote_plus

import pytest

from tests.web.cases.conftest import Enter, case, does, hidden_of
from tests.web.conftest import Clock

MINUTES = "/archive/CAU/minutes"
OWED = ("/archive/CAU/result", "4", "Thông báo kết quả hội nghị, còn thiếu")
"""The conference is over, and its result is still to be made known."""
TOPIC = {"kind": "report", "topic": "Đường", "competence": "commune"}


def piles(page: str) -> list[tuple[str, str, str]]:
    """Address, number and words of each."""
    found = r'<h3><a href="([^"]+)"><span class="pile-count">(\d+)</span> ([^<]+)</a>'
    return re.findall(found, page)


async def test_a_clerk_sees_what_came_in(enter: Enter) -> None:
    van = await enter("van")
    assert piles((await van.get("/archive/")).text) == [
        OWED,
        ("/archive/cases?tab=received", "4", "Mới nhận, cần xem"),
    ]
    await does(van, 3, "verify_case")
    await does(van, 3, "classify_case", **TOPIC)
    told = piles((await van.get("/archive/")).text)
    assert [(count, words) for _, count, words in told] == [
        OWED[1:],
        ("3", "Mới nhận, cần xem"),
        ("1", "Cần giao đơn vị"),
    ]


async def test_each_finds_what_waits_for_them(enter: Enter) -> None:
    van, khoa, tam, phuc = [await enter(name) for name in ("van", "khoa", "tam", "phuc")]
    answer = {"outcome": "resolved", "decision": "Đã vá", "basis": "Luật"}
    steps = (
        (van, "classify_case", TOPIC, khoa, []),
        (
            van,
            "assign_case",
            {"to_unit": "Phòng Kinh tế"},
            khoa,
            ["Của đơn vị, chưa có người xử lý"],
        ),
        (khoa, "accept_case", {}, khoa, ["Ông/bà đang xử lý, cần trả lời"]),
        (khoa, "submit_answer", answer, tam, ["Chờ ông/bà duyệt"]),
        (tam, "approve_answer", {}, phuc, ["Đã trả lời, chờ công khai"]),
    )
    for who, act, fields, whom, words in steps:
        assert (await does(who, 3, act, **fields)).status_code == 303, act
        told = piles((await whom.get("/archive/")).text)
        assert [word for *_, word in told] == words, act
        for address, count, _ in told:
            assert (await whom.get(address)).text.count('<th scope="row"') == int(count)


async def test_who_may_decline_sees_what_was_proposed(enter: Enter) -> None:
    van, tam = await enter("van"), await enter("tam")
    await does(van, 3, "propose_decline", reason="off_topic", words="Ngoài thẩm quyền")
    ((address, count, words),) = piles((await tam.get("/archive/")).text)
    assert (count, words) == ("1", "Chờ người thứ hai đồng ý không tiếp nhận")
    assert "CAU-0003" in (await tam.get(address)).text


async def test_a_year_without_a_calendar_is_said(enter: Enter, clock: Clock) -> None:
    van = await enter("van")
    assert "Chưa có lịch nghỉ năm 2027" in (await van.get("/archive/")).text
    rows = "01/01/2027; nghỉ lễ; Tết Dương lịch; Bộ luật Lao động 2019, Điều 112"
    page = "/archive/calendar/2027?commune=dong-hoa"
    form = hidden_of((await van.get(page)).text, page)
    sent = {**form, "do": "load_year", "rows": rows}
    assert (await van.post(page, data=sent)).status_code == 200
    assert "Chưa có lịch nghỉ năm 2027" not in (await van.get("/archive/")).text


async def test_the_conferences_stay_and_who_works_on_no_cases_finds_them_alone(
    enter: Enter,
) -> None:
    for name, works in (("van", True), ("xuan", False)):
        page = (await (await enter(name)).get("/archive/")).text
        assert ('class="tabs office-nav"' in page) is works
    assert 'href="/archive/CAU"' in (await (await enter("van")).get("/archive/")).text


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("đường làng", ["CAU-0003"]),
        ("duong lang", ["CAU-0003"]),
        ("CAU-0002", ["CAU-0002"]),
        ("cau-0002", ["CAU-0002"]),
        ("2", ["CAU-0002"]),
        ("№ 2", ["CAU-0002"]),
        ("số 0002", ["CAU-0002"]),
        ("So 2", ["CAU-0002"]),
        ("9", []),
        ("khongcogi", []),
        ('"><script>alert(1)</script>', []),
        ("%00\\ AND NEAR( OR *", []),
    ],
)
async def test_search_finds_with_and_without_diacritics(
    enter: Enter, typed: str, found: list[str]
) -> None:
    answer = await (await enter("van")).get(f"/archive/search?q={quote_plus(typed)}")
    assert answer.status_code == 200
    assert re.findall(r'<h3><a href="/archive/cases/([\w.-]+)"', answer.text) == found
    assert "<script>alert" not in answer.text


async def test_search_tells_a_neighbour_nothing(enter: Enter) -> None:
    for typed in ("CAU-0003", "CAU3", "duong lang cau", "3"):
        page = (await (await enter("la")).get(f"/archive/search?q={quote_plus(typed)}")).text
        assert re.findall(r"/archive/cases/CAU", page) == []


async def test_the_secretary_puts_the_minutes_right_and_the_first_wording_stays(
    enter: Enter,
) -> None:
    thu = await enter("thu")
    form = hidden_of((await thu.get(MINUTES)).text, MINUTES)
    answer = await thu.post(MINUTES, data={**form, "words": "Cầu do tỉnh quản lý"})
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"{MINUTES}?done={form['turn']}#t{form['turn']}",
    )
    page = (await thu.get(MINUTES)).text
    assert ("Cầu do tỉnh quản lý" in page, "Sẽ cau" in page) == (True, True)
    told = (await (await enter("van")).get(case(1))).text
    assert ("Cầu do tỉnh quản lý" in told, "Trước khi đính chính" in told) == (True, True)


async def test_minutes_say_what_is_missing_and_know_their_turns(enter: Enter) -> None:
    thu = await enter("thu")
    form = hidden_of((await thu.get(MINUTES)).text, MINUTES)
    empty = await thu.post(MINUTES, data={**form, "words": " "})
    assert (empty.status_code, f'id="words-{form["turn"]}-error"' in empty.text) == (422, True)
    strange = await thu.post(MINUTES, data={**form, "turn": "99", "words": "x"})
    assert strange.status_code == 404
    assert (await thu.post(MINUTES, data={"words": "x", "turn": "1"})).status_code == 403


async def test_minutes_are_for_the_secretary_of_this_commune(enter: Enter) -> None:
    for name, path in (("van", MINUTES), ("la", MINUTES), ("thu", "/archive/HOP/minutes")):
        assert (await (await enter(name)).get(path)).status_code == 404
