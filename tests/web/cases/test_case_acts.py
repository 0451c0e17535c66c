"""The page of a case, and what each of the office can do there."""

import dataclasses
import re
from collections.abc import Callable

import httpx2
import pytest

from archive.casebook.naming import CASE_COMMANDS
from tests.casebook_story import ROADS, SCHOOLS
from tests.web.cases.conftest import Enter, case, does, hidden_of
from tests.web.cases.office_house import OFFICE
from web.cases.act_forms import FORMS
from web.cases.acting import ELSEWHERE, roles_for
from web.cases.words import ACTS
from web.context import House

ANSWER = {"outcome": "resolved", "decision": "Đã vá xong", "basis": "Luật Đường bộ"}
TOPIC = {"kind": "report", "topic": "Đường", "competence": "commune"}
EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


async def works(enter: Enter, number: int = 3) -> None:
    """Until somebody works on it."""
    van, khoa = await enter("van"), await enter("khoa")
    await does(van, number, "verify_case")
    await does(van, number, "classify_case", **TOPIC)
    await does(van, number, "assign_case", to_unit="Phòng Kinh tế", owner="khoa")
    assert (await does(khoa, number, "accept_case")).status_code == 303


def offered(page: str) -> list[str]:
    return re.findall(r'<details class="office-act" id="act-(\w+)"', page)


async def test_a_case_goes_the_whole_way(enter: Enter) -> None:
    van, dung, khoa = await enter("van"), await enter("dung"), await enter("khoa")
    tam, phuc = await enter("tam"), await enter("phuc")
    way = (
        (van, "verify_case", {}),
        (van, "classify_case", TOPIC),
        (van, "assign_case", {"to_unit": "Phòng Kinh tế"}),
        (dung, "name_owner", {"owner": "khoa"}),
        (khoa, "accept_case", {}),
        (khoa, "submit_answer", ANSWER),
        (tam, "approve_answer", {}),
        (phuc, "publish_case", {"question_text": "Đường?", "answer_text": "Đã vá"}),
    )
    for client, act, fields in way:
        answer = await does(client, 3, act, **fields)
        assert (answer.status_code, answer.headers.get("location")) == (
            303,
            f"{case(3)}?done={act}",
        ), act
    assert "Đã ghi: Công khai kết quả" in (await van.get(answer.headers["location"])).text


@pytest.mark.parametrize(
    ("name", "acts"),
    [
        ("van", ["verify_case", "classify_case", "split_case", "merge_case", "propose_decline"]),
        ("thu", ["record_stage_answer", "split_case"]),
        ("khoa", []),
        ("tam", []),
    ],
)
async def test_everybody_sees_the_acts_that_are_theirs(
    enter: Enter, name: str, acts: list[str]
) -> None:
    """The likeliest first, and open; a note and a file anybody who may act at all can leave."""
    page = (await (await enter(name)).get(case(3))).text
    seldom = {"attach_file", "write_note", "extend_deadline", "seal_case", "guide_case"}
    assert [act for act in offered(page) if act not in seldom] == acts
    opened = re.findall(r'id="act-(\w+)" open', page)
    assert opened == offered(page)[:1]


async def test_every_act_that_is_offered_is_taken_or_says_what_is_missing(enter: Enter) -> None:
    """No button leads to a page that is not there."""
    for name, *_ in OFFICE:
        client = await enter(name)
        page = await client.get(case(3))
        if page.status_code == 404:
            continue
        for act in set(offered(page.text)) - {"attach_file"}:
            answer = await client.post(
                f"{case(3)}/{act}", data=hidden_of(page.text, f"{case(3)}/{act}")
            )
            assert answer.status_code in (303, 400, 409, 422), (name, act)


async def test_a_code_leads_to_the_number(enter: Enter) -> None:
    answer = await (await enter("van")).get("/archive/cases/CAU3")
    assert (answer.status_code, answer.headers["location"]) == (303, case(3))


async def test_no_page_of_the_office_holds_a_receipt_code(enter: Enter) -> None:
    van = await enter("van")
    pages = [(await van.get(path)).text for path in (case(3), "/archive/cases", "/archive/")]
    assert [re.findall(r"\bCAU[1-4]\b", page) for page in pages] == [[], [], []]


async def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(enter: Enter) -> None:
    await works(enter)
    khoa = await enter("khoa")
    answer = await does(khoa, 3, "submit_answer", **{**ANSWER, "basis": " "})
    assert answer.status_code == 422
    assert 'href="#submit_answer-basis"' in answer.text
    assert 'id="submit_answer-basis-error"' in answer.text
    assert ">Đã vá xong</textarea>" in answer.text
    assert re.findall(r'id="act-(\w+)" open', answer.text) == ["submit_answer"]


@pytest.mark.parametrize("due", ["ngày mai", "31/02/2027", "01/01/2020", ""])
async def test_a_commitment_needs_a_day_that_comes(enter: Enter, due: str) -> None:
    await works(enter)
    khoa = await enter("khoa")
    wanted = {**ANSWER, "outcome": "committed", "due": due}
    answer = await does(khoa, 3, "submit_answer", **wanted)
    assert (answer.status_code, 'id="submit_answer-due-error"' in answer.text) == (422, True)


async def test_of_two_officers_at_once_one_wins_and_the_other_sees_both(enter: Enter) -> None:
    await works(enter)
    khoa = await enter("khoa")
    action = f"{case(3)}/submit_answer"
    page = (await khoa.get(case(3))).text
    mine = {**hidden_of(page, action), **ANSWER, "decision": "Bản của tôi"}
    first = await does(khoa, 3, "submit_answer", **{**ANSWER, "decision": "Bản của người kia"})
    assert first.status_code == 303
    second = await khoa.post(action, data={**mine, "id": "another"})
    assert second.status_code == 409
    assert 'id="meanwhile-head"' in second.text
    assert ("Bản của người kia" in second.text, "Bản của tôi" in second.text) == (True, True)
    kept = second.text.partition('id="submit_answer-outcome">')[2].partition("</dd>")[0]
    assert ("Đã giải quyết xong" in kept, "resolved" in kept) == (True, False)


async def test_a_stale_note_can_be_sent_again_from_the_page_it_came_back_on(enter: Enter) -> None:
    van, yen = await enter("van"), await enter("yen")
    action = f"{case(3)}/write_note"
    page = (await van.get(case(3))).text
    assert (await does(yen, 3, "verify_case")).status_code == 303
    stale = await van.post(action, data={**hidden_of(page, action), "words": "Nhớ gọi lại"})
    assert stale.status_code == 409
    assert "Trần Hải Yến" in stale.text
    again = await van.post(action, data={**hidden_of(stale.text, action), "words": "Nhớ gọi lại"})
    assert again.status_code == 303


async def test_a_form_sent_twice_does_it_once(enter: Enter, house: House) -> None:
    van = await enter("van")
    action = f"{case(3)}/write_note"
    form = {**hidden_of((await van.get(case(3))).text, action), "words": "Một lần thôi"}
    answers = [await van.post(action, data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    page = await house.cases.case("dong-hoa", "CAU3")
    assert page
    assert [step.name for step in page.steps].count("note_written") == 1


async def test_the_second_person_declines_and_the_first_cannot(enter: Enter) -> None:
    van, yen = await enter("van"), await enter("yen")
    why = {"reason": "off_topic", "words": "Ngoài thẩm quyền"}
    assert (await does(van, 3, "propose_decline", **why)).status_code == 303
    assert "confirm_decline" not in offered((await van.get(case(3))).text)
    page = (await yen.get(case(3))).text
    assert (offered(page)[0], "Lê Thị Vân" in page) == ("confirm_decline", True)
    form = hidden_of(page, f"{case(3)}/confirm_decline")
    token = hidden_of((await van.get(case(3))).text, f"{case(3)}/write_note")["form_token"]
    own = await van.post(f"{case(3)}/confirm_decline", data={**form, "form_token": token})
    assert (own.status_code, "khác người đề nghị" in own.text) == (403, True)
    assert (await does(yen, 3, "confirm_decline")).status_code == 303


async def test_an_author_cannot_approve_their_own_answer(enter: Enter) -> None:
    motminh, van = await enter("motminh"), await enter("van")
    await does(van, 3, "classify_case", **TOPIC)
    await does(van, 3, "assign_case", to_unit="Phòng Kinh tế", owner="motminh")
    await does(motminh, 3, "accept_case")
    assert (await does(motminh, 3, "submit_answer", **ANSWER)).status_code == 303
    page = (await motminh.get(case(3))).text
    assert "approve_answer" not in offered(page)
    form = hidden_of(page, f"{case(3)}/write_note")
    answer = await motminh.post(f"{case(3)}/approve_answer", data={**form, "id": "x"})
    assert (answer.status_code, "khác người soạn" in answer.text) == (403, True)


@pytest.mark.parametrize(
    ("act", "fields", "wrong"),
    [
        ("assign_case", {"to_unit": "Phòng Không Có"}, "to_unit"),
        ("assign_case", {"to_unit": ROADS, "owner": "van"}, "owner"),
        ("assign_case", {"to_unit": ROADS, "with_units": f"{SCHOOLS}; Phòng Lạ"}, "with_units"),
        ("name_owner", {"owner": "khong-ai"}, "owner"),
        ("propose_decline", {"reason": "vi-toi-thich", "words": "Không"}, "reason"),
    ],
)
async def test_whom_nobody_knows_nothing_is_given_to(
    enter: Enter, house: House, act: str, fields: dict[str, str], wrong: str
) -> None:
    van = await enter("van")
    if act != "propose_decline":
        await does(van, 3, "classify_case", **TOPIC)
    if act == "name_owner":
        await does(van, 3, "assign_case", to_unit=ROADS)
    before = await house.cases.line("dong-hoa", "CAU3")
    answer = await does(van, 3, act, **fields)
    assert (answer.status_code, f'id="{act}-{wrong}-error"' in answer.text) == (422, True)
    assert await house.cases.line("dong-hoa", "CAU3") == before


async def test_a_unit_that_answered_in_the_hall_needs_nobody_who_signs_in(enter: Enter) -> None:
    van = await enter("van")
    await does(van, 3, "classify_case", **TOPIC)
    assert '<option value="Công an cau">' in (await van.get(case(3))).text
    assert (await does(van, 3, "assign_case", to_unit="Công an cau")).status_code == 303


async def test_personal_data_is_published_by_nobodys_oversight(enter: Enter, house: House) -> None:
    await works(enter)
    khoa, tam, phuc = await enter("khoa"), await enter("tam"), await enter("phuc")
    await does(khoa, 3, "submit_answer", **ANSWER)
    await does(tam, 3, "approve_answer")
    texts = {"question_text": "Đường lầy", "answer_text": "Gọi trực ban 0912 345 678"}
    answer = await does(phuc, 3, "publish_case", **texts)
    assert (answer.status_code, 'id="publish_case-all_public-error"' in answer.text) == (422, True)
    assert ">Gọi trực ban 0912 345 678</textarea>" in answer.text
    line = await house.cases.line("dong-hoa", "CAU3")
    assert line
    assert line.public_id is None
    assert (await does(phuc, 3, "publish_case", **texts, all_public="true")).status_code == 303


async def test_a_question_is_split_and_two_are_merged(enter: Enter) -> None:
    van = await enter("van")
    parts = {"parts_1": "Đường lầy", "parts_2": "Cống tắc"}
    assert (await does(van, 3, "split_case", **parts)).status_code == 303
    assert "CAU-0003.2" in (await van.get(case(3))).text
    assert (await van.get(f"{case(3)}.2")).status_code == 200
    assert (await does(van, 2, "merge_case", into="№ 3")).status_code == 303
    assert "CAU-0002" in (await van.get(case(3))).text
    answer = await does(van, 1, "merge_case", into="99")
    assert (answer.status_code, "Không có hồ sơ này" in answer.text) == (404, True)


async def test_the_published_wording_is_prefilled_without_private_data(enter: Enter) -> None:
    await works(enter)
    khoa, tam, phuc = await enter("khoa"), await enter("tam"), await enter("phuc")
    told = {**ANSWER, "decision": "Ông An, điện thoại 0912 345 678, đã nhận tiền"}
    await does(khoa, 3, "submit_answer", **told)
    await does(tam, 3, "approve_answer")
    page = (await phuc.get(case(3))).text
    draft = page.partition('id="publish_case-answer_text"')[2].partition("</textarea>")[0]
    assert ("đã nhận tiền" in draft, "0912 345 678" in draft) == (True, False)
    assert "0912 345 678" in page


async def test_what_people_type_stays_text(enter: Enter) -> None:
    van = await enter("van")
    await does(van, 3, "write_note", words=EVIL)
    refused = await does(van, 3, "classify_case", **{**TOPIC, "kind": EVIL, "topic": EVIL})
    for page in (refused.text, (await van.get(case(3))).text):
        assert ("<script>alert" in page, "<img src=x" in page) == (False, False)
        assert "&lt;script&gt;alert" in page


async def test_a_sealed_case_is_a_number_and_its_seal(enter: Enter) -> None:
    van, minh = await enter("van"), await enter("minh")
    assert (await minh.get(case(4))).status_code == 404
    assert (await does(van, 4, "seal_case")).status_code == 303
    page = (await van.get(case(4))).text
    assert ("niêm phong" in page, "Ai lấy tiền" in page, offered(page)) == (True, False, [])
    assert offered((await minh.get(case(4))).text) == ["unseal_case"]
    assert (await does(minh, 4, "unseal_case", words="Không phải tố cáo")).status_code == 303


async def test_who_is_not_of_the_office_finds_nothing(enter: Enter) -> None:
    """Another commune's clerk, and the Front, which has pages of its own: told the same as of what is not there."""
    for name in ("la", "xuan"):
        client = await enter(name)
        pages = [await client.get(path) for path in (case(3), case(99), "/archive/cases/nothing")]
        assert {page.status_code for page in pages} == {404}
        # What a form must hold differs with every page: its token, and where it leads back to.
        assert len({re.sub(r' value="[^"]*"', "", page.text) for page in pages}) == 1


async def test_a_stranger_is_shown_the_door(
    browser: Callable[..., httpx2.AsyncClient], house: House
) -> None:
    answer = await browser().get(case(3))
    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/login")


@pytest.mark.parametrize("act", ["no_such_act", "reckon_clocks", "escalate_case", "draw_sample"])
async def test_only_acts_of_the_office_have_an_address(enter: Enter, act: str) -> None:
    van = await enter("van")
    form = hidden_of((await van.get(case(3))).text, f"{case(3)}/write_note")
    assert (await van.post(f"{case(3)}/{act}", data=form)).status_code == 404


async def test_without_the_page_it_was_on_nothing_is_done(enter: Enter, house: House) -> None:
    van = await enter("van")
    for act in FORMS:
        answer = await van.post(f"{case(3)}/{act}", data={"form_token": "made.up", "words": "x"})
        assert answer.status_code == 403
    line = await house.cases.line("dong-hoa", "CAU3")
    assert line
    assert line.state == "received"


def test_every_act_with_a_form_has_words_and_somebody_who_may_ask_for_it() -> None:
    held = {role for *_, roles in OFFICE for role in roles}
    assert {name for name in FORMS if name not in ACTS or not roles_for(name, held)} == set()
    assert FORMS.keys() >= ELSEWHERE


def test_every_field_of_a_form_is_one_of_its_command() -> None:
    strange = {
        f"{name}.{field.name}"
        for name, fields in FORMS.items()
        for field in fields
        if (field.name in CASE_COMMANDS[name].__dataclass_fields__) is not field.commanded
    }
    assert strange == set()


def test_no_field_that_a_command_needs_is_missing_from_its_form() -> None:
    forgotten = {
        f"{name}.{known.name}"
        for name, fields in FORMS.items()
        for known in dataclasses.fields(CASE_COMMANDS[name])
        if known.default is dataclasses.MISSING
        and not known.metadata.get("minted")
        and known.name not in {"actor", "id", "at", "case", *(field.name for field in fields)}
    }
    # A file's name comes with the file.
    assert forgotten == {"attach_file.name"}
