"""The answer: its author and its approver, its day, its publication, and the end of the case."""

from typing import Any

import pytest

from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.limits import ANSWERS_MAX_PER_CASE, COMMITMENT_MAX_DAYS
from archive.casebook.rules_answer import AGREED
from archive.casework import CaseOutcome, CaseState, Publication
from archive.deadlines import ClockKind
from conference.event import Event
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from tests.casebook_story import ANY, APPROVER, CHAIR, CITIZEN, CLERK, OWNER, PUBLISHER, RULE
from tests.casebook_trio import AN, COMMITTED, Book, stood

S = CaseState
PUBLISHED = (PUBLISHER, c.PublishCase)
WITHHELD = (CHAIR, c.WithholdCase)


def facts(book: Book, actor: Actor) -> dict[str, Any]:
    """Of the act that was done last."""
    return {"at": book.now, "by": actor, "cause": book.events[-1].cause, "case": AN}


def said(events: list[Event]) -> list[Event]:
    """Without what the clocks do."""
    return [one for one in events if not isinstance(one, e.ClockSet | e.ClockStopped)]


def test_an_answer_says_what_was_decided_and_on_what_ground() -> None:
    book = stood(S.PROCESSING)
    book.does(OWNER, c.AttachFile)
    done = book.does(
        OWNER,
        c.SubmitAnswer,
        **COMMITTED,
        decision="  Sửa cầu ",
        doer="Phòng Kinh tế",
        evidence=(ANY["file"],),
    )
    assert said(done) == [
        e.AnswerSubmitted(
            **facts(book, OWNER),
            answer=1,
            outcome=CaseOutcome.COMMITTED,
            decision="Sửa cầu",
            basis=ANY["basis"],
            doer="Phòng Kinh tế",
            due=COMMITTED["due"],
            evidence=(ANY["file"],),
            from_authority=None,
        )
    ]
    assert (book.first.state, book.first.answers[0].author) == (S.AWAITING_APPROVAL, OWNER.id)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"decision": " "}, Refusal(Code.EMPTY, "decision")),
        ({"basis": ""}, Refusal(Code.EMPTY, "basis")),
        ({"doer": "x" * 201}, Refusal(Code.TOO_LONG, "doer")),
        ({"from_authority": "\x01"}, Refusal(Code.BAD_TEXT, "from_authority")),
        ({"evidence": ("0" * 64,)}, Refusal(Code.BAD_VALUE, "evidence")),
        ({"due": "2026-12-01"}, Refusal(Code.BAD_VALUE, "due")),
        ({"outcome": CaseOutcome.COMMITTED}, Refusal(Code.EMPTY, "due")),
        ({**COMMITTED, "due": "2026-11-02"}, Refusal(Code.BAD_VALUE, "due")),
        ({**COMMITTED, "due": "20261201"}, Refusal(Code.BAD_VALUE, "due")),
        ({**COMMITTED, "due": "2026-02-30"}, Refusal(Code.BAD_VALUE, "due")),
        ({**COMMITTED, "due": "2031-11-07"}, Refusal(Code.BAD_VALUE, "due")),
        ({"outcome": CaseOutcome.FORWARDED_RESULT}, Refusal(Code.EMPTY, "from_authority")),
    ],
)
def test_what_an_answer_must_not_be(fields: dict[str, Any], refusal: Refusal) -> None:
    assert stood(S.PROCESSING).tries(OWNER, c.SubmitAnswer, **fields) == refusal


def test_evidence_is_named_once() -> None:
    book = stood(S.PROCESSING)
    book.does(OWNER, c.AttachFile)
    twice = (ANY["file"], ANY["file"])
    assert book.tries(OWNER, c.SubmitAnswer, evidence=twice) == Refusal(Code.BAD_VALUE, "evidence")


def test_the_last_day_that_can_be_promised() -> None:
    assert COMMITMENT_MAX_DAYS == 1_830
    book = stood(S.PROCESSING)
    book.does(OWNER, c.SubmitAnswer, **{**COMMITTED, "due": "2031-11-06"})
    assert book.first.answers[0].due == "2031-11-06"


def test_what_a_higher_authority_replied_names_it() -> None:
    book = stood(S.TRANSFERRED)
    book.does(CLERK, c.SubmitAnswer, outcome=CaseOutcome.FORWARDED_RESULT)
    book.does(CHAIR, c.RejectAnswer)
    book.does(
        OWNER,
        c.SubmitAnswer,
        outcome=CaseOutcome.FORWARDED_RESULT,
        from_authority="UBND tỉnh",
    )
    answers = [one for one in book.events if isinstance(one, e.AnswerSubmitted)]
    assert [one.from_authority for one in answers] == [ANY["authority"], "UBND tỉnh"]


def test_drafts_have_an_end() -> None:
    book = stood(S.PROCESSING)
    for _ in range(ANSWERS_MAX_PER_CASE):
        book.does(OWNER, c.SubmitAnswer)
        book.does(CHAIR, c.RejectAnswer)
    assert book.tries(OWNER, c.SubmitAnswer) == Refusal(Code.TOO_MANY, ANSWERS_MAX_PER_CASE)


def test_another_officer_does_not_answer() -> None:
    other = Actor(Role.OFFICER, "nam")
    assert stood(S.PROCESSING).tries(other, c.SubmitAnswer) == Refusal(Code.NOT_ALLOWED)


def test_a_rejected_answer_goes_back_to_work() -> None:
    book = stood(S.AWAITING_APPROVAL)
    assert book.tries(APPROVER, c.RejectAnswer, words="") == Refusal(Code.EMPTY, "words")
    done = book.does(APPROVER, c.RejectAnswer, words="Thiếu căn cứ")
    assert said(done) == [e.AnswerRejected(**facts(book, APPROVER), answer=1, words="Thiếu căn cứ")]
    assert (book.first.state, book.first.outcome) == (S.PROCESSING, None)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.APPROVER])
def test_nobody_approves_their_own(role: Role) -> None:
    book = stood(S.AWAITING_APPROVAL)
    same_person = Actor(role, OWNER.id)
    assert book.tries(same_person, c.ApproveAnswer) == Refusal(Code.NOT_ALLOWED, "author")


def test_an_approved_answer_is_to_be_made_public() -> None:
    book = stood(S.AWAITING_APPROVAL)
    done = book.does(APPROVER, c.ApproveAnswer)
    assert said(done) == [e.AnswerApproved(**facts(book, APPROVER), answer=1)]
    case = book.first
    assert (case.state, case.outcome, case.publication, case.answered_at) == (
        S.ANSWERED,
        CaseOutcome.RESOLVED,
        Publication.REDACTING,
        book.now,
    )
    answer = case.answers[0]
    assert (answer.approved_by, answer.approved_at) == (APPROVER.id, book.now)
    assert set(case.clocks) == {ClockKind.PUBLISH, ClockKind.RATING}


def test_a_commitment_begins_with_its_approval() -> None:
    book = stood(S.PROCESSING)
    book.does(OWNER, c.SubmitAnswer, **COMMITTED)
    done = book.does(CHAIR, c.ApproveAnswer)
    assert said(done) == [
        e.AnswerApproved(**facts(book, CHAIR), answer=1),
        e.PromiseBegun(**facts(book, CHAIR), due=COMMITTED["due"]),
    ]
    assert (book.first.state, book.first.promised) == (S.IMPLEMENTING, COMMITTED["due"])
    assert set(book.first.clocks) == {ClockKind.PUBLISH, ClockKind.PROMISE}


def test_a_commitment_that_waited_too_long_is_not_approved() -> None:
    book = stood(S.PROCESSING)
    book.does(OWNER, c.SubmitAnswer, **COMMITTED)
    book.later(29)
    assert book.tries(CHAIR, c.ApproveAnswer) == Refusal(Code.BAD_VALUE, "due")


def test_a_kept_promise_is_answered_anew() -> None:
    book = stood(S.IMPLEMENTING)
    book.does(*PUBLISHED)
    book.does(CITIZEN, c.RateAnswer)
    book.does(OWNER, c.SubmitAnswer)
    book.does(CHAIR, c.ApproveAnswer)
    case = book.first
    assert (case.state, case.outcome, case.promised) == (S.ANSWERED, CaseOutcome.RESOLVED, None)
    assert (case.publication, case.public_id) == (Publication.REDACTING, "p1")
    assert (case.stars, case.solved) == (None, None)


def test_published_in_its_own_wording_under_one_address() -> None:
    book = stood(S.ANSWERED)
    done = book.does(*PUBLISHED, question_text="[…] sửa cầu?", answer_text="Đã sửa.")
    assert said(done) == [
        e.CasePublished(
            **facts(book, PUBLISHER),
            public_id="p1",
            question_text="[…] sửa cầu?",
            answer_text="Đã sửa.",
        )
    ]
    assert set(book.first.clocks) == {ClockKind.RATING}
    again = book.does(*PUBLISHED, public_id="p2")
    assert [one.public_id for one in again if isinstance(one, e.CasePublished)] == ["p1"]
    assert book.first.publication is Publication.PUBLISHED


@pytest.mark.parametrize("field", ["question_text", "answer_text"])
def test_nothing_empty_is_published(field: str) -> None:
    assert stood(S.ANSWERED).tries(*PUBLISHED, **{field: " "}) == Refusal(Code.EMPTY, field)


def test_withheld_for_a_reason_and_its_address_is_dead() -> None:
    book = stood(S.ANSWERED)
    book.does(*PUBLISHED)
    assert book.tries(*WITHHELD, words=" ") == Refusal(Code.EMPTY, "words")
    done = book.does(*WITHHELD, words="Bí mật đời tư")
    assert said(done) == [e.CaseWithheld(**facts(book, CHAIR), words="Bí mật đời tư")]
    assert (book.first.publication, book.first.public_id) == (Publication.WITHHELD, None)
    assert book.tries(*WITHHELD) == Refusal(Code.DUPLICATE, "publication")
    book.does(*PUBLISHED, public_id="p2")
    assert (book.first.publication, book.first.public_id) == (Publication.PUBLISHED, "p2")


def test_what_is_published_can_be_taken_off_while_the_case_is_open_again() -> None:
    book = stood(S.ANSWERED)
    book.does(*PUBLISHED)
    book.does(CITIZEN, c.ReopenCase)
    book.does(*WITHHELD)
    assert (book.first.state, book.first.public_id) == (S.REOPENED, None)
    assert book.tries(*WITHHELD) == Refusal(Code.STALE, S.REOPENED)


@pytest.mark.parametrize("actor", [RULE, PUBLISHER, CITIZEN])
def test_nothing_closes_before_publication_is_settled(actor: Actor) -> None:
    book = stood(S.ANSWERED)
    book.later(60)
    assert book.tries(actor, c.CloseCase) == Refusal(Code.STALE, Publication.REDACTING)


@pytest.mark.parametrize("settled", [PUBLISHED, WITHHELD])
@pytest.mark.parametrize("actor", [RULE, PUBLISHER])
def test_time_closes_what_is_answered(settled: Any, actor: Actor) -> None:
    book = stood(S.ANSWERED)
    book.does(*settled)
    assert book.tries(actor, c.CloseCase) == Refusal(Code.STALE, ClockKind.RATING)
    book.now = book.first.clocks[ClockKind.RATING].due or 0
    done = book.does(actor, c.CloseCase)
    assert said(done) == [e.CaseClosed(**facts(book, actor), agreed=False)]
    assert (book.first.state, book.first.clocks) == (S.CLOSED, {})


def test_time_closes_nothing_that_is_still_promised() -> None:
    book = stood(S.IMPLEMENTING)
    book.does(*PUBLISHED)
    book.later(40)
    assert book.tries(RULE, c.CloseCase) == Refusal(Code.STALE, ClockKind.RATING)


def test_nothing_closes_while_nobody_knows_the_last_day() -> None:
    book = stood(S.AWAITING_APPROVAL)
    book.later(50)
    book.does(CHAIR, c.ApproveAnswer)
    book.does(*WITHHELD)
    book.later(30)
    assert book.first.clocks[ClockKind.RATING].due is None
    assert book.tries(RULE, c.CloseCase) == Refusal(Code.STALE, ClockKind.RATING)


def test_what_was_answered_on_stage_is_published_and_closed_like_any_other() -> None:
    book = Book(S.ANSWERED)
    book.does(*PUBLISHED)
    assert book.tries(RULE, c.CloseCase) == Refusal(Code.STALE, ClockKind.RATING)
    book.does(CITIZEN, c.RateAnswer, solved=True)
    assert (book.first.state, book.first.outcome) == (S.CLOSED, None)


@pytest.mark.parametrize("state", [S.ANSWERED, S.IMPLEMENTING])
@pytest.mark.parametrize("settled", [PUBLISHED, WITHHELD])
def test_what_was_called_solved_before_closes_with_publication(
    settled: Any, state: CaseState
) -> None:
    book = stood(state)
    book.does(CITIZEN, c.RateAnswer, solved=True)
    _settled, closed = said(book.does(*settled))
    assert closed == e.CaseClosed(**facts(book, AGREED), agreed=True)
    assert (book.first.state, book.first.clocks) == (S.CLOSED, {})
    assert [type(one) for one in said(book.does(PUBLISHER, c.PublishCase))] == [e.CasePublished]


@pytest.mark.parametrize("actor", [RULE, PUBLISHER])
def test_agreement_needs_no_time_to_pass(actor: Actor) -> None:
    book = stood(S.ANSWERED)
    book.does(*PUBLISHED)
    book.first.solved = True
    assert said(book.does(actor, c.CloseCase)) == [e.CaseClosed(**facts(book, actor), agreed=True)]


def test_the_holder_closes_without_a_rating() -> None:
    book = stood(S.ANSWERED)
    book.does(*PUBLISHED)
    done = book.does(CITIZEN, c.CloseCase)
    assert said(done) == [e.CaseClosed(**facts(book, CITIZEN), agreed=True)]


def test_an_old_page_changes_nothing() -> None:
    book = stood(S.ANSWERED)
    assert book.tries(*PUBLISHED, seen=1) == Refusal(Code.STALE, S.ANSWERED)
    assert book.tries(*PUBLISHED, case="?") == Refusal(Code.NOT_FOUND, "case")
