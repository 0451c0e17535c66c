"""Calling, answering, deferring, clearing."""

from typing import Any

import pytest

from conference import commands as c
from conference import events as e
from conference.commands import Command
from conference.records import Answer, StillOrder
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Outcome, PassReason, QuestionStatus
from tests.story import AN, BINH, CHAIR, MODERATOR, Story, live

PROMISE = {
    "outcome": Outcome.PROMISED,
    "by": "Ông Hải",
    "unit": "Phòng Kinh tế",
    "due": "2026-12-01",
}


def on_floor() -> Story:
    story = live()
    story.queue("a", "b")
    story.does(CHAIR, c.CallQuestion, question=1)
    return story


def test_call_takes_it_from_the_queue_with_its_support() -> None:
    story = live()
    story.queue("a", "b")
    story.state.questions[2].support = 5
    [called] = story.does(CHAIR, c.CallQuestion, question=2)
    assert called == e.QuestionCalled(
        at=story.now,
        by=CHAIR,
        cause=called.cause,
        question=2,
        support=5,
        passed=None,
        pass_reason=None,
    )
    assert (story.state.floor, story.state.queue) == (2, [1])


def test_call_says_who_was_passed_over() -> None:
    story = live()
    story.queue("a", "b", "c")
    story.state.questions[2].support = 5
    story.state.questions[3].support = 5
    story.state.questions[1].support = 4
    called = [
        story.tries(CHAIR, c.CallQuestion, question=question, pass_reason=reason)
        for question, reason in [(1, None), (1, PassReason.TIME), (3, PassReason.TIME)]
    ]
    assert [(event.passed, event.pass_reason) for [event] in called] == [
        (2, PassReason.UNSTATED),
        (2, PassReason.TIME),
        (None, None),
    ]


def test_call_of_a_deferred_question_may_pass_over_the_queue() -> None:
    story = live()
    story.queue("a", "b")
    story.does(CHAIR, c.DeferQuestion, question=2)
    story.state.questions[1].support = 1
    [called] = story.does(CHAIR, c.CallQuestion, question=2)
    assert (called.passed, called.pass_reason) == (1, PassReason.UNSTATED)


def test_call_refuses_while_the_floor_is_taken() -> None:
    assert on_floor().tries(CHAIR, c.CallQuestion, question=2) == Refusal(Code.FLOOR_TAKEN, 1)


def test_call_refuses_what_was_not_approved() -> None:
    story = live()
    story.ask()
    assert story.tries(CHAIR, c.CallQuestion, question=1) == Refusal(Code.STALE, "waiting")
    assert story.tries(CHAIR, c.CallQuestion, question=9) == Refusal(Code.NOT_FOUND, 9)


def test_answer_is_kept_and_frees_the_floor() -> None:
    story = on_floor()
    story.does(
        CHAIR,
        c.AnswerQuestion,
        question=1,
        outcome=Outcome.ANSWERED,
        by="Ông Hải",
        words="Quý I sửa xong.",
    )
    assert story.state.floor is None
    assert story.state.questions[1].status is QuestionStatus.ANSWERED
    assert story.state.questions[1].answers == [
        Answer(story.now, Outcome.ANSWERED, "Ông Hải", "Quý I sửa xong.", None, None)
    ]


def test_answer_keeps_a_promise_with_its_unit_and_date() -> None:
    story = on_floor()
    [answered] = story.does(CHAIR, c.AnswerQuestion, question=1, **PROMISE)
    assert answered == e.QuestionAnswered(
        at=story.now,
        by=CHAIR,
        cause=answered.cause,
        question=1,
        outcome=Outcome.PROMISED,
        answered_by="Ông Hải",
        words="",
        unit="Phòng Kinh tế",
        due="2026-12-01",
    )


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"unit": None}, Refusal(Code.EMPTY, "unit")),
        ({"due": None}, Refusal(Code.EMPTY, "due")),
        ({"due": "2026-11-20"}, Refusal(Code.BAD_VALUE, "due")),
        ({"due": "2027-12-01"}, Refusal(Code.BAD_VALUE, "due")),
        ({"due": "1/12/2026"}, Refusal(Code.BAD_VALUE, "due")),
        ({"due": "20261201"}, Refusal(Code.BAD_VALUE, "due")),
        ({"by": ""}, Refusal(Code.EMPTY, "by")),
        ({"words": "\x00"}, Refusal(Code.BAD_TEXT, "words")),
        ({"unit": "u" * 121}, Refusal(Code.TOO_LONG, "unit")),
        ({"outcome": Outcome.ANSWERED}, Refusal(Code.BAD_VALUE, "due")),
        ({"question": 2}, Refusal(Code.STALE, "queued")),
        ({"question": 9}, Refusal(Code.NOT_FOUND, 9)),
    ],
)
def test_answer_refuses(fields: dict[str, object], refusal: Refusal) -> None:
    fields = {"question": 1, **PROMISE, **fields}
    assert on_floor().tries(CHAIR, c.AnswerQuestion, **fields) == refusal


def test_answer_promised_for_today_is_a_promise() -> None:
    fields = {**PROMISE, "due": "2026-11-21"}
    assert isinstance(on_floor().tries(CHAIR, c.AnswerQuestion, question=1, **fields), list)


def test_defer_from_floor_and_from_queue() -> None:
    story = on_floor()
    story.does(CHAIR, c.DeferQuestion, question=1)
    story.does(CHAIR, c.DeferQuestion, question=2)
    assert (story.state.floor, story.state.queue) == (None, [])
    assert {q.status for q in story.state.questions.values()} == {QuestionStatus.DEFERRED}
    assert story.tries(CHAIR, c.DeferQuestion, question=1) == Refusal(Code.STALE, "deferred")


def test_the_order_of_the_list_stands_still_while_one_is_answered() -> None:
    story = live()
    story.queue("a", "b")
    waiting = story.ask(text="c")
    story.does(BINH, c.CastVote, question=2)
    story.does(CHAIR, c.CallQuestion, question=1)
    still = StillOrder(since=story.now, support={1: 0, 2: 1})
    story.does(AN, c.CastVote, question=2)
    story.does(MODERATOR, c.ApproveQuestion, question=waiting)
    story.does(MODERATOR, c.DeclineQuestion, question=2, reason="unclear", words="x")
    assert story.state.still == still


@pytest.mark.parametrize(
    ("actor", "ends", "fields"),
    [
        (CHAIR, c.AnswerQuestion, {"question": 1, "outcome": Outcome.ANSWERED, "by": "x"}),
        (CHAIR, c.DeferQuestion, {"question": 1}),
        (CHAIR, c.ClearFloor, {}),
        (MODERATOR, c.SealQuestion, {"question": 1}),
    ],
)
def test_whatever_takes_it_from_the_floor_lets_the_list_move(
    actor: Actor, ends: type[Command], fields: dict[str, Any]
) -> None:
    story = on_floor()
    story.does(actor, ends, **fields)
    assert story.state.still is None


def test_another_deferred_leaves_the_list_still() -> None:
    story = on_floor()
    still = story.state.still
    story.does(CHAIR, c.DeferQuestion, question=2)
    assert story.state.still == still


def test_clear_puts_it_back_where_it_is_called_next() -> None:
    story = on_floor()
    story.does(MODERATOR, c.PinQuestion, question=2)
    story.does(CHAIR, c.ClearFloor)
    assert story.state.queue == [2, 1]
    assert story.tries(CHAIR, c.ClearFloor) == Refusal(Code.STALE)


def test_clear_of_a_pinned_question_puts_it_first() -> None:
    story = live()
    story.queue("a", "b")
    story.does(MODERATOR, c.PinQuestion, question=1)
    story.does(MODERATOR, c.PinQuestion, question=2)
    story.does(CHAIR, c.CallQuestion, question=2)
    story.does(CHAIR, c.ClearFloor)
    assert story.state.queue == [2, 1]


def test_clear_of_a_question_answered_before_leaves_it_answered() -> None:
    story = on_floor()
    story.does(CHAIR, c.AnswerQuestion, question=1, **PROMISE)
    story.does(CHAIR, c.CallQuestion, question=1)
    story.does(CHAIR, c.ClearFloor)
    assert story.state.questions[1].status is QuestionStatus.ANSWERED
    assert story.state.queue == [2]
