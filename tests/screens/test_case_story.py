"""What the page of a code tells before the conference has closed, and what it keeps to itself."""

from dataclasses import replace
from typing import Any

import pytest

from archive.records import CaseFile, ConferenceRecord, QuestionRecord, Turn
from conference.vocabulary import Channel, DeclineReason, Outcome, QuestionStatus, Stage
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


def promised() -> CaseFile:
    return file(QuestionStatus.ANSWERED, PROMISE)


def file(status: QuestionStatus, *answers: Turn) -> CaseFile:
    return CaseFile(conference=CONFERENCE, question=question(status), answers=answers, case=None)


@pytest.mark.parametrize(
    "typed", ["K7QM2XRT9D0A07", " k7qm2xrt9d0a07 ", "K7QM-2XRT-9DOA-O7", "k7qm 2xrt 9d0a 07"]
)
def test_a_code_is_understood_as_people_type_it(typed: str) -> None:
    assert typed_code(typed) == "K7QM2XRT9D0A07"


def test_the_holder_of_the_code_reads_the_text_whatever_became_of_it_but_sealed() -> None:
    stories = {status: tell(file(status)) for status in QuestionStatus}
    told = {status for status, story in stories.items() if story and story["text"] == TEXT}
    assert told == set(QuestionStatus) - {QuestionStatus.SEALED}


def test_it_says_when_nobody_else_reads_it() -> None:
    kept = {s for s in QuestionStatus if (story := tell(file(s))) and story["kept_back"]}
    assert kept == {
        QuestionStatus.WAITING,
        QuestionStatus.DECLINED,
        QuestionStatus.WITHDRAWN,
        QuestionStatus.GUIDED,
    }


def test_an_edited_question_is_told_in_both_wordings() -> None:
    edited = question(QuestionStatus.QUEUED, asked_text="Bao giờ sửa cầu")
    given = CaseFile(conference=CONFERENCE, question=edited, answers=(), case=None)
    story = tell(given)
    assert story is not None
    assert (story["text"], story["asked_text"]) == (TEXT, "Bao giờ sửa cầu")


def test_the_askers_name_and_place_are_never_told() -> None:
    story = repr(tell(promised()))
    assert ("Nguyễn Thị Lan" in story, "Thôn Đông" in story) == (False, False)


def test_a_sealed_question_has_no_story() -> None:
    assert tell(file(QuestionStatus.SEALED)) is None


def test_a_promise_tells_its_steps_in_order_and_what_is_awaited() -> None:
    story = tell(promised())
    assert story is not None
    assert [(step["what"], step["at"]) for step in story["steps"]] == [
        ("received", NOON),
        ("called", NOON + 1),
        (Outcome.PROMISED, NOON + 2),
    ]


@pytest.mark.parametrize(
    ("status", "awaited"),
    [
        (QuestionStatus.WAITING, "meeting"),
        (QuestionStatus.QUEUED, "meeting"),
        (QuestionStatus.DECLINED, "meeting"),
        (QuestionStatus.WITHDRAWN, "received"),
    ],
)
def test_the_last_step_is_what_is_awaited_or_the_end(status: QuestionStatus, awaited: str) -> None:
    story = tell(file(status))
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
            case=None,
        )
    )
    assert story is not None
    assert (story["reason"], story["words"]) == ("Việc khác", "Đã trả lời ở câu 3")
