"""Whatever the wire can say has a word on the screens."""

import pytest

from archive.casework import CaseState
from conference.refusals import Code, Refusal
from conference.vocabulary import DeclineReason, Outcome, QuestionStatus, Stage
from web import words
from web.render import Speech

VIETNAMESE = Speech("vi", None)


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        (words.STAGES, [*Stage, words.PAUSED]),
        (words.STATUSES, list(QuestionStatus)),
        (words.OUTCOMES, list(Outcome)),
        (words.REASONS, list(DeclineReason)),
        (words.CASE_STATES, list(CaseState)),
        (words.REFUSALS, [*(code.code for code in Code), "too_long_here", "offline"]),
    ],
)
def test_every_code_has_a_word(told, kinds):
    assert sorted(told) == sorted(kinds)
    assert all(told.values())


def test_a_refusal_names_its_limit():
    refusal = Refusal(Code.TOO_LONG, 1_000)
    assert words.refusal_words(VIETNAMESE, refusal) == "Nội dung quá dài: tối đa 1.000 ký tự."
    refusal = Refusal(Code.TOO_LONG, "name")
    assert words.refusal_words(VIETNAMESE, refusal) == "Nội dung quá dài. Hãy viết ngắn hơn."


def test_a_refusal_never_repeats_a_detail_that_is_no_number():
    assert (
        words.refusal_words(VIETNAMESE, Refusal(Code.EMPTY, "words"))
        == "Hãy viết nội dung trước khi gửi."
    )


@pytest.mark.parametrize(
    ("stage", "paused", "shown"),
    [("live", True, "paused"), ("live", False, "live"), ("closed", True, "closed")],
)
def test_a_break_is_shown_only_while_the_meeting_is_on(stage, paused, shown):
    assert words.stage_key(stage, paused=paused) == shown
