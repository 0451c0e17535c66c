"""The asker's page of a case after the meeting: what it tells at each place, and what can be done there."""

import html
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx2 import Response

from archive.casework import CaseOutcome
from tests.casebook_story import APPROVER, CHAIR, CLERK, FRONT, OWNER, SECOND_CLERK
from tests.screens.afterwards import Afterwards, afterwards
from tests.screens.conftest import Clock
from tests.screens.quiet_house import DAY, receipt_code

ACTS = ("add_information", "rate_answer", "reopen_case", "appeal_case", "withdraw_case")


@pytest.fixture
async def town(tmp_path: Path, clock: Clock) -> AsyncIterator[Afterwards]:
    async with afterwards(tmp_path, clock) as opened:
        yield opened


async def shown(town: Afterwards, case: int | str) -> str:
    return html.unescape((await town.guest.get(town.page(case))).text)


def offered(page: str) -> list[str]:
    return [name for name in ACTS if f'<form class="case-act" id="{name}"' in page]


def standing(page: str) -> str:
    return re.sub(
        r"<[^>]*>|\s+",
        " ",
        page.partition('<section class="standing')[2].partition("</section>")[0],
    )


def told(page: str, *words: str) -> list[str]:
    """Those of the words that are not there."""
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page))
    return [each for each in words if each not in plain]


async def test_a_new_case_tells_its_first_deadline_and_can_be_withdrawn(town: Afterwards) -> None:
    page = await shown(town, 6)
    wanted = (
        "Đã tiếp nhận",
        "Hạn báo tin đầu tiên",
        "còn 10 ngày làm việc",
        "đến hết ngày 20/11/2026",
    )
    assert (told(page, *wanted), offered(page)) == ([], ["withdraw_case"])


async def test_how_the_deadline_was_counted_can_be_followed_day_by_day(town: Afterwards) -> None:
    page = await shown(town, 6)
    rows = re.findall(r'<tr><th scope="row"[^>]*>(.*?)</th><td[^>]*>(.*?)</td>', page)
    assert (rows[0], rows[1], rows[3], sum(int(count) for _, count in rows)) == (
        ("06/11/2026", "0"),
        ("07/11/2026", "0"),
        ("09/11/2026", "1"),
        10,
    )


def news(page: str) -> list[str]:
    part = page.partition('id="news-head"')[2].partition("</section>")[0]
    return re.findall(r'<p class="step-what">(.*?)</p>', part)


async def test_who_comes_back_finds_at_the_head_what_has_changed(
    town: Afterwards, clock: Clock
) -> None:
    assert news(await shown(town, 6)) == []
    await town.answers(6)
    await town.posts(6, "rate_answer", stars="4", solved="true")
    assert news(await shown(town, 6)) == ["Trả lời", "Đơn vị bắt đầu xử lý", "Giao đơn vị trả lời"]
    clock.now += 13 * DAY
    assert len(news(await shown(town, 6))) == 3
    clock.now += 2 * DAY
    assert news(await shown(town, 6)) == []


async def test_from_the_assignment_on_the_answer_is_what_is_waited_for(town: Afterwards) -> None:
    await town.assigns(6)
    page = await shown(town, 6)
    assert told(page, "Đang xử lý", "Phòng Kinh tế", "Hạn trả lời", "còn 10 ngày làm việc") == []


async def test_what_was_promised_on_stage_comes_before_any_term(town: Afterwards) -> None:
    page = await shown(town, 2)
    assert told(page, "Ngày đã hẹn", "còn 14 ngày", "đến hết ngày 20/11/2026") == []


async def test_a_year_nobody_loaded_is_said_and_not_guessed(town: Afterwards, clock: Clock) -> None:
    clock.now += 52 * DAY
    await town.assigns(6)
    page = await shown(town, 6)
    wanted = ("chưa tính được hạn", "Lịch làm việc năm 2027 chưa có")
    assert (told(page, *wanted), "đến hết ngày" in standing(page)) == ([], False)


async def test_what_the_office_asks_is_told_and_answered_without_private_data(
    town: Afterwards,
) -> None:
    await town.does(CLERK, "verify_case", 6)
    await town.does(CLERK, "request_information", 6, words="Trạm hết thuốc gì?")
    page = await shown(town, 6)
    wanted = ("Trạm hết thuốc gì?", "Hạn ông/bà bổ sung")
    assert (told(page, *wanted), offered(page)) == ([], ["add_information", "withdraw_case"])
    answer = await town.posts(6, "add_information", text="Thuốc <b>ho</b>, gọi 0912345678")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/c/{receipt_code(6)}?done=add_information",
    )
    after = (await town.guest.get(answer.headers["location"])).text
    assert ("0912345678" in after, "<b>ho" in after, "&lt;b&gt;ho" in after) == (False, False, True)
    assert told(after, "Đã gửi thông tin bổ sung. Xã xử lý tiếp.", "Ông/bà đã cho biết thêm") == []


async def test_an_answer_is_told_in_its_parts(town: Afterwards) -> None:
    await town.answers(6)
    page = await shown(town, 6)
    wanted = ("Đã giải quyết xong", "Nghị quyết 12", "Ai làm", "Phòng Kinh tế", "Duyệt lúc")
    assert told(page, *wanted) == []
    assert "Đã rải đá &lt;mặt&gt; đường" in (await town.guest.get(town.page(6))).text
    assert offered(page) == ["rate_answer", "reopen_case"]


async def test_no_draft_and_nothing_of_the_office_is_told(town: Afterwards) -> None:
    await town.assigns(6)
    await town.does(CLERK, "write_note", 6, words="GHI CHÚ KÍN")
    await town.does(FRONT, "write_supervision_note", 6, words="GIÁM SÁT KÍN")
    await town.does(OWNER, "submit_answer", 6, outcome="explained", decision="NHÁP", basis="x")
    page = await shown(town, 6)
    secrets = ("KÍN", "NHÁP", OWNER.id + "<", "Trần Văn Quý")
    assert [each for each in secrets if each in page] == []


async def test_a_promise_in_an_answer_is_shown_until_its_day(town: Afterwards) -> None:
    await town.answers(6, CaseOutcome.COMMITTED, due="2026-12-04")
    page = await shown(town, 6)
    wanted = (
        "Đang thực hiện cam kết",
        "Ngày đã hẹn",
        "đến hết ngày 04/12/2026",
        "Xong trước hết ngày",
    )
    assert told(page, *wanted) == []


async def test_rating_is_recorded_and_can_be_given_again(town: Afterwards) -> None:
    await town.answers(6)
    done = await town.posts(6, "rate_answer", stars="4", solved="false", words="Còn <một> đoạn")
    page = (await town.guest.get(done.headers["location"])).text
    assert told(page, "Ông/bà đã cho 4/5.", "Chưa giải quyết xong.", "4/5 sao") == []
    assert ("Còn &lt;một&gt; đoạn" in page, offered(page)) == (True, ["rate_answer", "reopen_case"])


async def test_a_form_sent_twice_is_done_once(town: Afterwards) -> None:
    await town.answers(6)
    for _ in range(2):
        answer = await town.posts(6, "reopen_case", id="one-form", words="Chưa xong")
        assert answer.status_code == 303
    steps = (await shown(town, 6)).partition('id="steps-head"')[2]
    assert steps.count("Hồ sơ được mở lại</p>") == 1


async def test_solved_ends_the_case_when_it_is_published(town: Afterwards) -> None:
    await town.answers(6)
    await town.publishes(6)
    await town.posts(6, "rate_answer", stars="5", solved="true")
    page = await shown(town, 6)
    assert (told(page, "Đã kết thúc", "Bản công khai của câu trả lời"), offered(page)) == (
        [],
        ["rate_answer", "reopen_case"],
    )


async def test_reopening_tells_how_often_and_until_when_and_then_is_no_longer_offered(
    town: Afterwards, clock: Clock
) -> None:
    await town.answers(6)
    page = await shown(town, 6)
    assert told(page, "Còn 2 lần được yêu cầu mở lại.", "Đến hết ngày 30/11/2026.") == []
    clock.now += 25 * DAY
    late = await town.posts(6, "reopen_case", words="Vẫn ngập")
    assert (late.status_code, offered(await shown(town, 6))) == (409, ["rate_answer"])
    assert told(late.text, "Đã hết thời hạn làm việc này.") == []


async def test_nothing_typed_is_lost_when_it_is_refused(town: Afterwards) -> None:
    await town.answers(6)
    answer = await town.posts(6, "rate_answer", solved="true", words="Cảm ơn <xã>")
    page = answer.text
    assert (answer.status_code, "Cảm ơn &lt;xã&gt;</textarea>" in page) == (400, True)
    assert 'href="#rate_answer-stars"' in page
    assert 'value="true" checked' in page


async def test_withdrawing_needs_a_tick_and_cannot_be_taken_back(town: Afterwards) -> None:
    unsure = await town.posts(6, "withdraw_case", words="Thôi")
    assert (unsure.status_code, "withdraw_case-sure-error" in unsure.text) == (400, True)
    assert (await town.posts(6, "withdraw_case", sure="yes")).status_code == 303
    page = await shown(town, 6)
    assert (told(page, "Ý kiến này đã được rút"), offered(page)) == ([], ["appeal_case"])


async def test_what_was_declined_says_why_and_can_be_appealed_once(town: Afterwards) -> None:
    await town.does(CLERK, "propose_decline", 6, reason="off_topic", words="Ngoài thẩm quyền")
    assert told(await shown(town, 6), "Đã tiếp nhận") == []
    await town.does(SECOND_CLERK, "confirm_decline", 6)
    page = await shown(town, 6)
    assert (told(page, "Ngoài nội dung hội nghị", "Ngoài thẩm quyền"), offered(page)) == (
        [],
        ["appeal_case"],
    )
    assert "bước tiếp theo" not in page
    await town.posts(6, "appeal_case", words="Đúng là việc của xã")
    page = await shown(town, 6)
    assert (told(page, "Chủ trì xem lại quyết định", "bước tiếp theo"), offered(page)) == ([], [])
    await town.does(CHAIR, "uphold_decision", 6, words="Ngoài thẩm quyền của xã")
    page = await shown(town, 6)
    assert (told(page, "giữ nguyên quyết định"), "bước tiếp theo" in page) == ([], False)


async def test_a_complaint_is_shown_the_way(town: Afterwards) -> None:
    await town.does(CLERK, "guide_case", 6, body="Thanh tra tỉnh", words="Gửi đơn theo mẫu")
    assert told(await shown(town, 6), "Thanh tra tỉnh", "Gửi đơn theo mẫu") == []


async def test_what_went_up_stays_open_and_names_where_it_is(town: Afterwards) -> None:
    await town.assigns(6)
    await town.does(APPROVER, "transfer_case", 6, authority="Sở Y tế", letter="12/PC-UBND")
    page = await shown(town, 6)
    assert told(page, "Đã chuyển cấp có thẩm quyền", "Sở Y tế", "12/PC-UBND", "Hạn trả lời") == []


async def test_the_holder_of_a_merged_case_reads_the_answer_but_not_the_other_askers_code(
    town: Afterwards,
) -> None:
    await town.does(CLERK, "merge_case", 6, into=receipt_code(5))
    await town.answers(5)
    page = await shown(town, 6)
    assert (
        told(page, "Đã gộp", "Trả lời chung với câu số 5", "Nghị quyết 12", "Đơn vị bắt đầu xử lý")
        == []
    )
    assert (receipt_code(5) in page, offered(page)) == (False, ["appeal_case"])
    assert told(await shown(town, 5), "1 ý kiến khác cùng nội dung được trả lời chung") == []


async def test_the_parts_of_a_question_lead_to_each_other(town: Afterwards) -> None:
    await town.does(CLERK, "split_case", 6, parts=("Thuốc bảo hiểm", "Đường đi xa"))
    first = await shown(town, 6)
    assert (
        told(
            first, "Câu hỏi này được tách thành nhiều việc", "Phần 2: Đường đi xa", "Thuốc bảo hiểm"
        )
        == []
    )
    (code,) = set(re.findall(r'href="/c/([A-Z0-9]{14})"', first)) - {receipt_code(6)}
    part = await shown(town, code)
    assert told(part, "Câu hỏi số 6", "phần 2", "Đường đi xa", "Hồ sơ ban đầu") == []
    assert f'href="/c/{receipt_code(6)}"' in part


async def test_a_case_that_was_reopened_by_the_front_says_so(town: Afterwards) -> None:
    await town.answers(6)
    await town.does(FRONT, "reopen_case", 6, words="Chưa làm như trả lời")
    assert told(await shown(town, 6), "Mở lại", "Hồ sơ được mở lại", "Đơn vị xem lại") == []


async def test_a_withheld_answer_is_for_its_asker_alone(town: Afterwards) -> None:
    await town.answers(6)
    await town.does(APPROVER, "withhold_case", 6, words="LÝ DO NỘI BỘ")
    page = await shown(town, 6)
    assert (told(page, "không đăng công khai", "Nghị quyết 12"), "LÝ DO NỘI BỘ" in page) == (
        [],
        False,
    )


async def test_an_appealed_case_is_taken_up_again_by_the_chair(town: Afterwards) -> None:
    await town.posts(6, "withdraw_case", sure="yes")
    await town.does(CHAIR, "revive_case", 6, words="Việc chung, xã vẫn làm")
    assert told(await shown(town, 6), "Đã tiếp nhận", "Việc chung, xã vẫn làm") == []


def _same(answer: Response) -> tuple[int, str]:
    """Without the form token, and without what was typed."""
    plain = re.sub(r'name="form_token" value="[^"]*"', "", answer.text)
    return answer.status_code, re.sub(r"[A-Z0-9]{14}", "", plain)


async def test_wrong_and_sealed_codes_and_foreign_numbers_get_the_same_page(
    town: Afterwards,
) -> None:
    await town.does(CLERK, "seal_case", 6)
    guest = town.guest
    answers = [
        _same(await guest.get(town.page(6))),
        _same(await guest.get("/c/ZZZZZZZZZZZZZZ")),
    ]
    assert (answers[0], answers[0][0]) == (answers[1], 404)
    more = [f"{town.page(6)}/slip", f"{town.page(6)}/files/{'0' * 64}"]
    assert [(await guest.get(path)).status_code for path in more] == [404, 404]
    foreign = _same(await guest.get("/c/", params={"code": receipt_code(3), "number": "4"}))
    wrong = _same(await guest.get("/c/", params={"code": "ZZZZZZZZZZZZZZ", "number": "4"}))
    assert (foreign, foreign[0]) == (wrong, 404)


@pytest.mark.parametrize("number", ["3", "№ 3", "03", "luongson-0003"])
async def test_the_number_may_be_typed_as_it_is_printed(town: Afterwards, number: str) -> None:
    answer = await town.guest.get("/c/", params={"code": receipt_code(3), "number": number})
    assert (answer.status_code, answer.headers["location"]) == (303, town.page(3))


async def test_a_sealed_case_takes_no_acts(town: Afterwards) -> None:
    await town.does(CLERK, "seal_case", 6)
    assert (await town.posts(6, "withdraw_case", sure="yes")).status_code == 404


async def test_guessing_finds_nothing_and_soon_is_told_to_wait(
    town: Afterwards, clock: Clock
) -> None:
    """A hundred of what would be a hundred thousand: none is answered with a case, and most with a wait."""
    answers = [(await town.guest.get(f"/c/GUESS{n:09d}")).status_code for n in range(100)]
    assert (answers.count(404), answers.count(429)) == (60, 40)
    assert (await town.guest.get(town.page(3))).status_code == 429
    clock.now += 60_000
    assert (await town.guest.get(town.page(3))).status_code == 200


async def test_right_codes_cost_nothing(town: Afterwards) -> None:
    answers = {(await town.guest.get(town.page(3))).status_code for _ in range(100)}
    assert answers == {200}


@pytest.mark.parametrize("path", ["", "/slip"])
async def test_no_cache_no_search_engine_and_no_other_site_learns_of_it(
    town: Afterwards, path: str
) -> None:
    headers = (await town.guest.get(town.page(3) + path)).headers
    names = ("x-robots-tag", "cache-control", "referrer-policy")
    assert [headers[name] for name in names] == [
        "noindex, nofollow, noarchive",
        "no-store",
        "same-origin",
    ]


async def test_the_slip_has_number_code_square_deadline_and_a_way_without_a_phone(
    town: Afterwards,
) -> None:
    page = (await town.guest.get(f"{town.page(2)}/slip")).text
    groups = [receipt_code(2)[at : at + 4] for at in range(0, 14, 4)]
    wanted = ("№ 2", "đến hết ngày", "Không có điện thoại", "localhost/c/")
    assert (told(page, *wanted), re.findall('class="code-part">(.*?)<', page)) == ([], groups)
    assert page.count("<svg") == 1


async def test_only_files_that_are_shown_are_given_to_the_asker(town: Afterwards) -> None:
    await town.assigns(6)
    photo = await town.attaches(6, "anh.txt", public=True)
    inner = await town.attaches(6, "noi-bo.txt", public=False)
    early = await town.guest.get(f"{town.page(6)}/files/{photo}")
    given = {"outcome": "resolved", "decision": "Xong", "basis": "x"}
    await town.does(OWNER, "submit_answer", 6, **given)
    await town.does(APPROVER, "approve_answer", 6)
    now = await town.guest.get(f"{town.page(6)}/files/{photo}")
    hidden = await town.guest.get(f"{town.page(6)}/files/{inner}")
    others = await town.guest.get(f"{town.page(3)}/files/{photo}")
    codes = [each.status_code for each in (early, now, hidden, others)]
    assert (codes, now.text) == ([404, 200, 404, 404], "anh.txt")
    assert "noi-bo.txt" not in await shown(town, 6)
