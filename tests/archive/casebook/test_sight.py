"""What each step of a case tells to whom, and above all what it does not."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from archive.calendar import end_of
from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.event import CaseEvent
from archive.casebook.naming import CASE_EVENTS
from archive.casebook.sight import SIGHTS, Fields, Line, Reader, tell
from archive.casework import CaseState
from archive.deadlines import ClockKind
from conference.event import Event
from conference.vocabulary import Role
from tests.casebook_histories import lived, seeds
from tests.casebook_story import ANY, CHAIR, CITIZEN, CLERK, FRONT, OWNER, PUBLISHER, SEALED_BOX
from tests.casebook_trio import AN, BINH, COMMITTED, Book, stood

S = CaseState
OUTSIDE = (Reader.PUBLIC, Reader.MEMBER, Reader.HOLDER)
SECRET = "Chuyện nội bộ"


def story(book: Book, code: str = AN) -> list[CaseEvent]:
    return [one for one in book.events if isinstance(one, CaseEvent) and one.case == code]


def told(book: Book, reader: Reader) -> list[Line]:
    return tell(story(book), reader)


def steps(lines: list[Line]) -> list[str]:
    return [line.step for line in lines]


def everything_said(lines: list[Line]) -> str:
    return repr([(line.by, dict(line.told)) for line in lines])


def rows(sight: Any) -> list[Fields]:
    every = (sight.staff, sight.holder, sight.member, sight.public, sight.front)
    return [fields for fields in every if fields is not None]


def test_every_event_has_its_row_and_every_field_exists() -> None:
    cases = {kind for kind in CASE_EVENTS.values() if issubclass(kind, CaseEvent)}
    assert set(SIGHTS) == cases
    for kind, sight in SIGHTS.items():
        fields = set(kind.__dataclass_fields__) - set(Event.__dataclass_fields__) - {"case"}
        assert {name for row in rows(sight) for name in row} <= fields
        if kind is not e.CaseUnsealed:
            assert set(sight.staff) == fields


def test_nobody_outside_is_told_more_than_staff_nor_the_public_more_than_the_holder() -> None:
    for kind, sight in SIGHTS.items():
        for narrower, wider in (
            (sight.holder, sight.staff),
            (sight.member, sight.holder),
            (sight.public, sight.holder),
            (sight.front, sight.staff),
        ):
            if narrower is not None:
                assert set(narrower) <= set(wider or ()), kind


def test_the_vault_key_is_for_those_who_work_on_the_case() -> None:
    with_key = [kind for kind in SIGHTS if "original" in SIGHTS[kind].staff]
    assert len(with_key) == 5
    for kind in with_key:
        others = (SIGHTS[kind].holder, SIGHTS[kind].front)
        assert not [row for row in others if row is None or "original" in row]


def test_the_holder_reads_the_answer_when_it_is_approved_and_no_draft_before() -> None:
    book = stood(S.PROCESSING)
    book.does(OWNER, c.SubmitAnswer, decision=SECRET)
    book.does(CHAIR, c.RejectAnswer, words=SECRET)
    book.does(OWNER, c.SubmitAnswer, **COMMITTED, decision="Sẽ sửa", doer="Đội cầu đường")
    assert SECRET not in everything_said(told(book, Reader.HOLDER))
    assert "Sẽ sửa" not in everything_said(told(book, Reader.HOLDER))
    book.does(CHAIR, c.ApproveAnswer)
    approved = next(line for line in told(book, Reader.HOLDER) if line.step == "answer_approved")
    assert approved == Line(
        at=book.now,
        step="answer_approved",
        role=Role.CHAIR,
        by=None,
        told={
            "answer": 2,
            "outcome": COMMITTED["outcome"],
            "decision": "Sẽ sửa",
            "basis": ANY["basis"],
            "doer": "Đội cầu đường",
            "due": COMMITTED["due"],
            "from_authority": None,
        },
    )
    assert told(book, Reader.MEMBER)[-2].told["decision"] == "Sẽ sửa"


def test_staff_and_front_read_drafts_notes_and_names() -> None:
    book = stood(S.AWAITING_APPROVAL)
    book.does(CLERK, c.WriteNote, words=SECRET)
    book.does(CHAIR, c.RejectAnswer, words="Thiếu căn cứ")
    for reader in (Reader.STAFF, Reader.FRONT):
        lines = told(book, reader)
        submitted, noted, rejected = [
            line
            for line in lines
            if line.step in ("answer_submitted", "note_written", "answer_rejected")
        ]
        assert submitted.told["decision"] == ANY["decision"]
        assert (noted.by, noted.told) == (CLERK.id, {"words": SECRET})
        assert rejected.told == {"answer": 1, "words": "Thiếu căn cứ"}


def test_the_public_reads_only_what_is_published_in_its_redacted_wording() -> None:
    book = stood(S.ANSWERED)
    assert told(book, Reader.PUBLIC) == []
    book.does(PUBLISHER, c.PublishCase, answer_text="Đã sửa, [tên đã che]")
    lines = told(book, Reader.PUBLIC)
    assert "Đã sửa, [tên đã che]" in everything_said(lines)
    assert ANY["decision"] not in everything_said(lines)
    assert {line.by for line in lines} == {None}
    assert steps(lines) == [
        "case_opened",
        "case_taken_up",
        "case_classified",
        "case_assigned",
        "case_accepted",
        "answer_approved",
        "case_published",
    ]
    book.does(CHAIR, c.WithholdCase, words=SECRET)
    assert told(book, Reader.PUBLIC) == []
    assert told(book, Reader.HOLDER)[-1].told == {}
    assert told(book, Reader.FRONT)[-1].told == {"words": SECRET}


def test_another_asker_is_told_nothing_of_what_this_one_wrote() -> None:
    book = stood(S.NEED_INFO)
    book.does(CITIZEN, c.AddInformation, text=SECRET)
    assert SECRET in everything_said(told(book, Reader.HOLDER))
    assert SECRET not in everything_said(told(book, Reader.MEMBER))


def test_a_longer_term_is_told_with_its_reason_and_no_other_clock_is() -> None:
    book = stood(S.PROCESSING)
    assert "clock_set" not in steps(told(book, Reader.HOLDER))
    book.does(CHAIR, c.ExtendDeadline, words="Chờ khảo sát")
    extended = told(book, Reader.HOLDER)[-1]
    assert (extended.step, extended.told["words"]) == ("clock_set", "Chờ khảo sát")
    assert set(extended.told) == {"clock", "words"}
    assert told(book, Reader.PUBLIC) == []


def test_of_a_longer_term_everybody_is_told_the_day_and_not_the_reason() -> None:
    book = stood(S.IMPLEMENTING)
    book.does(PUBLISHER, c.PublishCase)
    book.does(CHAIR, c.ExtendDeadline, clock=ClockKind.PROMISE, days=3, words=SECRET)
    (extended,) = [line for line in told(book, Reader.PUBLIC) if line.step == "clock_set"]
    assert set(extended.told) == {"clock"}
    assert extended.told["clock"].due == end_of(date(2026, 12, 4))
    assert SECRET not in everything_said(told(book, Reader.PUBLIC))


def test_whose_case_it_went_on_with_is_another_askers_secret() -> None:
    book = stood(S.MERGED)
    merged = [
        line.told
        for reader in (Reader.HOLDER, Reader.FRONT)
        for line in told(book, reader)
        if line.step == "case_merged"
    ]
    assert merged == [{}, {"into": BINH}]


@pytest.mark.parametrize("reader", [Reader.MEMBER, Reader.HOLDER, Reader.STAFF, Reader.FRONT])
def test_of_a_sealed_case_one_thing_is_told(reader: Reader) -> None:
    book = stood(S.PROCESSING)
    book.does(CLERK, c.WriteNote, words=SECRET)
    book.does(OWNER, c.SealCase)
    sealed_at = book.now
    assert told(book, reader) == [Line(sealed_at, "case_sealed", None, None, {})]


def test_the_front_goes_on_reading_what_it_wrote_and_was_replied() -> None:
    book = stood(S.PROCESSING)
    book.does(CLERK, c.WriteNote, words=SECRET)
    book.does(FRONT, c.RecordFieldCheck)
    book.does(FRONT, c.MakeRecommendation)
    book.does(CHAIR, c.ReplyToRecommendation)
    book.does(OWNER, c.SealCase)
    own = ["field_check_recorded", "recommendation_made", "recommendation_answered"]
    lines = told(book, Reader.FRONT)
    assert steps(lines) == [*own, "case_sealed"]
    assert SECRET not in everything_said(lines)
    assert steps(told(book, Reader.STAFF)) == ["case_sealed"]


def test_of_a_case_that_was_born_sealed_too() -> None:
    book = Book(S.SEALED)
    line = Line(book.events[0].at, "case_sealed", None, None, {})
    assert told(book, Reader.FRONT) == [line]
    assert told(book, Reader.PUBLIC) == []
    assert steps(told(book, Reader.SEALED_BOX))[0] == "case_opened"


def test_what_turned_out_to_be_none_is_told_again_but_not_why() -> None:
    book = stood(S.PROCESSING)
    book.does(OWNER, c.SealCase)
    book.does(SEALED_BOX, c.UnsealCase, words=SECRET)
    for reader in (Reader.HOLDER, Reader.STAFF, Reader.FRONT):
        lines = told(book, reader)
        assert "case_opened" in steps(lines)
        assert SECRET not in everything_said(lines)
    assert SECRET in everything_said(told(book, Reader.SEALED_BOX))


def test_what_was_sealed_is_not_published_any_more() -> None:
    book = stood(S.ANSWERED)
    book.does(PUBLISHER, c.PublishCase)
    book.does(FRONT, c.ReopenCase)
    assert told(book, Reader.PUBLIC) != []
    book.does(CHAIR, c.AcceptCase)
    book.does(OWNER, c.SealCase)
    assert told(book, Reader.PUBLIC) == []
    book.does(SEALED_BOX, c.UnsealCase)
    assert told(book, Reader.PUBLIC) == []


NEVER_OUTSIDE = (e.NoteWritten, e.DeclineProposed, e.DeclineRejected, e.AnswerRejected)
THE_FRONTS = (
    e.SupervisionNoteWritten,
    e.FieldCheckRecorded,
    e.RecommendationMade,
    e.RecommendationAnswered,
    e.RecommendationSettled,
)


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_no_note_no_rejected_draft_and_nothing_sealed_gets_out(seed: int) -> None:
    book = lived(seed)
    for code, case in book.state.cases.items():
        events = story(book, code)
        drafts = {one.decision for one in case.answers if one.approved_by is None}
        inside = {one.words for one in events if isinstance(one, NEVER_OUTSIDE + THE_FRONTS)}
        confirmed = {one.words for one in events if isinstance(one, e.CaseDeclined)}
        secrets = (drafts | inside) - confirmed - {ANY["words"], ANY["decision"]}
        for reader in OUTSIDE:
            lines = tell(events, reader)
            said = everything_said(lines)
            assert [secret for secret in secrets if f"{secret!r}" in said] == []
            if case.state is S.SEALED:
                assert set(steps(lines)) <= {"case_sealed"}
                assert not [line for line in lines if line.told]


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_the_holder_reads_approved_answers_and_no_others(seed: int) -> None:
    book = lived(seed)
    for code, case in book.state.cases.items():
        lines = tell(story(book, code), Reader.HOLDER)
        answers = [line.told["answer"] for line in lines if "answer" in line.told]
        approved = [n for n, one in enumerate(case.answers, 1) if one.approved_by is not None]
        assert answers == ([] if case.state is S.SEALED else approved)
