"""What the Front does, what the commune owes it, and that nobody else has a hand in it."""

from dataclasses import replace
from typing import Any

import pytest

from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.limits import NOTES_MAX_PER_CASE, SAMPLE_MAX_CASES, SAMPLES_MAX
from archive.casebook.permissions import TABLE
from archive.casebook.samples import drawable
from archive.casework import CaseState, Finding, Supervision
from archive.deadlines import ClockKind
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from tests.archive.casebook.book import (
    AN,
    BINH,
    CHAIR,
    CHI,
    CITIZEN,
    CLERK,
    FRONT,
    MINUTE,
    SEALED_BOX,
    Book,
    stood,
)

S = CaseState
REC = ClockKind.RECOMMENDATION
OPEN = Supervision.RECOMMENDATION_OPEN
DRAWN = (CHI, AN)
"""As `printf 'Xổ số\\n%s' 0001 | sha256sum` and so on rank them."""
FRONT_EVENTS = (
    e.CaseWatched,
    e.SupervisionNoteWritten,
    e.FieldCheckRecorded,
    e.RecommendationMade,
    e.RecommendationSettled,
    e.SampleDrawn,
)


def facts(book: Book, actor: Actor = FRONT) -> dict[str, Any]:
    return {"at": book.now, "by": actor, "cause": book.events[-1].cause, "case": AN}


def recommended(times: int = 1) -> Book:
    book = Book()
    for _ in range(times):
        book.does(FRONT, c.MakeRecommendation)
    return book


def test_only_the_front_can_ask_for_what_is_the_fronts() -> None:
    asked = {kind for kind, roles in TABLE.items() if Role.SUPERVISOR in roles}
    alone = {kind for kind in asked if TABLE[kind] == {Role.SUPERVISOR}}
    assert alone == {
        c.WatchCase,
        c.WriteSupervisionNote,
        c.RecordFieldCheck,
        c.MakeRecommendation,
        c.SettleRecommendation,
        c.DrawSample,
    }
    assert asked - alone == {c.ReopenCase, c.AttachFile}
    assert Role.SUPERVISOR not in TABLE[c.ReplyToRecommendation]


def test_watching_and_no_longer() -> None:
    book = Book()
    unwatched = book.tries(FRONT, c.WatchCase, watching=False)
    assert unwatched == Refusal(Code.DUPLICATE, AN)
    assert book.does(FRONT, c.WatchCase) == [e.CaseWatched(**facts(book), watching=True)]
    assert book.case.supervision is Supervision.WATCHING
    assert book.tries(FRONT, c.WatchCase) == Refusal(Code.DUPLICATE, AN)
    book.does(FRONT, c.WatchCase, watching=False)
    assert book.case.supervision is Supervision.NONE


def test_nobody_looks_away_while_a_recommendation_is_open() -> None:
    book = recommended()
    for watching in (True, False):
        assert book.tries(FRONT, c.WatchCase, watching=watching) == Refusal(Code.STALE, OPEN)


def test_a_note() -> None:
    book = Book()
    assert book.tries(FRONT, c.WriteSupervisionNote, words=" ") == Refusal(Code.EMPTY, "words")
    done = book.does(FRONT, c.WriteSupervisionNote, words="Đã gọi điện")
    assert done == [e.SupervisionNoteWritten(**facts(book), words="Đã gọi điện")]
    assert book.case.front_notes == 1


def test_a_field_check_saw_something() -> None:
    book = Book()
    done = book.does(FRONT, c.RecordFieldCheck, finding=Finding.NOT_DONE, day="2026-11-02")
    words = "Theo phản ánh tại hội nghị"
    check = e.FieldCheckRecorded(
        **facts(book), finding=Finding.NOT_DONE, day="2026-11-02", words=words
    )
    assert done == [check]
    assert book.case.front_notes == 1


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"day": "2026-11-03"}, Refusal(Code.BAD_VALUE, "day")),
        ({"day": "hôm qua"}, Refusal(Code.BAD_VALUE, "day")),
        ({"words": ""}, Refusal(Code.EMPTY, "words")),
    ],
)
def test_what_a_field_check_must_not_be(fields: dict[str, Any], refusal: Refusal) -> None:
    assert Book().tries(FRONT, c.RecordFieldCheck, **fields) == refusal


@pytest.mark.parametrize("kind", [c.WriteSupervisionNote, c.RecordFieldCheck, c.MakeRecommendation])
def test_what_the_front_writes_has_an_end(kind: type[c.CaseCommand]) -> None:
    book = Book()
    book.case.front_notes = NOTES_MAX_PER_CASE
    assert book.tries(FRONT, kind) == Refusal(Code.TOO_MANY, NOTES_MAX_PER_CASE)


@pytest.mark.parametrize("state", [state for state in S if state is not S.SEALED])
def test_a_recommendation_has_its_own_clock_wherever_the_case_stands(state: CaseState) -> None:
    book = stood(state)
    assert book.tries(FRONT, c.MakeRecommendation, words="") == Refusal(Code.EMPTY, "words")
    made = book.does(FRONT, c.MakeRecommendation, words="Đề nghị kiểm tra")[0]
    assert isinstance(made, e.RecommendationMade)
    assert (made.recommendation, made.words, made.clock.kind) == (1, "Đề nghị kiểm tra", REC)
    assert made.clock.started_at == book.now
    assert book.case.clocks[REC] == made.clock
    assert (book.case.supervision, book.case.front_notes) == (OPEN, 1)


def test_the_clock_outlives_the_case() -> None:
    book = stood(S.ANSWERED)
    book.does(FRONT, c.MakeRecommendation)
    book.does(CITIZEN, c.ReopenCase)
    book.does(CITIZEN, c.WithdrawCase)
    assert set(book.case.clocks) == {REC}


def test_a_reply_comes_once_and_stops_the_clock() -> None:
    book = recommended()
    assert book.tries(CLERK, c.ReplyToRecommendation, words="") == Refusal(Code.EMPTY, "words")
    done = book.does(CLERK, c.ReplyToRecommendation, words="Đã tiếp thu")
    assert done[:2] == [
        e.RecommendationAnswered(**facts(book, CLERK), recommendation=1, words="Đã tiếp thu"),
        e.ClockStopped(**facts(book, CLERK), kind=REC, late=False),
    ]
    assert REC not in book.case.clocks
    assert book.case.supervision is OPEN
    assert book.tries(CHAIR, c.ReplyToRecommendation) == Refusal(Code.DUPLICATE, 1)


def test_a_late_reply_stays_known() -> None:
    book = recommended()
    book.days_pass(20)
    book.does(CHAIR, c.ReplyToRecommendation)
    assert REC in book.case.breached


@pytest.mark.parametrize("number", [0, 2, -1])
@pytest.mark.parametrize(
    ("actor", "kind"), [(CHAIR, c.ReplyToRecommendation), (FRONT, c.SettleRecommendation)]
)
def test_there_is_no_such_recommendation(
    actor: Actor, kind: type[c.CaseCommand], number: int
) -> None:
    refusal = Refusal(Code.NOT_FOUND, "recommendation")
    assert recommended().tries(actor, kind, recommendation=number) == refusal


def test_the_clock_passes_on_to_the_oldest_without_a_reply() -> None:
    book = recommended(3)
    second = book.case.recommendations[1].clock
    before = dict(book.case.clocks)
    assert before[REC] == book.case.recommendations[0].clock
    book.does(CHAIR, c.ReplyToRecommendation, recommendation=3)
    assert book.case.clocks == before
    book.does(CHAIR, c.ReplyToRecommendation, recommendation=1)
    assert book.case.clocks[REC] == second
    book.does(CHAIR, c.ReplyToRecommendation, recommendation=2)
    assert REC not in book.case.clocks


def test_only_a_reply_can_be_settled_and_once() -> None:
    book = recommended()
    assert book.tries(FRONT, c.SettleRecommendation) == Refusal(Code.STALE, 1)
    book.does(CHAIR, c.ReplyToRecommendation)
    assert book.tries(FRONT, c.SettleRecommendation, words="") == Refusal(Code.EMPTY, "words")
    done = book.does(FRONT, c.SettleRecommendation, words="Đạt")
    settled = e.RecommendationSettled(**facts(book), recommendation=1, satisfied=True, words="Đạt")
    assert done == [settled]
    assert book.tries(FRONT, c.SettleRecommendation) == Refusal(Code.DUPLICATE, 1)


@pytest.mark.parametrize(
    ("words", "supervision"),
    [
        ((True, True), Supervision.SATISFIED),
        ((False, True), Supervision.SATISFIED),
        ((True, False), Supervision.WATCHING),
    ],
)
def test_the_word_of_the_last_settling_stands(
    words: tuple[bool, bool], supervision: Supervision
) -> None:
    book = recommended(2)
    for number, satisfied in enumerate(words, 1):
        assert book.case.supervision is OPEN
        book.does(CHAIR, c.ReplyToRecommendation, recommendation=number)
        book.does(FRONT, c.SettleRecommendation, recommendation=number, satisfied=satisfied)
    assert book.case.supervision is supervision


def test_satisfied_is_not_the_end() -> None:
    book = recommended()
    book.does(CHAIR, c.ReplyToRecommendation)
    book.does(FRONT, c.SettleRecommendation)
    book.does(FRONT, c.WatchCase)
    assert book.case.supervision is Supervision.WATCHING
    book.does(FRONT, c.MakeRecommendation)
    assert (book.case.supervision, len(book.case.recommendations)) == (OPEN, 2)


def test_of_a_sealed_case_the_front_learns_that_it_is_sealed() -> None:
    book = stood(S.SEALED)
    assert book.tries(FRONT, c.MakeRecommendation) == Refusal(Code.STALE, S.SEALED)


def test_a_sample_is_drawn_by_the_digest_of_seed_and_code() -> None:
    book = Book()
    drawn = book.does(FRONT, c.DrawSample, seed=" Xổ số ", size=2)
    assert drawn == [
        e.SampleDrawn(
            at=book.now,
            by=FRONT,
            cause=book.events[-1].cause,
            seed="Xổ số",
            cases=DRAWN,
            out_of=3,
        )
    ]
    assert book.state.samples == {"Xổ số": DRAWN}
    assert book.tries(FRONT, c.DrawSample, seed="Xổ số") == Refusal(Code.DUPLICATE, "seed")


def test_a_sealed_case_is_never_drawn() -> None:
    book = Book(S.SEALED)
    drawn = book.does(FRONT, c.DrawSample, size=500)[0]
    assert isinstance(drawn, e.SampleDrawn)
    assert (set(drawn.cases), drawn.out_of) == ({BINH, CHI}, 2)


def test_what_was_split_off_is_drawn_by_its_own_number() -> None:
    book = Book()
    book.does(CLERK, c.SplitCase, case=BINH)
    assert drawable(book.state.cases.values()) == {
        "0001": AN,
        "0002": BINH,
        "0003": CHI,
        "0002.2": "PART-2",
    }


def test_there_must_be_something_to_draw_from() -> None:
    book = Book(S.SEALED, S.SEALED, S.SEALED)
    assert book.tries(FRONT, c.DrawSample) == Refusal(Code.NOT_FOUND, "case")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"size": 0}, Refusal(Code.BAD_VALUE, "size")),
        ({"size": SAMPLE_MAX_CASES + 1}, Refusal(Code.BAD_VALUE, "size")),
        ({"seed": " "}, Refusal(Code.EMPTY, "seed")),
    ],
)
def test_what_a_sample_must_not_be(fields: dict[str, Any], refusal: Refusal) -> None:
    assert Book().tries(FRONT, c.DrawSample, **fields) == refusal


def test_samples_have_an_end() -> None:
    book = Book()
    book.state.samples = {str(number): () for number in range(SAMPLES_MAX)}
    assert book.tries(FRONT, c.DrawSample) == Refusal(Code.TOO_MANY, SAMPLES_MAX)


def test_whoever_tries_what_nobody_else_writes_the_fronts_events() -> None:
    """Nor settles or shortens anything of the Front's, in any capacity."""
    book = recommended()
    book.does(CHAIR, c.ReplyToRecommendation)
    others = [Actor(role, "x") for role in Role if role is not Role.SUPERVISOR]
    for actor in [*others, SEALED_BOX]:
        for kind in TABLE:
            decided = book.tries(actor, kind)
            if isinstance(decided, list):
                assert not [one for one in decided if isinstance(one, FRONT_EVENTS)]


def test_a_clock_that_was_reckoned_anew_is_the_one_that_passes_on() -> None:
    book = recommended(2)
    closed = replace(book.terms.calendar, version="next", years=frozenset())
    book.terms = replace(book.terms, calendar=closed)
    book.does(CHAIR, c.ReplyToRecommendation, at=book.now + MINUTE)
    assert (book.case.clocks[REC].due, book.case.clocks[REC].missing_year) == (None, 2026)
