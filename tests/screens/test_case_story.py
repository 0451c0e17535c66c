"""What a case page tells, and what it keeps to itself."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from archive.casework import CaseState
from archive.records import CaseFile, CaseRecord, ConferenceRecord, QuestionRecord, Turn
from conference.vocabulary import VIETNAM, Channel, DeclineReason, Outcome, QuestionStatus, Stage
from web.case_story import tell, typed_code

NOON = 1_795_237_200_000
"""Noon of 21 November 2026."""
TEXT = "Bao giờ sửa cầu?"

CONFERENCE = ConferenceRecord(
    commune="dong-hoa",
    code="CAU",
    title="Đối thoại năm 2026",
    place="",
    stage=Stage.CLOSED,
    starts_at=None,
    created_at=NOON,
    announced_at=None,
    opened_at=NOON,
    closed_at=NOON,
)
RULES = '{"reasons": [["other", "Việc khác", true]]}'
PROMISE = Turn(
    turn=9,
    question=7,
    called_at=NOON + 1,
    support=41,
    ended_at=NOON + 2,
    ending=QuestionStatus.ANSWERED,
    outcome=Outcome.PROMISED,
    answered_by="Chủ tịch",
    words="",
    unit="Phòng Kinh tế",
    due="2026-12-01",
)


def question(status: QuestionStatus, **fields: Any) -> QuestionRecord:
    given = {
        "number": 7,
        "text": TEXT,
        "channel": Channel.PHONE,
        "topic": "Giao thông",
        "name": "Nguyễn Thị Lan",
        "place": "Thôn Đông",
        "receipt_code": "K7QM2XRT9D0A07",
        "asked_at": NOON,
        "status": status,
        "support": 41,
        "reason": None,
        "words": None,
    }
    return QuestionRecord(**{**given, **fields})


def case(state: CaseState, **fields: Any) -> CaseRecord:
    given = {"outcome": None, "unit": None, "due": None, "reason": None, **fields}
    return CaseRecord(question=7, code="K7QM2XRT9D0A07", state=state, opened_at=NOON + 3, **given)


def promised() -> CaseFile:
    opened = case(
        CaseState.ASSIGNED, outcome=Outcome.PROMISED, unit="Phòng Kinh tế", due="2026-12-01"
    )
    return file(QuestionStatus.ANSWERED, opened, PROMISE)


def file(status: QuestionStatus, opened: CaseRecord | None = None, *answers: Turn) -> CaseFile:
    return CaseFile(conference=CONFERENCE, question=question(status), answers=answers, case=opened)


def at(day: int, month: int, hour: int, minute: int) -> int:
    return int(datetime(2026, month, day, hour, minute, tzinfo=VIETNAM).timestamp() * 1000)


@pytest.mark.parametrize(
    "typed", ["K7QM2XRT9D0A07", " k7qm2xrt9d0a07 ", "K7QM-2XRT-9DOA-O7", "k7qm 2xrt 9d0a 07"]
)
def test_a_code_is_understood_as_people_type_it(typed: str) -> None:
    assert typed_code(typed) == "K7QM2XRT9D0A07"


def test_the_holder_of_the_code_reads_the_text_whatever_became_of_it_but_sealed() -> None:
    stories = {status: tell(file(status), NOON) for status in QuestionStatus}
    told = {status for status, story in stories.items() if story and story["text"] == TEXT}
    assert told == set(QuestionStatus) - {QuestionStatus.SEALED}


def test_it_says_when_nobody_else_reads_it() -> None:
    kept = {s for s in QuestionStatus if (story := tell(file(s), NOON)) and story["kept_back"]}
    assert kept == {
        QuestionStatus.WAITING,
        QuestionStatus.DECLINED,
        QuestionStatus.WITHDRAWN,
        QuestionStatus.GUIDED,
    }


def test_an_edited_question_is_told_in_both_wordings() -> None:
    edited = question(QuestionStatus.QUEUED, asked_text="Bao giờ sửa cầu")
    given = CaseFile(conference=CONFERENCE, question=edited, answers=(), case=None)
    story = tell(given, NOON)
    assert story is not None
    assert (story["text"], story["asked_text"]) == (TEXT, "Bao giờ sửa cầu")


def test_the_askers_name_and_place_are_never_told() -> None:
    story = repr(tell(promised(), NOON))
    assert ("Nguyễn Thị Lan" in story, "Thôn Đông" in story) == (False, False)


def test_a_sealed_question_has_no_story() -> None:
    assert tell(file(QuestionStatus.SEALED, case(CaseState.SEALED)), NOON) is None


@pytest.mark.parametrize(
    ("now", "clock"),
    [
        (at(28, 11, 23, 59), ("open", 3)),
        (at(29, 11, 0, 0), ("soon", 2)),
        (at(1, 12, 23, 59), ("soon", 0)),
        (at(2, 12, 0, 0), ("overdue", 1)),
        (at(1, 1, 0, 0) + 365 * 86_400_000, ("overdue", 31)),
    ],
)
def test_a_promise_is_late_from_the_next_day_on(now: int, clock: tuple[str, int]) -> None:
    story = tell(promised(), now)
    assert story is not None
    assert (story["clock"]["kind"], story["clock"]["days"]) == clock


def test_a_promise_tells_its_steps_in_order_and_what_is_awaited() -> None:
    story = tell(promised(), NOON)
    assert story is not None
    assert [(step["what"], step["at"]) for step in story["steps"]] == [
        ("received", NOON),
        ("called", NOON + 1),
        (Outcome.PROMISED, NOON + 2),
        ("opened", NOON + 3),
        ("after_promised", None),
    ]


@pytest.mark.parametrize(
    ("status", "opened", "awaited"),
    [
        (QuestionStatus.WAITING, None, "meeting"),
        (QuestionStatus.QUEUED, None, "meeting"),
        (QuestionStatus.WITHDRAWN, None, "received"),
        (QuestionStatus.QUEUED, case(CaseState.RECEIVED), "assignment"),
        (
            QuestionStatus.ANSWERED,
            case(CaseState.RECEIVED, outcome=Outcome.REFERRED),
            "after_referred",
        ),
        (QuestionStatus.ANSWERED, case(CaseState.ANSWERED, outcome=Outcome.ANSWERED), "opened"),
        (QuestionStatus.DECLINED, case(CaseState.DECLINED), "opened"),
        (QuestionStatus.WITHDRAWN, case(CaseState.WITHDRAWN), "opened"),
    ],
)
def test_the_last_step_is_what_is_awaited_or_the_end(
    status: QuestionStatus, opened: CaseRecord | None, awaited: str
) -> None:
    story = tell(file(status, opened), NOON)
    assert story is not None
    assert story["steps"][-1]["what"] == awaited


def test_why_a_question_was_declined_is_told() -> None:
    declined = question(
        QuestionStatus.DECLINED, reason=DeclineReason.OTHER, words="Đã trả lời ở câu 3"
    )
    story = tell(
        CaseFile(
            conference=replace(CONFERENCE, rules=RULES),
            question=declined,
            answers=(),
            case=case(CaseState.DECLINED),
        ),
        NOON,
    )
    assert story is not None
    assert (story["reason"], story["words"]) == ("Việc khác", "Đã trả lời ở câu 3")
