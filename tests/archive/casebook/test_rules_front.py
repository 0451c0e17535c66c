"""What the Front does, what the commune owes it, and that nobody else has a hand in it."""

from dataclasses import replace
from typing import Any

import pytest

from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.limits import CHECK_FILES_MAX_PER_CASE, NOTES_MAX_PER_CASE
from archive.casebook.permissions import TABLE
from archive.casework import AnswerPoint, AskerSaid, CaseState, CheckedHow, Finding, Supervision
from archive.deadlines import ClockKind
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from tests.casebook_story import CHAIR, CITIZEN, CLERK, FRONT, OWNER, PUBLISHER, RULE, SEALED_BOX
from tests.casebook_trio import AN, MINUTE, Book, stood

S = CaseState
REC = ClockKind.RECOMMENDATION
OPEN = Supervision.RECOMMENDATION_OPEN
FRONT_EVENTS = (
    e.CaseWatched,
    e.SupervisionNoteWritten,
    e.FieldCheckRecorded,
    e.RecommendationMade,
    e.RecommendationSettled,
    e.CheckFileAttached,
    e.SampleAnnounced,
    e.SampleDrawn,
    e.PeriodRemarked,
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
        c.AttachCheckFile,
        c.MakeRecommendation,
        c.SettleRecommendation,
        c.AnnounceSample,
        c.DrawSample,
        c.RemarkOnPeriod,
    }
    assert asked - alone == {c.ReopenCase}
    assert Role.SUPERVISOR not in TABLE[c.ReplyToRecommendation]


def test_watching_and_no_longer() -> None:
    book = Book()
    unwatched = book.tries(FRONT, c.WatchCase, watching=False)
    assert unwatched == Refusal(Code.DUPLICATE, AN)
    assert book.does(FRONT, c.WatchCase) == [e.CaseWatched(**facts(book), watching=True)]
    assert book.first.supervision is Supervision.WATCHING
    assert book.tries(FRONT, c.WatchCase) == Refusal(Code.DUPLICATE, AN)
    book.does(FRONT, c.WatchCase, watching=False)
    assert book.first.supervision is Supervision.NONE


def test_nobody_looks_away_while_a_recommendation_is_open() -> None:
    book = recommended()
    for watching in (True, False):
        assert book.tries(FRONT, c.WatchCase, watching=watching) == Refusal(Code.STALE, OPEN)


def test_a_note() -> None:
    book = Book()
    assert book.tries(FRONT, c.WriteSupervisionNote, words=" ") == Refusal(Code.EMPTY, "words")
    done = book.does(FRONT, c.WriteSupervisionNote, words="Đã gọi điện")
    assert done == [e.SupervisionNoteWritten(**facts(book), words="Đã gọi điện")]
    assert book.first.front_notes == 1


def checked(book: Book, **fields: Any) -> e.FieldCheckRecorded:
    (done,) = book.does(FRONT, c.RecordFieldCheck, **fields)
    assert isinstance(done, e.FieldCheckRecorded)
    return done


def test_a_field_check_saw_something() -> None:
    book = Book()
    done = checked(book, finding=Finding.NOT_DONE, day="2026-11-02")
    assert done == e.FieldCheckRecorded(
        **facts(book),
        finding=Finding.NOT_DONE,
        day="2026-11-02",
        words="Theo phản ánh tại hội nghị",
        how=CheckedHow.VISIT,
        asker=AskerSaid.NOT_ASKED,
        answer_points=None,
    )
    assert (book.first.front_notes, book.first.checks) == (1, 1)


def test_a_field_check_may_judge_the_answer_and_ask_its_asker() -> None:
    good = (AnswerPoint.BASIS, AnswerPoint.PLAIN)
    fields = {"how": CheckedHow.FILE, "asker": AskerSaid.NOT_CONTENT}
    done = checked(Book(), **fields, judged=True, answer_points=(*good, AnswerPoint.BASIS))
    assert (done.how, done.asker, done.answer_points) == (*fields.values(), good)
    assert checked(Book(), judged=True).answer_points == ()
    assert checked(Book(), judged=False, answer_points=good).answer_points is None


def test_a_photo_belongs_to_a_check() -> None:
    book = Book()
    for check in (0, 1):
        refused = book.tries(FRONT, c.AttachCheckFile, check=check)
        assert refused == Refusal(Code.NOT_FOUND, "check")
    checked(book)
    assert book.tries(FRONT, c.AttachCheckFile, name=" ") == Refusal(Code.EMPTY, "name")
    done = book.does(FRONT, c.AttachCheckFile)
    about = {"file": "f" * 64, "name": "anh.jpg", "media_type": "image/jpeg", "size": 100}
    assert done == [e.CheckFileAttached(**facts(book), check=1, **about)]
    assert book.tries(FRONT, c.AttachCheckFile) == Refusal(Code.DUPLICATE, "file")
    assert (book.first.check_files, book.first.files) == ({"f" * 64}, {})


def test_photos_have_an_end() -> None:
    book = Book()
    checked(book)
    book.first.check_files = {str(number) for number in range(CHECK_FILES_MAX_PER_CASE)}
    refusal = Refusal(Code.TOO_MANY, CHECK_FILES_MAX_PER_CASE)
    assert book.tries(FRONT, c.AttachCheckFile) == refusal


def test_the_office_neither_fills_shows_nor_hides_what_the_front_attached() -> None:
    """The same photo may be handed in by both: these are two things."""
    book = Book()
    checked(book)
    book.does(FRONT, c.AttachCheckFile)
    hidden = book.tries(PUBLISHER, c.SetFilePublic, public=False)
    assert hidden == Refusal(Code.NOT_FOUND, "file")
    book.does(CLERK, c.AttachFile)
    book.does(PUBLISHER, c.SetFilePublic, public=False)
    assert (book.first.files, book.first.check_files) == ({"f" * 64: False}, {"f" * 64})
    assert book.tries(FRONT, c.AttachFile) == Refusal(Code.NOT_ALLOWED)


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
    book.first.front_notes = NOTES_MAX_PER_CASE
    assert book.tries(FRONT, kind) == Refusal(Code.TOO_MANY, NOTES_MAX_PER_CASE)


@pytest.mark.parametrize("state", S)
def test_a_recommendation_has_its_own_clock_wherever_the_case_stands(state: CaseState) -> None:
    book = stood(state)
    assert book.tries(FRONT, c.MakeRecommendation, words="") == Refusal(Code.EMPTY, "words")
    made = book.does(FRONT, c.MakeRecommendation, words="Đề nghị kiểm tra")[0]
    assert isinstance(made, e.RecommendationMade)
    assert (made.recommendation, made.words, made.clock.kind) == (1, "Đề nghị kiểm tra", REC)
    assert made.clock.started_at == book.now
    assert book.first.clocks[REC] == made.clock
    assert (book.first.supervision, book.first.front_notes) == (OPEN, 1)


def test_the_clock_outlives_the_case() -> None:
    book = stood(S.ANSWERED)
    book.does(FRONT, c.MakeRecommendation)
    book.does(CITIZEN, c.ReopenCase)
    book.does(CITIZEN, c.WithdrawCase)
    assert set(book.first.clocks) == {REC}


def test_a_reply_comes_once_and_stops_the_clock() -> None:
    book = recommended()
    assert book.tries(CLERK, c.ReplyToRecommendation, words="") == Refusal(Code.EMPTY, "words")
    done = book.does(CLERK, c.ReplyToRecommendation, words="Đã tiếp thu")
    assert done[:2] == [
        e.RecommendationAnswered(**facts(book, CLERK), recommendation=1, words="Đã tiếp thu"),
        e.ClockStopped(**facts(book, CLERK), kind=REC, late=False),
    ]
    assert REC not in book.first.clocks
    assert book.first.supervision is OPEN
    assert book.tries(CHAIR, c.ReplyToRecommendation) == Refusal(Code.DUPLICATE, 1)


def test_a_late_reply_stays_known() -> None:
    book = recommended()
    book.later(20)
    book.does(CHAIR, c.ReplyToRecommendation)
    assert REC in book.first.breached


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
    second = book.first.recommendations[1].clock
    before = dict(book.first.clocks)
    assert before[REC] == book.first.recommendations[0].clock
    book.does(CHAIR, c.ReplyToRecommendation, recommendation=3)
    assert book.first.clocks == before
    book.does(CHAIR, c.ReplyToRecommendation, recommendation=1)
    assert book.first.clocks[REC] == second
    book.does(CHAIR, c.ReplyToRecommendation, recommendation=2)
    assert REC not in book.first.clocks


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
        assert book.first.supervision is OPEN
        book.does(CHAIR, c.ReplyToRecommendation, recommendation=number)
        book.does(FRONT, c.SettleRecommendation, recommendation=number, satisfied=satisfied)
    assert book.first.supervision is supervision


def test_satisfied_is_not_the_end() -> None:
    book = recommended()
    book.does(CHAIR, c.ReplyToRecommendation)
    book.does(FRONT, c.SettleRecommendation)
    book.does(FRONT, c.WatchCase)
    assert book.first.supervision is Supervision.WATCHING
    book.does(FRONT, c.MakeRecommendation)
    assert (book.first.supervision, len(book.first.recommendations)) == (OPEN, 2)


def test_a_sealed_case_is_not_looked_into() -> None:
    book = stood(S.SEALED)
    for kind in (c.WatchCase, c.RecordFieldCheck, c.ReopenCase):
        assert book.tries(FRONT, kind) == Refusal(Code.STALE, S.SEALED)


def test_by_sealing_a_case_nobody_gets_rid_of_a_recommendation() -> None:
    """It goes on to its end: overdue, replied to, settled; and another one can be made."""
    book = stood(S.PROCESSING)
    book.does(FRONT, c.MakeRecommendation)
    book.does(OWNER, c.SealCase)
    assert set(book.first.clocks) == {REC}
    book.later(20)
    book.does(RULE, c.EscalateCase, clock=REC, step=1)
    assert REC in book.first.breached
    book.does(CLERK, c.ReplyToRecommendation)
    book.does(FRONT, c.SettleRecommendation, satisfied=False)
    book.does(FRONT, c.WriteSupervisionNote)
    book.does(FRONT, c.MakeRecommendation)
    assert (book.first.state, book.first.supervision) == (S.SEALED, OPEN)


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
    assert (book.first.clocks[REC].due, book.first.clocks[REC].missing_year) == (None, 2026)
