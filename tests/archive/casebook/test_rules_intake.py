import pytest

from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.limits import (
    CASE_WORDS_MAX_CHARACTERS,
    LINE_MAX_CHARACTERS,
    NOTES_MAX_PER_CASE,
    PARTS_MAX,
)
from archive.casework import CaseState, Competence, Kind, Urgency
from archive.deadlines import ClockKind
from conference.refusals import Code, Refusal
from conference.vocabulary import Outcome
from tests.casebook_story import (
    CHAIR,
    CLERK,
    OWNER,
    RULE,
    SECRETARY,
    CasebookStory,
    acts,
    any_fields,
)

S = CaseState


def test_a_case_is_taken_up():
    story = CasebookStory()
    case = story.opens()
    (event,) = acts(story.does(CLERK, c.VerifyCase, case))
    assert event == e.CaseTakenUp(
        at=story.now, by=CLERK, cause=event.cause, case=case, urgency=None
    )
    assert (story.case(case).state, story.case(case).since) == (S.VERIFYING, story.now)


def test_information_that_comes_late_does_not_come():
    """When the citizen's time is up, the rule goes on where it was waited for; not a moment before."""
    story = CasebookStory()
    case = story.stands(S.VERIFYING)
    story.does(CLERK, c.RequestInformation, case, words="Số nhà?")
    clock = story.case(case).clocks[ClockKind.INFORMATION]
    early = story.tries(RULE, c.ResumeCase, case, at=clock.due - 1)
    assert early == Refusal(Code.STALE, ClockKind.INFORMATION)
    (event,) = acts(story.does(RULE, c.ResumeCase, case, at=clock.due, words="Hết hạn"))
    assert (event.to, event.words) == (S.VERIFYING, "Hết hạn")
    assert (story.case(case).state, story.case(case).back_to) == (S.VERIFYING, None)


def test_a_rule_without_a_clock_waits():
    story = CasebookStory()
    case = story.stands(S.NEED_INFO)
    story.case(case).clocks.clear()
    refused = Refusal(Code.STALE, ClockKind.INFORMATION)
    assert story.tries(RULE, c.ResumeCase, case) == refused


def test_it_goes_back_to_whoever_asked():
    story = CasebookStory()
    case = story.stands(S.PROCESSING)
    story.does(OWNER, c.RequestInformation, case, words="Ảnh?")
    assert story.tries(CLERK, c.ResumeCase, case) == Refusal(Code.NOT_ALLOWED)
    story.does(OWNER, c.ResumeCase, case)
    assert story.case(case).state is S.PROCESSING


def test_classified_by_content():
    story = CasebookStory()
    case = story.opens()
    fields = {
        "kind": Kind.REPORT,
        "topic": " Đường   sá ",
        "competence": Competence.PROVINCE,
        "urgency": Urgency.URGENT,
        "several_units": True,
    }
    story.does(CLERK, c.ClassifyCase, case, **fields)
    found = story.case(case)
    assert (found.kind, found.topic, found.competence) == (Kind.REPORT, "Đường sá", "province")
    assert (found.urgency, found.several_units, found.state) == ("urgent", True, S.CLASSIFIED)


def test_classified_once_more_it_stands_there_no_shorter():
    story = CasebookStory()
    case = story.stands(S.CLASSIFIED)
    since = story.case(case).since
    story.does(CLERK, c.ClassifyCase, case, **any_fields(c.ClassifyCase) | {"kind": Kind.REPORT})
    assert (story.case(case).kind, story.case(case).since) == (Kind.REPORT, since)


def test_a_split_keeps_links_both_ways():
    story = CasebookStory()
    case = story.opens()
    decided = story.does(CLERK, c.SplitCase, case, parts=("Cầu?", "Đèn?", "Rác?"))
    assert [type(event).__name__ for event in acts(decided)] == [
        "CaseNarrowed",
        "CaseSplitOff",
        "CaseSplitOff",
    ]
    assert [event.text for event in acts(decided)] == ["Cầu?", "Đèn?", "Rác?"]
    assert [event.part for event in acts(decided)[1:]] == [2, 3]
    parts = story.case(case).parts
    assert parts == [event.case for event in acts(decided)[1:]]
    for part in parts:
        found = story.case(part)
        assert (found.split_from, found.question, found.state) == (case, 1, S.RECEIVED)
        assert set(found.clocks) == set(story.case(case).clocks)


def test_cases_are_questions_and_what_was_split_off():
    story = CasebookStory()
    one, two = story.opens(), story.opens()
    story.does(CLERK, c.SplitCase, one, parts=("a", "b"))
    story.does(CLERK, c.SplitCase, two, parts=("a", "b", "c"))
    split_off = [event for event in story.events if isinstance(event, e.CaseSplitOff)]
    assert len(story.state.cases) == len(story.state.numbers) + len(split_off)


def test_what_is_split_again_is_counted_on():
    story = CasebookStory()
    case = story.opens()
    story.does(CLERK, c.SplitCase, case, parts=("a", "b"))
    decided = story.does(SECRETARY, c.SplitCase, case, parts=("a", "c"))
    assert acts(decided)[1].part == 3


def test_a_part_of_a_part_is_a_part_of_the_question():
    """Or two cases would have one reference."""
    story = CasebookStory()
    case = story.opens()
    decided = story.does(CLERK, c.SplitCase, case, parts=("a", "b"))
    again = story.does(CLERK, c.SplitCase, acts(decided)[1].case, parts=("b", "c"))
    assert acts(again)[1].part == 3


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"parts": ("a",)}, Refusal(Code.BAD_VALUE, "parts")),
        ({"parts": ("a", " ")}, Refusal(Code.EMPTY, "parts")),
        ({"parts": ("a", "b"), "codes": ()}, Refusal(Code.BAD_VALUE, "codes")),
        ({"parts": ("a", "b"), "codes": ("CASE-1",)}, Refusal(Code.BAD_VALUE, "codes")),
        ({"parts": ("a", "b", "c"), "codes": ("X", "X")}, Refusal(Code.BAD_VALUE, "codes")),
        ({"parts": ("a",) * (PARTS_MAX + 1)}, Refusal(Code.TOO_MANY, PARTS_MAX)),
    ],
)
def test_a_split_that_is_none(fields, refused):
    story = CasebookStory()
    case = story.opens()
    assert story.tries(CLERK, c.SplitCase, case, **fields) == refused


def test_ten_parts_are_the_most_also_in_two_steps():
    story = CasebookStory()
    case = story.opens()
    story.does(CLERK, c.SplitCase, case, parts=("a",) * PARTS_MAX)
    refused = Refusal(Code.TOO_MANY, PARTS_MAX)
    assert story.tries(CLERK, c.SplitCase, case, parts=("a", "b")) == refused


def test_minutes_are_corrected_by_turn():
    story = CasebookStory()
    case = story.opens(S.ANSWERED, outcome=Outcome.ANSWERED)
    decided = story.does(SECRETARY, c.CorrectMinutes, case, turn=4, words="Sẽ sửa.")
    assert [(event.turn, event.words) for event in decided] == [(4, "Sẽ sửa.")]
    for turn in (0, -1, 1_000_001):
        refused = Refusal(Code.BAD_VALUE, "turn")
        assert story.tries(SECRETARY, c.CorrectMinutes, case, turn=turn, words="x") == refused


def test_what_was_answered_on_stage_is_answered():
    story = CasebookStory()
    case = story.opens()
    story.does(CHAIR, c.RecordStageAnswer, case, words="Rồi", by_whom="Ông Hải")
    found = story.case(case)
    assert (found.state, found.stage_outcome) == (S.ANSWERED, Outcome.ANSWERED)
    assert (found.answered_at, found.outcome) == (story.now, None)


def test_notes_have_an_end():
    story = CasebookStory()
    case = story.opens()
    story.does(CLERK, c.WriteNote, case, words="x")
    assert story.case(case).notes == 1
    story.case(case).notes = NOTES_MAX_PER_CASE
    refused = Refusal(Code.TOO_MANY, NOTES_MAX_PER_CASE)
    assert story.tries(CLERK, c.WriteNote, case, words="x") == refused


WORDS = CASE_WORDS_MAX_CHARACTERS
LINE = LINE_MAX_CHARACTERS
TEXTS = [
    (CLERK, c.RequestInformation, S.VERIFYING, "words", WORDS),
    (CLERK, c.ClassifyCase, S.RECEIVED, "topic", LINE),
    (CLERK, c.SplitCase, S.RECEIVED, "parts", WORDS),
    (SECRETARY, c.CorrectMinutes, S.CLOSED, "words", WORDS),
    (SECRETARY, c.RecordStageAnswer, S.RECEIVED, "words", WORDS),
    (SECRETARY, c.RecordStageAnswer, S.RECEIVED, "by_whom", LINE),
    (CLERK, c.WriteNote, S.RECEIVED, "words", WORDS),
]


@pytest.mark.parametrize(("actor", "kind", "state", "field", "limit"), TEXTS)
def test_texts_are_cleaned_and_a_refusal_names_the_field(actor, kind, state, field, limit):
    story = CasebookStory()
    case = story.stands(state)
    for raw, code in ((" \n", Code.EMPTY), ("x" * (limit + 1), Code.TOO_LONG), ("\0", "bad")):
        text = ("x", raw) if field == "parts" else raw
        said = story.tries(actor, kind, case, **any_fields(kind) | {field: text})
        reason = Code.BAD_TEXT if code == "bad" else code
        assert said == Refusal(reason, field)


def test_blank_words_that_nobody_needs_are_none():
    story = CasebookStory()
    case = story.stands(S.NEED_INFO)
    too_long = "x" * (WORDS + 1)
    refused = Refusal(Code.TOO_LONG, "words")
    assert story.tries(CLERK, c.ResumeCase, case, words=too_long) == refused
    (event,) = acts(story.does(CLERK, c.ResumeCase, case, words="  "))
    assert event.words is None
