"""More time, and the end of a case: what can be had is offered, and whoever comes too late is told why."""

import html
import re

import pytest

from archive.casebook.rules_clocks import EXTENDABLE
from archive.casework import Publication
from archive.deadlines import ClockKind
from conference.refusals import Code, Refusal
from tests.web.cases.conftest import Enter, case, does, hidden_of
from tests.web.cases.test_case_acts import offered, works
from tests.web.conftest import Clock
from web.cases.refusals import case_refusal
from web.render import Speech

FIVE_WEEKS = 35 * 24 * 3_600_000
SAID = Speech("vi", None)
GENERAL = "Hồ sơ vừa thay đổi trong khi ông/bà làm."


def to_choose(page: str) -> list[str]:
    form = re.search(r'<select id="extend_deadline-clock".*?</select>', page, re.DOTALL)
    assert form
    return re.findall(r'<option value="(\w+)"', form[0])


async def test_only_what_can_be_extended_is_there_to_choose(enter: Enter) -> None:
    tam = await enter("tam")
    assert "extend_deadline" not in offered((await tam.get(case(3))).text)
    await works(enter)
    assert to_choose((await tam.get(case(3))).text) == ["answer"]


async def test_what_was_extended_once_is_offered_no_more(enter: Enter) -> None:
    await works(enter)
    tam = await enter("tam")
    page = (await tam.get(case(3))).text
    again = hidden_of(page, f"{case(3)}/extend_deadline")
    more = {"clock": "answer", "days": "3", "words": "Chờ đo lại"}
    assert (await does(tam, 3, "extend_deadline", **more)).status_code == 303
    assert "extend_deadline" not in offered((await tam.get(case(3))).text)
    fields = {**again, **more, "id": "mot-lan-nua", "seen": ""}
    late = await tam.post(f"{case(3)}/extend_deadline", data=fields)
    assert (late.status_code, "đã được gia hạn một lần" in late.text) == (409, True)


async def test_what_has_run_out_is_not_extended_and_says_why(enter: Enter, clock: Clock) -> None:
    await works(enter)
    clock.now += FIVE_WEEKS
    hai = await enter("hai")
    page = (await hai.get(case(3))).text
    assert ("extend_deadline" in offered(page), "write_note" in offered(page)) == (False, True)
    form = hidden_of(page, f"{case(3)}/write_note")
    more = {"clock": "answer", "days": "3", "words": "Chờ đo lại"}
    late = await hai.post(f"{case(3)}/extend_deadline", data={**form, **more})
    assert late.status_code == 409
    assert "Chỉ gia hạn được trước khi hết hạn" in late.text
    assert (GENERAL in late.text, "Chờ đo lại" in html.unescape(late.text)) == (False, True)


async def test_a_promise_is_not_closed_by_the_office(enter: Enter) -> None:
    await works(enter)
    khoa, tam, phuc = await enter("khoa"), await enter("tam"), await enter("phuc")
    promise = {"outcome": "committed", "decision": "Sẽ vá", "basis": "x", "due": "30/12/2026"}
    await does(khoa, 3, "submit_answer", **promise)
    await does(tam, 3, "approve_answer")
    published = {"question_text": "Đường?", "answer_text": "Sẽ vá"}
    assert (await does(phuc, 3, "publish_case", **published)).status_code == 303
    page = (await phuc.get(case(3))).text
    assert "close_case" not in offered(page)
    late = await phuc.post(f"{case(3)}/close_case", data=hidden_of(page, f"{case(3)}/write_note"))
    assert (late.status_code, "còn chờ người hỏi" in late.text) == (409, True)


@pytest.mark.parametrize(
    "refusal",
    [
        *(Refusal(Code.STALE, one) for one in (*EXTENDABLE, ClockKind.RATING)),
        *(Refusal(Code.DUPLICATE, one) for one in EXTENDABLE),
        *(Refusal(Code.STALE, one) for one in (Publication.NONE, Publication.REDACTING)),
        *(Refusal(Code.BAD_VALUE, one) for one in ("clock", "evidence")),
    ],
)
def test_a_refusal_that_no_change_brought_does_not_speak_of_one(
    refusal: Refusal,
) -> None:
    words = case_refusal(SAID, refusal)
    assert words not in {
        case_refusal(SAID, Refusal(Code.STALE)),
        case_refusal(SAID, Refusal(Code.DUPLICATE)),
        case_refusal(SAID, Refusal(Code.BAD_VALUE)),
    }


def test_what_others_changed_still_says_so() -> None:
    assert case_refusal(SAID, Refusal(Code.STALE, "processing")).startswith(GENERAL)
