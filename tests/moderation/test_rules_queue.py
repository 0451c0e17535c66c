"""Approve, decline, return, move, pin."""

import pytest

from conference import commands as c
from conference import events as e
from conference.refusals import Code, Refusal
from conference.vocabulary import DeclineReason, QuestionStatus, Reason
from tests.story import CHAIR, MODERATOR, live


def test_approve_puts_it_at_the_end_of_the_queue() -> None:
    story = live()
    story.queue("a")
    number = story.ask(text="b")
    [approved] = story.does(MODERATOR, c.ApproveQuestion, question=number)
    assert approved == e.QuestionApproved(
        at=story.now, by=MODERATOR, cause=approved.cause, question=2
    )
    assert story.state.queue == [1, 2]


def test_approve_is_for_waiting_questions_only() -> None:
    story = live()
    [number] = story.queue()
    assert story.tries(MODERATOR, c.ApproveQuestion, question=number) == Refusal(
        Code.STALE, "queued"
    )
    story.does(CHAIR, c.CallQuestion, question=number)
    assert story.tries(MODERATOR, c.ApproveQuestion, question=number) == Refusal(
        Code.STALE, "on_floor"
    )
    assert story.tries(MODERATOR, c.ApproveQuestion, question=9) == Refusal(Code.NOT_FOUND, 9)


def test_decline_keeps_the_reason_and_the_words() -> None:
    story = live()
    [number] = story.queue()
    story.does(
        MODERATOR,
        c.DeclineQuestion,
        question=number,
        reason=DeclineReason.REPEATED,
        words="Xem câu 3.",
    )
    question = story.state.questions[number]
    assert (question.status, question.reason, question.words) == (
        QuestionStatus.DECLINED,
        DeclineReason.REPEATED,
        "Xem câu 3.",
    )
    assert story.state.queue == []


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reason": DeclineReason.OTHER}, Refusal(Code.EMPTY, "words")),
        ({"reason": DeclineReason.OTHER, "words": " "}, Refusal(Code.EMPTY, "words")),
        ({"reason": DeclineReason.UNCLEAR, "words": "x" * 501}, Refusal(Code.TOO_LONG, "words")),
        ({"reason": DeclineReason.UNCLEAR, "question": 9}, Refusal(Code.NOT_FOUND, 9)),
        ({"reason": "boring"}, Refusal(Code.BAD_VALUE, "reason")),
    ],
)
def test_decline_refuses(fields: dict[str, object], refusal: Refusal) -> None:
    story = live()
    story.ask()
    assert story.tries(MODERATOR, c.DeclineQuestion, **{"question": 1, **fields}) == refusal


def test_return_takes_back_a_decline() -> None:
    story = live()
    number = story.ask()
    story.does(MODERATOR, c.DeclineQuestion, question=number, reason=DeclineReason.UNCLEAR)
    story.does(MODERATOR, c.ReturnQuestion, question=number)
    question = story.state.questions[number]
    assert (question.status, question.reason) == (QuestionStatus.WAITING, None)
    assert story.tries(MODERATOR, c.ReturnQuestion, question=number) == Refusal(
        Code.STALE, "waiting"
    )


def test_return_of_a_pinned_question_forgets_the_pin() -> None:
    story = live()
    story.queue("a", "b")
    story.does(MODERATOR, c.PinQuestion, question=2)
    story.does(MODERATOR, c.ReturnQuestion, question=2)
    story.does(MODERATOR, c.ApproveQuestion, question=2)
    assert story.state.queue == [1, 2]
    assert not story.state.questions[2].pinned


@pytest.mark.parametrize(
    ("number", "to", "queue"),
    [(3, 0, [3, 1, 2]), (1, 1, [2, 1, 3]), (1, 99, [2, 3, 1]), (2, -5, [2, 1, 3])],
)
def test_move(number: int, to: int, queue: list[int]) -> None:
    story = live()
    story.queue("a", "b", "c")
    story.does(MODERATOR, c.MoveQuestion, question=number, to=to)
    assert story.state.queue == queue


def test_move_stays_behind_the_pinned_ones() -> None:
    story = live()
    story.queue("a", "b", "c", "d")
    story.does(MODERATOR, c.PinQuestion, question=3)
    story.does(MODERATOR, c.PinQuestion, question=4)
    story.does(MODERATOR, c.MoveQuestion, question=2, to=0)
    assert story.state.queue == [3, 4, 2, 1]
    story.does(MODERATOR, c.MoveQuestion, question=3, to=9)
    assert story.state.queue == [4, 3, 2, 1]
    assert story.tries(MODERATOR, c.MoveQuestion, question=2, to=0) == Refusal(Code.DUPLICATE, 2)


def test_pin_and_unpin() -> None:
    story = live()
    story.queue("a", "b", "c")
    story.does(MODERATOR, c.PinQuestion, question=3)
    assert story.state.queue == [3, 1, 2]
    assert story.tries(MODERATOR, c.PinQuestion, question=3) == Refusal(Code.DUPLICATE, 3)
    story.does(MODERATOR, c.PinQuestion, question=2)
    story.does(MODERATOR, c.UnpinQuestion, question=3)
    assert story.state.queue == [2, 3, 1]
    assert story.tries(MODERATOR, c.UnpinQuestion, question=3) == Refusal(Code.DUPLICATE, 3)


@pytest.mark.parametrize("kind", [c.PinQuestion, c.UnpinQuestion])
def test_pin_needs_the_queue(kind: type[c.Command]) -> None:
    story = live()
    story.ask()
    assert story.tries(MODERATOR, kind, question=1) == Refusal(Code.STALE, "waiting")
    assert story.tries(MODERATOR, kind, question=9) == Refusal(Code.NOT_FOUND, 9)


def test_move_needs_the_queue() -> None:
    story = live()
    story.ask()
    assert story.tries(MODERATOR, c.MoveQuestion, question=1, to=0) == Refusal(
        Code.STALE, "waiting"
    )


def test_decline_takes_the_published_reasons_and_no_others() -> None:
    story = live()
    story.ask()
    story.does(MODERATOR, c.PublishReasons, reasons=(Reason("own", "Riêng", needs_words=True),))
    assert story.tries(MODERATOR, c.DeclineQuestion, question=1, reason="unclear") == Refusal(
        Code.BAD_VALUE, "reason"
    )
    assert story.tries(MODERATOR, c.DeclineQuestion, question=1, reason="own") == Refusal(
        Code.EMPTY, "words"
    )
    story.does(MODERATOR, c.DeclineQuestion, question=1, reason="own", words="Vì thế")
    assert (story.state.questions[1].reason, story.state.reasons_used) == ("own", {"own"})


def test_approve_shows_it_from_now_on_and_return_hides_it() -> None:
    story = live()
    [number] = story.queue()
    assert story.state.questions[number].shown_at == story.now
    story.does(MODERATOR, c.ReturnQuestion, question=number)
    assert story.state.questions[number].shown_at is None
