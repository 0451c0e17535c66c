"""What the holder of a code may do, how often, and until when."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from archive.calendar import end_of
from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.families import FAMILIES
from archive.casebook.limits import CITIZEN_REOPENINGS_MAX, NOTES_MAX_PER_CASE
from archive.casework import REPLIED, CaseState, Publication
from archive.deadlines import ClockKind
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor
from tests.casebook_story import CHAIR, CITIZEN, CLERK, DAY, FRONT, OWNER, PUBLISHER
from tests.casebook_trio import AN, BINH, CHI, Book, stood

S = CaseState


def answered_again(book: Book) -> None:
    book.does(CHAIR, c.AcceptCase)
    book.does(OWNER, c.SubmitAnswer)
    book.does(CHAIR, c.ApproveAnswer)


@pytest.mark.parametrize("back_to", [S.VERIFYING, S.PROCESSING])
def test_information_brings_the_case_back_where_it_was_missed(back_to: CaseState) -> None:
    book = stood(back_to)
    book.does(CLERK if back_to is S.VERIFYING else OWNER, c.RequestInformation)
    assert book.tries(CITIZEN, c.AddInformation, text=" ") == Refusal(Code.EMPTY, "text")
    done = book.does(CITIZEN, c.AddInformation, text="Ở thôn Đông", original="vault-1")
    facts = {"at": book.now, "by": CITIZEN, "cause": book.events[-1].cause, "case": AN}
    assert done[:2] == [
        e.InformationAdded(**facts, text="Ở thôn Đông", original="vault-1"),
        e.CaseResumed(**facts, to=back_to, words=None),
    ]
    assert (book.first.state, book.first.additions) == (back_to, 1)


def test_information_does_not_wake_what_was_withdrawn_meanwhile() -> None:
    book = stood(S.NEED_INFO)
    book.does(CITIZEN, c.WithdrawCase)
    assert book.tries(CITIZEN, c.AddInformation) == Refusal(Code.STALE, S.WITHDRAWN)


def test_the_latest_rating_counts() -> None:
    book = stood(S.ANSWERED)
    book.does(CITIZEN, c.RateAnswer, stars=2, words=" ")
    done = book.does(CITIZEN, c.RateAnswer, stars=5, solved=True, words="Cảm ơn", original="v")
    facts = {"at": book.now, "by": CITIZEN, "cause": book.events[-1].cause, "case": AN}
    assert done == [e.AnswerRated(**facts, stars=5, solved=True, words="Cảm ơn", original="v")]
    assert (book.first.stars, book.first.solved, book.first.state) == (5, True, S.ANSWERED)


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_stars_are_one_to_five(stars: int) -> None:
    refusal = Refusal(Code.BAD_VALUE, "stars")
    assert stood(S.ANSWERED).tries(CITIZEN, c.RateAnswer, stars=stars) == refusal


def test_words_to_a_rating_are_cleaned() -> None:
    refusal = Refusal(Code.BAD_TEXT, "words")
    assert stood(S.ANSWERED).tries(CITIZEN, c.RateAnswer, words="\x01") == refusal


def test_ratings_have_an_end() -> None:
    book = stood(S.ANSWERED)
    book.first.additions = NOTES_MAX_PER_CASE
    assert book.tries(CITIZEN, c.RateAnswer) == Refusal(Code.TOO_MANY, NOTES_MAX_PER_CASE)


@pytest.mark.parametrize("state", [S.ANSWERED, S.IMPLEMENTING])
@pytest.mark.parametrize("settled", [(PUBLISHER, c.PublishCase), (CHAIR, c.WithholdCase)])
def test_solved_closes_what_is_settled(state: CaseState, settled: Any) -> None:
    book = stood(state)
    book.does(*settled)
    done = book.does(CITIZEN, c.RateAnswer, stars=5, solved=True)
    assert e.CaseClosed in map(type, done)
    assert (book.first.state, book.first.clocks) == (S.CLOSED, {})


def test_not_solved_closes_nothing() -> None:
    book = stood(S.ANSWERED)
    book.does(PUBLISHER, c.PublishCase)
    book.does(CITIZEN, c.RateAnswer, stars=1, solved=False)
    assert book.first.state is S.ANSWERED


def test_a_closed_case_can_still_be_judged() -> None:
    book = stood(S.CLOSED)
    assert [type(one) for one in book.does(CITIZEN, c.RateAnswer, solved=True)] == [e.AnswerRated]


def test_reopened_says_why_and_asks_the_citizen_anew() -> None:
    book = stood(S.CLOSED)
    assert book.tries(CITIZEN, c.ReopenCase, words="") == Refusal(Code.EMPTY, "words")
    done = book.does(CITIZEN, c.ReopenCase, words="Cầu lại hỏng", original="v")
    facts = {"at": book.now, "by": CITIZEN, "cause": book.events[-1].cause, "case": AN}
    assert done[0] == e.CaseReopened(**facts, words="Cầu lại hỏng", original="v")
    case = book.first
    assert (case.state, case.reopened, case.solved) == (S.REOPENED, 1, None)
    assert case.publication is Publication.PUBLISHED
    assert set(case.clocks) == {ClockKind.ANSWER}


def test_the_citizen_reopens_twice() -> None:
    book = stood(S.ANSWERED)
    for _time in range(CITIZEN_REOPENINGS_MAX):
        book.does(CITIZEN, c.ReopenCase)
        answered_again(book)
    assert book.tries(CITIZEN, c.ReopenCase) == Refusal(Code.TOO_MANY, CITIZEN_REOPENINGS_MAX)
    book.does(FRONT, c.ReopenCase)
    case = book.first
    assert (case.state, case.reopened) == (S.REOPENED, CITIZEN_REOPENINGS_MAX + 1)
    assert case.reopened_by_citizen == CITIZEN_REOPENINGS_MAX


def test_the_fifteenth_day_is_the_last() -> None:
    """Answered on Monday 2 November: fifteen working days end with Monday the 23rd."""
    book = stood(S.ANSWERED)
    midnight = end_of(date(2026, 11, 23))
    assert book.tries(CITIZEN, c.ReopenCase, at=midnight) == Refusal(
        Code.CLOSED, ClockKind.REOPEN_WINDOW
    )
    assert isinstance(book.tries(CITIZEN, c.ReopenCase, at=midnight - 1), list)


@pytest.mark.parametrize("actor", [CHAIR, FRONT])
def test_chair_and_front_reopen_whenever_they_must(actor: Actor) -> None:
    book = stood(S.ANSWERED)
    book.later(300)
    book.does(actor, c.ReopenCase)
    case = book.first
    assert (case.state, case.reopened, case.reopened_by_citizen) == (S.REOPENED, 1, 0)


def test_an_answer_stands_while_a_report_on_its_promise_is_weighed() -> None:
    book = stood(S.IMPLEMENTING)
    assert book.first.replied
    book.does(OWNER, c.SubmitAnswer)
    assert (book.first.state, book.first.replied) == (S.AWAITING_APPROVAL, True)
    book.does(CHAIR, c.RejectAnswer)
    assert (book.first.state, book.first.replied) == (S.PROCESSING, True)
    book.does(OWNER, c.SubmitAnswer)
    book.does(CHAIR, c.ApproveAnswer)
    book.does(CITIZEN, c.ReopenCase)
    assert (book.first.state, book.first.replied) == (S.REOPENED, False)


@pytest.mark.parametrize("state", list(S))
def test_where_nothing_was_promised_an_answer_is_an_answered_case(state: CaseState) -> None:
    assert stood(state).first.replied is (state in REPLIED)


def test_a_year_that_nobody_loaded_is_not_the_citizens_fault() -> None:
    book = stood(S.AWAITING_APPROVAL)
    book.later(50)
    book.does(CHAIR, c.ApproveAnswer)
    book.later(300)
    book.does(CITIZEN, c.ReopenCase)
    assert book.first.state is S.REOPENED


def test_a_case_without_a_known_day_can_be_reopened() -> None:
    book = stood(S.ANSWERED)
    book.first.answered_at = None
    book.later(30)
    book.does(CITIZEN, c.ReopenCase)


def test_withdrawn_with_words_or_without() -> None:
    book = stood(S.PROCESSING)
    assert book.tries(CITIZEN, c.WithdrawCase, words="\x01") == Refusal(Code.BAD_TEXT, "words")
    done = book.does(CITIZEN, c.WithdrawCase, words=None)
    facts = {"at": book.now, "by": CITIZEN, "cause": book.events[-1].cause, "case": AN}
    assert done[0] == e.CaseWithdrawn(**facts, words=None, original=None)
    assert (book.first.state, book.first.decided_at) == (S.WITHDRAWN, book.now)
    assert book.first.clocks == {}


def test_what_was_merged_into_it_does_not_go_with_it() -> None:
    book = Book()
    book.does(CLERK, c.MergeCase, case=BINH, into=AN)
    book.does(CLERK, c.MergeCase, case=CHI, into=AN)
    done = book.does(CITIZEN, c.WithdrawCase)
    revived = [one for one in done if isinstance(one, e.CaseRevived)]
    assert [(one.case, one.by) for one in revived] == [(BINH, FAMILIES), (CHI, FAMILIES)]
    states = {code: case.state for code, case in book.state.cases.items()}
    assert states == {AN: S.WITHDRAWN, BINH: S.RECEIVED, CHI: S.RECEIVED}
    assert (book.first.members, book.state.cases[BINH].merged_into) == ([], None)


@pytest.mark.parametrize("state", [S.DECLINED, S.GUIDED, S.MERGED, S.WITHDRAWN])
def test_an_appeal_moves_nothing_and_comes_once(state: CaseState) -> None:
    book = stood(state)
    assert book.tries(CITIZEN, c.AppealCase, words="") == Refusal(Code.EMPTY, "words")
    done = book.does(CITIZEN, c.AppealCase, words="Xin xem lại", original="v")
    facts = {"at": book.now, "by": CITIZEN, "cause": book.events[-1].cause, "case": AN}
    assert done == [e.CaseAppealed(**facts, words="Xin xem lại", original="v")]
    assert (book.first.state, book.first.appealed) == (state, True)
    assert book.tries(CITIZEN, c.AppealCase) == Refusal(Code.DUPLICATE, AN)


def test_the_tenth_day_is_the_last_to_appeal() -> None:
    """Declined on Monday 2 November: ten working days end with Monday the 16th."""
    book = stood(S.DECLINED)
    midnight = end_of(date(2026, 11, 16))
    assert book.tries(CITIZEN, c.AppealCase, at=midnight) == Refusal(Code.CLOSED, ClockKind.APPEAL)
    assert isinstance(book.tries(CITIZEN, c.AppealCase, at=midnight - 1), list)


def test_the_days_are_those_of_the_commune() -> None:
    book = stood(S.DECLINED)
    shorter = replace(book.terms.deadline("appeal"), version=2, amount=1)
    book.terms = replace(book.terms, deadlines={**book.terms.deadlines, "appeal": shorter})
    late = {"at": book.now + 2 * DAY}
    assert book.tries(CITIZEN, c.AppealCase, **late) == Refusal(Code.CLOSED, ClockKind.APPEAL)
