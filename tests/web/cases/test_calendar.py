"""Days off and deadlines on screen: who may change them, and what a wrong line says."""

import pytest

from tests.web.cases.conftest import Enter, hidden_of
from tests.web.conftest import Clock
from web.context import House

NEXT = "/archive/calendar/2027?commune=dong-hoa"
HERE = "/archive/calendar/2026?commune=dong-hoa"
DEADLINES = "/archive/deadlines?commune=dong-hoa"
ROWS = "01/01/2027; nghỉ lễ; Tết Dương lịch; Bộ luật Lao động 2019, Điều 112"


async def test_a_year_is_loaded_and_shown(enter: Enter) -> None:
    van = await enter("van")
    form = hidden_of((await van.get(NEXT)).text, NEXT)
    answer = await van.post(NEXT, data={**form, "rows": ROWS})
    assert (answer.status_code, answer.headers["location"]) == (303, NEXT)
    assert "Tết Dương lịch" in (await van.get(NEXT)).text


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("01/01/2027; nghỉ lễ", "Không đọc được dòng 1"),
        (f"{ROWS}\n32/13/2027; nghỉ lễ; Sai; Nguồn", "Không đọc được dòng 2"),
        (f"{ROWS}\n01/01/2027; làm bù; Trái nhau; Nguồn", "chưa hợp lệ"),
    ],
)
async def test_a_bad_line_is_named_and_nothing_typed_is_lost(
    enter: Enter, rows: str, words: str
) -> None:
    van = await enter("van")
    form = hidden_of((await van.get(NEXT)).text, NEXT)
    answer = await van.post(NEXT, data={**form, "rows": rows})
    assert (answer.status_code, words in answer.text) == (422, True)
    assert rows.splitlines()[-1] in answer.text


async def test_the_chair_closes_the_office_for_a_day_and_opens_it_again(enter: Enter) -> None:
    hai = await enter("hai")
    form = hidden_of((await hai.get(HERE)).text, HERE)
    day = {"date": "03/12/2026", "name": "Bão số 9"}
    assert (await hai.post(HERE, data={**form, **day})).status_code == 303
    page = (await hai.get(HERE)).text
    assert ("Bão số 9" in page, "Trụ sở tạm đóng" in page) == (True, True)
    form = hidden_of(page, HERE)
    back = {**form, "date": "03/12/2026", "why": "Bão tan", "id": "again"}
    assert (await hai.post(HERE, data=back)).status_code == 303
    assert "Bão số 9" not in (await hai.get(HERE)).text


async def test_a_deadline_is_changed_and_says_its_version(enter: Enter, house: House) -> None:
    van = await enter("van")
    form = hidden_of((await van.get(DEADLINES)).text, DEADLINES)
    told = {**form, "deadline": "answer_normal", "amount": "7", "counting": "working_days"}
    answer = await van.post(DEADLINES, data={**told, "basis": "Quyết định số 5"})
    assert answer.headers["location"] == f"{DEADLINES}#answer_normal"
    assert (await house.casework.terms("dong-hoa")).deadline("answer_normal").amount == 7
    assert (await house.casework.terms("hop-hoa")).deadline("answer_normal").version == 1


@pytest.mark.parametrize("amount", ["0", "-1", "1e9", "mười", "99999999999"])
async def test_an_amount_that_is_none_changes_nothing(
    enter: Enter, house: House, amount: str
) -> None:
    van = await enter("van")
    form = hidden_of((await van.get(DEADLINES)).text, DEADLINES)
    told = {**form, "deadline": "answer_normal", "amount": amount, "basis": "x"}
    answer = await van.post(DEADLINES, data={**told, "counting": "working_days"})
    assert (answer.status_code, 'id="amount-answer_normal-error"' in answer.text) == (422, True)
    assert (await house.casework.terms("dong-hoa")).deadline("answer_normal").version == 1


async def test_others_read_and_change_nothing(enter: Enter) -> None:
    khoa, la = await enter("khoa"), await enter("la")
    page = (await khoa.get(HERE)).text
    assert ("Nhập cả năm" in page, "<textarea" in page) == (False, False)
    token = hidden_of((await khoa.get("/archive/cases/CAU-0003")).text, "/logout")
    for address, fields in ((NEXT, {"rows": ROWS}), (DEADLINES, {"deadline": "verify"})):
        assert (await khoa.post(address, data={**token, **fields})).status_code == 404
    assert [(await la.get(address)).status_code for address in (NEXT, DEADLINES)] == [404, 404]


async def test_the_bare_address_is_this_year(enter: Enter, clock: Clock) -> None:
    answer = await (await enter("van")).get("/archive/calendar")
    assert answer.headers["location"] == "/archive/calendar/2026"
