"""What askers do with their own questions."""

import pytest

from conference import commands as c
from conference import events as e
from conference.records import Review
from conference.refusals import Code, Refusal
from conference.vocabulary import QuestionStatus, ReviewState
from tests.story import AN, BINH, CHAIR, MODERATOR, SECOND_MODERATOR, Story, live


def declined() -> Story:
    """An's question, declined with words."""
    story = live()
    story.ask(text="Cầu")
    story.does(MODERATOR, c.DeclineQuestion, question=1, reason="unclear", words="Cầu nào?")
    return story


def test_amend_rewords_ones_own_waiting_question() -> None:
    story = live()
    number = story.ask()
    story.does(MODERATOR, c.EditQuestion, question=number, text="Cầu?")
    story.does(
        AN, c.AmendQuestion, question=number, text="Cầu nào?", original="hash", flags=("insult",)
    )
    question = story.state.questions[number]
    assert (question.text, question.asked_text, question.original, question.flags) == (
        "Cầu nào?",
        None,
        "hash",
        ("insult",),
    )


def test_amend_refuses() -> None:
    story = live()
    number = story.ask(text="Cầu")
    tries = [
        story.tries(BINH, c.AmendQuestion, question=number, text="x"),
        story.tries(AN, c.AmendQuestion, question=9, text="x"),
        story.tries(AN, c.AmendQuestion, question=number, text=" "),
        story.tries(AN, c.AmendQuestion, question=number, text="Cầu"),
    ]
    story.does(MODERATOR, c.ApproveQuestion, question=number)
    tries.append(story.tries(AN, c.AmendQuestion, question=number, text="x"))
    assert tries == [
        Refusal(Code.NOT_FOUND, number),
        Refusal(Code.NOT_FOUND, 9),
        Refusal(Code.EMPTY),
        Refusal(Code.DUPLICATE, number),
        Refusal(Code.STALE, "queued"),
    ]


def test_withdraw_takes_it_off_the_queue() -> None:
    story = live()
    first, second = story.queue("a", "b")
    story.does(AN, c.WithdrawQuestion, question=first)
    assert story.state.questions[first].status is QuestionStatus.WITHDRAWN
    assert story.state.queue == [second]


def test_withdraw_refuses() -> None:
    story = live()
    [number] = story.queue()
    others = story.tries(BINH, c.WithdrawQuestion, question=number)
    story.does(CHAIR, c.CallQuestion, question=number)
    on_floor = story.tries(AN, c.WithdrawQuestion, question=number)
    assert (others, on_floor) == (
        Refusal(Code.NOT_FOUND, number),
        Refusal(Code.STALE, "on_floor"),
    )


def test_withdraw_leaves_what_was_merged_into_it() -> None:
    story = live()
    first, second, third = story.queue("a", "b", "c")
    story.does(MODERATOR, c.MergeQuestions, question=second, into=first)
    story.does(MODERATOR, c.MergeQuestions, question=third, into=first)
    events = story.does(AN, c.WithdrawQuestion, question=first)
    facts = {"at": story.now, "by": AN, "cause": events[0].cause}
    assert events == [
        e.QuestionUnmerged(**facts, question=third, parent=first),
        e.QuestionUnmerged(**facts, question=second, parent=first),
        e.QuestionWithdrawn(**facts, question=first),
    ]
    assert story.state.queue == [second, third]


def test_withdraw_leaves_the_family_that_it_was_merged_into() -> None:
    story = live()
    first, second, third = story.queue("a", "b", "c")
    story.does(AN, c.CastVote, question=first)
    story.does(BINH, c.CastVote, question=second)
    story.does(MODERATOR, c.MergeQuestions, question=third, into=second)
    story.does(MODERATOR, c.MergeQuestions, question=second, into=first)
    assert story.state.questions[first].support == 2
    events = story.does(AN, c.WithdrawQuestion, question=second)
    facts = {"at": story.now, "by": AN, "cause": events[0].cause}
    assert events == [
        e.QuestionUnmerged(**facts, question=second, parent=first),
        e.QuestionUnmerged(**facts, question=third, parent=second),
        e.QuestionWithdrawn(**facts, question=second),
    ]
    questions = story.state.questions
    assert [(questions[n].status, questions[n].support) for n in (first, second, third)] == [
        (QuestionStatus.QUEUED, 1),
        (QuestionStatus.WITHDRAWN, 1),
        (QuestionStatus.QUEUED, 0),
    ]
    assert story.state.queue == [first, third]


def test_withdraw_is_no_way_around_what_was_promised() -> None:
    """An answer is owed to a deferred question; that it was merged since takes nothing from it."""
    story = live()
    first, second = story.queue("a", "b")
    story.does(CHAIR, c.DeferQuestion, question=second)
    story.does(MODERATOR, c.MergeQuestions, question=second, into=first)
    withdrawn = story.tries(AN, c.WithdrawQuestion, question=second)
    assert withdrawn == Refusal(Code.STALE, "merged")


def test_withdraw_of_a_held_question() -> None:
    story = live()
    number = story.ask()
    story.does(MODERATOR, c.HoldQuestion, question=number)
    story.does(AN, c.WithdrawQuestion, question=number)
    assert not story.state.questions[number].held


def test_resubmit_gives_a_declined_question_a_second_chance() -> None:
    story = declined()
    [again] = story.does(
        AN, c.ResubmitQuestion, question=1, text="Cầu Đá", original="hash", flags=("complaint",)
    )
    assert again == e.QuestionResubmitted(
        at=story.now,
        by=AN,
        cause=again.cause,
        question=1,
        text="Cầu Đá",
        original="hash",
        flags=("complaint",),
    )
    question = story.state.questions[1]
    assert (question.status, question.text, question.resubmitted) == (
        QuestionStatus.WAITING,
        "Cầu Đá",
        True,
    )
    assert (question.reason, question.words, question.original, question.flags) == (
        None,
        None,
        "hash",
        ("complaint",),
    )


def test_resubmit_refuses() -> None:
    story = declined()
    tries = [
        story.tries(BINH, c.ResubmitQuestion, question=1, text="x"),
        story.tries(AN, c.ResubmitQuestion, question=1, text="Cầu"),
        story.tries(AN, c.ResubmitQuestion, question=1, text=" "),
    ]
    story.does(AN, c.ResubmitQuestion, question=1, text="Cầu Đá")
    tries.append(story.tries(AN, c.ResubmitQuestion, question=1, text="Cầu Bạc"))
    story.does(MODERATOR, c.DeclineQuestion, question=1, reason="repeated")
    tries.append(story.tries(AN, c.ResubmitQuestion, question=1, text="Cầu Bạc"))
    assert tries == [
        Refusal(Code.NOT_FOUND, 1),
        Refusal(Code.DUPLICATE, 1),
        Refusal(Code.EMPTY),
        Refusal(Code.STALE, "waiting"),
        Refusal(Code.DUPLICATE, 1),
    ]


@pytest.mark.parametrize("kind", [c.AmendQuestion, c.ResubmitQuestion])
def test_no_new_wording_when_asking_is_closed_or_the_phone_is_muted(kind: type[c.Command]) -> None:
    story = declined()
    story.ask(text="Đường")
    number = 1 if kind is c.ResubmitQuestion else 2
    story.does(MODERATOR, c.MuteAsker, question=1, minutes=5)
    assert story.tries(AN, kind, question=number, text="x") == Refusal(Code.MUTED, 5)
    story.does(CHAIR, c.CloseAsking)
    assert story.tries(AN, kind, question=number, text="x") == Refusal(Code.ASKING_CLOSED)


def test_request_review_leaves_it_declined_and_asks_for_another_look() -> None:
    story = declined()
    [requested] = story.does(
        AN, c.RequestReview, question=1, words=" Việc  chung ", original="hash"
    )
    assert requested == e.ReviewRequested(
        at=story.now, by=AN, cause=requested.cause, question=1, words="Việc chung", original="hash"
    )
    question = story.state.questions[1]
    assert (question.status, question.review) == (
        QuestionStatus.DECLINED,
        Review(ReviewState.REQUESTED, "Việc chung"),
    )


def test_request_review_refuses() -> None:
    story = declined()
    tries = [
        story.tries(BINH, c.RequestReview, question=1),
        story.tries(AN, c.RequestReview, question=1, words="x" * 501),
    ]
    story.does(AN, c.RequestReview, question=1)
    tries.append(story.tries(AN, c.RequestReview, question=1))
    story.does(MODERATOR, c.ReturnQuestion, question=1)
    tries.append(story.tries(AN, c.RequestReview, question=1))
    assert tries == [
        Refusal(Code.NOT_FOUND, 1),
        Refusal(Code.TOO_LONG, "words"),
        Refusal(Code.DUPLICATE, 1),
        Refusal(Code.STALE, "waiting"),
    ]


def test_request_review_is_settled_by_a_return_and_can_be_made_anew() -> None:
    story = declined()
    story.does(AN, c.RequestReview, question=1)
    story.does(MODERATOR, c.ReturnQuestion, question=1)
    assert story.state.questions[1].review is None
    story.does(MODERATOR, c.DeclineQuestion, question=1, reason="repeated")
    assert isinstance(story.tries(AN, c.RequestReview, question=1), list)


def test_request_review_once_decided_is_not_made_again() -> None:
    story = declined()
    story.does(AN, c.RequestReview, question=1)
    story.does(SECOND_MODERATOR, c.ReviewQuestion, question=1, uphold=True)
    story.does(AN, c.ResubmitQuestion, question=1, text="Cầu Đá")
    assert story.state.questions[1].review == Review(ReviewState.UPHELD, None)
    story.does(MODERATOR, c.DeclineQuestion, question=1, reason="repeated")
    assert story.tries(AN, c.RequestReview, question=1) == Refusal(Code.DUPLICATE, 1)
