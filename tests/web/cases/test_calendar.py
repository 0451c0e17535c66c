"""Days off, office hours and deadlines on screen: who may change them, what that does, and what a wrong line says."""

import html
import re

import httpx2
import pytest

from archive.calendar import OfficeHours
from tests.web.cases.conftest import Enter, does, hidden_of
from tests.web.conftest import Clock
from web.context import House

NEXT = "/archive/calendar/2027?commune=dong-hoa"
HERE = "/archive/calendar/2026?commune=dong-hoa"
DEADLINES = "/archive/deadlines?commune=dong-hoa"
ROWS = "01/01/2027; nghỉ lễ; Tết Dương lịch; Bộ luật Lao động 2019, Điều 112"
BOTH = "vừa là ngày nghỉ vừa là ngày làm bù. Hãy giữ một dòng, bỏ dòng kia trước."
NO_TIME = "Giờ ghi như 7:30, mỗi buổi có giờ mở và giờ đóng."
UNSOUND = (
    "Giờ làm việc chưa đúng: giờ đóng sau giờ mở, buổi sau bắt đầu sau khi buổi trước đóng, "
    "trong một ngày."
)
DAY = {"date": "07/12/2026", "kind": "holiday", "name": "Ngày hội", "source": "Thông báo 12"}
HOURS = {"from_1": "7h", "to_1": "11:30", "from_2": "13.30", "to_2": "16:30"}


async def changes(client: httpx2.AsyncClient, page: str, do: str, **fields: str) -> httpx2.Response:
    form = hidden_of((await client.get(page)).text, page)
    return await client.post(page, data={**form, "do": do, **fields})


def moves(answer: httpx2.Response) -> list[tuple[str, ...]]:
    """Case, clock, and the days it moved from and to."""
    told = re.search(r'class="section effect".*?</section>', answer.text, re.DOTALL)
    assert told, "the page says nothing of what was done"
    rows = re.findall(r"<tbody>(.*?)</tbody>", told[0], re.DOTALL)
    found = re.findall(r"<tr>(.*?)</tr>", "".join(rows), re.DOTALL)
    return [
        tuple(
            re.sub("<[^>]+>", "", cell)
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        )
        for row in found
    ]


def errors(answer: httpx2.Response) -> dict[str, str]:
    """Field → what stands beside it."""
    found = re.findall(r'<p class="error" id="([^"]+)-error">([^<]*)</p>', answer.text)
    return {field: html.unescape(words) for field, words in found}


async def test_a_year_is_loaded_and_shown(enter: Enter) -> None:
    answer = await changes(await enter("van"), NEXT, "load_year", rows=ROWS)
    assert (answer.status_code, "Tết Dương lịch" in answer.text) == (200, True)
    assert "Tết Dương lịch" in (await (await enter("van")).get(NEXT)).text


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            "01/01/2027; nghỉ lễ",
            "Không đọc được dòng 1. Mỗi dòng: ngày; loại; tên; nguồn.",
        ),
        (
            f"{ROWS}\n32/13/2027; nghỉ lễ; Sai; Nguồn",
            "Không đọc được dòng 2. Mỗi dòng: ngày; loại; tên; nguồn.",
        ),
        (
            f"{ROWS}\n01/01/2027; làm bù; Trái nhau; Nguồn",
            f"Ngày 01/01/2027 {BOTH}",
        ),
        (
            f"{ROWS}\n01/01/2027; nghỉ lễ; Hai lần; Nguồn",
            "Ngày 01/01/2027 được ghi hai lần. Hãy giữ một dòng.",
        ),
        (
            "04/01/2027; làm bù; Thứ hai; Nguồn",
            "Ngày 04/01/2027 vốn là ngày làm việc, không thể là ngày làm bù.",
        ),
        ("01/01/2026; nghỉ lễ; Năm cũ; Nguồn", "Ngày 01/01/2026 không thuộc năm này."),
        (
            "04/01/2027; trụ sở tạm đóng; Bão; Nguồn",
            "Ngày trụ sở tạm đóng ghi ở mục riêng, không ghi trong bảng cả năm.",
        ),
        ("", "Hãy ghi ít nhất một ngày."),
    ],
)
async def test_a_bad_line_is_named_and_nothing_typed_is_lost(
    enter: Enter, rows: str, words: str
) -> None:
    answer = await changes(await enter("van"), NEXT, "load_year", rows=rows)
    assert (answer.status_code, errors(answer)) == (422, {"load_year-rows": words})
    assert html.escape(rows) in answer.text


async def test_a_single_day_is_set_and_its_effect_told(enter: Enter) -> None:
    van = await enter("van")
    await does(van, 3, "verify_case")
    await does(van, 3, "classify_case", kind="report", topic="Đường", competence="commune")
    await does(van, 3, "assign_case", to_unit="Phòng Kinh tế")
    answer = await changes(van, HERE, "set_day", **DAY)
    assert answer.status_code == 200
    assert ("Ngày hội" in answer.text, "Đã ghi: Ghi một ngày" in answer.text) == (True, True)
    assert [row for row in moves(answer) if row[0] == "CAU-0003"] == [
        ("CAU-0003", "Trả lời công dân", "07/12/2026", "08/12/2026"),
    ]


async def test_a_form_sent_twice_is_done_once(enter: Enter) -> None:
    van = await enter("van")
    form = hidden_of((await van.get(HERE)).text, HERE)
    sent = {**form, "do": "set_day", **DAY}
    first, second = await van.post(HERE, data=sent), await van.post(HERE, data=sent)
    told = "Việc này đã được ghi trước đó" in second.text
    assert (first.status_code, second.status_code, told) == (200, 200, True)
    version = re.findall(r"Phiên bản lịch ([\w.+]+)\.", second.text)
    assert version == ["2026.1+1"]


@pytest.mark.parametrize(
    ("do", "fields", "field", "words"),
    [
        ("set_day", {**DAY, "date": "hôm qua"}, "date", "Ngày chưa đúng: ghi dd/mm/yyyy."),
        ("set_day", {**DAY, "date": "07/12/2027"}, "date", "Ngày này không thuộc năm 2026."),
        ("set_day", {**DAY, "kind": ""}, "kind", "Hãy chọn loại ngày."),
        ("set_day", {**DAY, "kind": "local_closure"}, "kind", "Hãy chọn loại ngày."),
        ("set_day", {**DAY, "name": " "}, "name", "Hãy ghi tên ngày hoặc lý do."),
        (
            "set_day",
            {**DAY, "source": ""},
            "source",
            "Hãy ghi nguồn: số quyết định hoặc thông báo.",
        ),
        (
            "set_day",
            {**DAY, "date": "26/04/2026", "kind": "working_swap"},
            "date",
            f"Ngày 26/04/2026 {BOTH}",
        ),
        (
            "set_day",
            {**DAY, "date": "05/12/2026", "kind": "day_off_swap"},
            "date",
            "Ngày 05/12/2026 vốn đã nghỉ, không cần nghỉ hoán đổi hay đóng trụ sở.",
        ),
        ("set_hours", {**HOURS, "to_2": ""}, "to_2", NO_TIME),
        ("set_hours", {**HOURS, "from_2": "25 giờ"}, "from_2", NO_TIME),
        ("set_hours", {**HOURS, "from_2": "7:75"}, "from_2", NO_TIME),
        (
            "set_hours",
            {**HOURS, "from_2": "11:00"},
            "from_1",
            UNSOUND,
        ),
        ("set_hours", {"from_1": "7:30", "to_1": "24:30"}, "from_1", UNSOUND),
        ("set_hours", {}, "from_1", UNSOUND),
        ("remove_day", {"date": "2026-11-24", "why": " "}, "why-2026-11-24", "Hãy ghi lý do."),
    ],
)
async def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    enter: Enter, do: str, fields: dict[str, str], field: str, words: str
) -> None:
    van = await enter("van")
    answer = await changes(van, HERE, do, **fields)
    assert (answer.status_code, errors(answer)) == (422, {f"{do}-{field}": words})
    assert f'href="#{do}-{field}"' in answer.text
    form = answer.text[answer.text.index("<main") :]
    shown = [value for name, value in fields.items() if value.strip() and name != "kind"]
    assert [f'value="{html.escape(value)}"' in form for value in shown] == [True] * len(shown)
    assert "Phiên bản lịch 2026.1." in (await van.get(HERE)).text


async def test_the_hours_are_changed_and_move_what_is_counted_in_hours(
    enter: Enter, house: House, clock: Clock
) -> None:
    van = await enter("van")
    urgent = {"kind": "report", "topic": "Đê", "competence": "commune", "urgency": "urgent"}
    await does(van, 3, "verify_case")
    await does(van, 3, "classify_case", **urgent)
    await does(van, 3, "assign_case", to_unit="Phòng Kinh tế")
    answer = await changes(van, HERE, "set_hours", from_1="8h", to_1="11:30")
    hours = (await house.casework.terms("dong-hoa")).calendar.hours
    assert (answer.status_code, hours) == (200, OfficeHours(((480, 690),)))
    assert moves(answer) == [
        ("CAU-0003", "Trả lời công dân", "11:30, 23/11/2026", "08:30, 25/11/2026")
    ]
    assert "8:00–11:30" in (await (await enter("khoa")).get(HERE)).text


async def test_a_row_is_removed_with_a_reason(enter: Enter) -> None:
    van = await enter("van")
    removed = await changes(van, HERE, "remove_day", date="2026-11-24", why="Luật chưa sửa đổi")
    assert (removed.status_code, "Đã ghi: Bỏ một ngày" in removed.text) == (200, True)
    assert "Ngày Văn hóa" not in removed.text
    again = await changes(van, HERE, "remove_day", date="2026-11-24", why="Luật chưa sửa đổi")
    assert again.status_code == 404


async def test_the_chair_closes_the_office_for_a_day_and_opens_it_again(enter: Enter) -> None:
    hai = await enter("hai")
    closed = await changes(hai, HERE, "close_day", date="03/12/2026", name="Bão số 9")
    assert (closed.status_code, len(moves(closed)) > 0) == (200, True)
    page = (await hai.get(HERE)).text
    assert ("Bão số 9" in page, "Trụ sở tạm đóng" in page) == (True, True)
    again = await changes(hai, HERE, "close_day", date="03/12/2026", name="Bão số 9")
    assert errors(again) == {"close_day-date": "Lịch đã ghi đúng như vậy rồi."}
    opened = await changes(hai, HERE, "remove_day", date="2026-12-03", why="Bão tan")
    assert (opened.status_code, "Bão số 9" in opened.text) == (200, False)


async def test_a_clerk_closes_nothing(enter: Enter) -> None:
    van = await enter("van")
    assert 'value="close_day"' not in (await van.get(HERE)).text
    answer = await changes(van, HERE, "close_day", date="03/12/2026", name="Bão số 9")
    assert (answer.status_code, "Chỉ chủ trì đóng trụ sở hoặc mở lại." in answer.text) == (
        403,
        True,
    )


async def test_what_is_no_form_of_the_page_is_none(enter: Enter) -> None:
    assert (await changes(await enter("van"), HERE, "explode")).status_code == 400


async def test_a_deadline_is_changed_and_says_its_version(enter: Enter, house: House) -> None:
    van = await enter("van")
    form = hidden_of((await van.get(DEADLINES)).text, DEADLINES)
    told = {**form, "deadline": "answer_normal", "amount": "7", "counting": "working_days"}
    answer = await van.post(DEADLINES, data={**told, "basis": "Quyết định số 5"})
    assert answer.headers["location"] == f"{DEADLINES}&done=answer_normal#answer_normal"
    page = (await van.get(answer.headers["location"])).text
    assert "Đã ghi thời hạn mới" in page
    assert (await house.casework.terms("dong-hoa")).deadline("answer_normal").amount == 7
    assert (await house.casework.terms("hop-hoa")).deadline("answer_normal").version == 1


@pytest.mark.parametrize("amount", ["0", "-1", "1e9", "mười", "99999999999"])
async def test_an_amount_that_is_none_changes_nothing(
    enter: Enter, house: House, amount: str
) -> None:
    van = await enter("van")
    form = hidden_of((await van.get(DEADLINES)).text, DEADLINES)
    told = {**form, "deadline": "answer_normal", "amount": amount, "basis": "Căn cứ đã gõ"}
    answer = await van.post(DEADLINES, data={**told, "counting": "calendar_days"})
    assert errors(answer) == {"amount-answer_normal": "Hãy ghi một số, từ 1 đến 366."}
    kept = (f'value="{amount}"' in answer.text, 'value="Căn cứ đã gõ"' in answer.text)
    assert (answer.status_code, kept) == (422, (True, True))
    assert (await house.casework.terms("dong-hoa")).deadline("answer_normal").version == 1


async def test_a_deadline_without_a_ground_says_so_at_its_field(enter: Enter) -> None:
    van = await enter("van")
    form = hidden_of((await van.get(DEADLINES)).text, DEADLINES)
    told = {**form, "deadline": "verify", "amount": "3", "counting": "working_days", "basis": " "}
    answer = await van.post(DEADLINES, data=told)
    assert errors(answer) == {"basis-verify": "Hãy ghi căn cứ: số văn bản, hoặc vì sao."}


async def test_others_read_and_change_nothing(enter: Enter) -> None:
    khoa, la = await enter("khoa"), await enter("la")
    page = (await khoa.get(HERE)).text
    assert ("Đổi lịch" in page, "<textarea" in page) == (False, False)
    token = hidden_of((await khoa.get("/archive/cases/CAU-0003")).text, "/logout")
    for address, fields in (
        (NEXT, {"do": "load_year", "rows": ROWS}),
        (HERE, {"do": "set_hours", **HOURS}),
        (DEADLINES, {"deadline": "verify"}),
    ):
        assert (await khoa.post(address, data={**token, **fields})).status_code == 404
    assert [(await la.get(address)).status_code for address in (NEXT, DEADLINES)] == [404, 404]


async def test_the_bare_address_is_this_year(enter: Enter, clock: Clock) -> None:
    answer = await (await enter("van")).get("/archive/calendar")
    assert answer.headers["location"] == "/archive/calendar/2026"
