"""Hold, guide, seal, and the way back."""

import pytest

from conference import commands as c
from conference import events as e
from conference.refusals import Code, Refusal
from conference.vocabulary import QuestionStatus
from tests.story import AN, BINH, CHAIR, MODERATOR, SEALED_BOX, Story, live


def test_hold_keeps_a_waiting_question_apart() -> None:
    story = live()
    number = story.ask()
    [held] = story.does(MODERATOR, c.HoldQuestion, question=number, words=" Chờ xác minh ")
    assert held == e.QuestionHeld(
        at=story.now, by=MODERATOR, cause=held.cause, question=number, words="Chờ xác minh"
    )
    question = story.state.questions[number]
    assert (question.held, question.note, question.words) == (True, "Chờ xác minh", None)
    assert story.tries(MODERATOR, c.HoldQuestion, question=number) == Refusal(
        Code.DUPLICATE, number
    )


def test_hold_takes_a_queued_question_back() -> None:
    story = live()
    first, second = story.queue("a", "b")
    story.does(MODERATOR, c.HoldQuestion, question=first)
    question = story.state.questions[first]
    assert (question.status, question.held, question.shown_at) == (
        QuestionStatus.WAITING,
        True,
        None,
    )
    assert story.state.queue == [second]


def test_release_takes_back_a_hold() -> None:
    story = live()
    number = story.ask()
    assert story.tries(MODERATOR, c.ReleaseQuestion, question=number) == Refusal(
        Code.DUPLICATE, number
    )
    story.does(MODERATOR, c.HoldQuestion, question=number, words="Chờ")
    [released] = story.does(MODERATOR, c.ReleaseQuestion, question=number)
    assert released == e.QuestionReleased(
        at=story.now, by=MODERATOR, cause=released.cause, question=number, words=None
    )
    assert (story.state.questions[number].held, story.state.questions[number].words) == (
        False,
        None,
    )


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (c.ApproveQuestion, {}),
        (c.DeclineQuestion, {"reason": "unclear"}),
        (c.GuideQuestion, {}),
        (c.SealQuestion, {}),
    ],
)
def test_whatever_is_decided_ends_a_hold(kind: type[c.Command], fields: dict[str, str]) -> None:
    story = live()
    number = story.ask()
    story.does(MODERATOR, c.HoldQuestion, question=number, words="Chờ")
    story.does(MODERATOR, kind, question=number, **fields)
    assert not story.state.questions[number].held


def test_guide_shows_the_way_and_return_takes_it_back() -> None:
    story = live()
    [number] = story.queue()
    [guided] = story.does(MODERATOR, c.GuideQuestion, question=number, words="Xin gửi đơn")
    assert guided == e.QuestionGuided(
        at=story.now, by=MODERATOR, cause=guided.cause, question=number, words="Xin gửi đơn"
    )
    question = story.state.questions[number]
    assert (question.status, question.words, story.state.queue) == (
        QuestionStatus.GUIDED,
        "Xin gửi đơn",
        [],
    )
    story.does(MODERATOR, c.ReturnQuestion, question=number)
    assert (question.status, question.words) == (QuestionStatus.WAITING, None)


@pytest.mark.parametrize("kind", [c.HoldQuestion, c.ReleaseQuestion, c.GuideQuestion])
def test_words_have_a_limit(kind: type[c.Command]) -> None:
    story = live()
    number = story.ask()
    if kind is c.ReleaseQuestion:
        story.does(MODERATOR, c.HoldQuestion, question=number)
    long = story.tries(MODERATOR, kind, question=number, words="x" * 501)
    assert long == Refusal(Code.TOO_LONG, "words")
    assert story.tries(MODERATOR, kind, question=9) == Refusal(Code.NOT_FOUND, 9)


def on_floor() -> Story:
    story = live()
    story.queue("a", "b", "c")
    story.does(CHAIR, c.CallQuestion, question=1)
    return story


def test_seal_takes_it_off_the_floor() -> None:
    story = on_floor()
    [sealed] = story.does(CHAIR, c.SealQuestion, question=1)
    assert sealed == e.QuestionSealed(at=story.now, by=CHAIR, cause=sealed.cause, question=1)
    assert (story.state.floor, story.state.questions[1].status) == (None, QuestionStatus.SEALED)


def test_seal_takes_it_out_of_the_queue() -> None:
    story = on_floor()
    story.does(MODERATOR, c.SealQuestion, question=2)
    assert (story.state.floor, story.state.queue) == (1, [3])


def test_seal_of_a_family_in_the_middle_frees_both_sides() -> None:
    """Three is in two, two in one; two is a denunciation."""
    story = on_floor()
    story.does(BINH, c.CastVote, question=3)
    story.does(MODERATOR, c.MergeQuestions, question=3, into=2)
    story.does(MODERATOR, c.MergeQuestions, question=2, into=1)
    events = story.does(MODERATOR, c.SealQuestion, question=2)
    facts = {"at": story.now, "by": MODERATOR, "cause": events[0].cause}
    assert events == [
        e.QuestionUnmerged(**facts, question=2, parent=1),
        e.QuestionUnmerged(**facts, question=3, parent=2),
        e.QuestionSealed(**facts, question=2),
    ]
    assert [(q.status, q.support, q.members) for q in story.state.questions.values()] == [
        (QuestionStatus.ON_FLOOR, 0, []),
        (QuestionStatus.SEALED, 0, []),
        (QuestionStatus.QUEUED, 1, []),
    ]


def test_unseal_gives_it_back_to_the_inbox_with_a_reason() -> None:
    story = on_floor()
    story.does(MODERATOR, c.SealQuestion, question=2)
    [unsealed] = story.does(SEALED_BOX, c.UnsealQuestion, question=2, words="Không phải tố cáo")
    assert unsealed == e.QuestionUnsealed(
        at=story.now,
        by=SEALED_BOX,
        cause=unsealed.cause,
        question=2,
        words="Không phải tố cáo",
    )
    assert story.state.questions[2].status is QuestionStatus.WAITING


def test_unseal_refuses() -> None:
    story = on_floor()
    story.does(MODERATOR, c.SealQuestion, question=2)
    assert [
        story.tries(SEALED_BOX, c.UnsealQuestion, question=2, words=" "),
        story.tries(SEALED_BOX, c.UnsealQuestion, question=2, words="x" * 501),
        story.tries(MODERATOR, c.UnsealQuestion, question=2, words="x"),
        story.tries(AN, c.WithdrawQuestion, question=2),
        story.tries(MODERATOR, c.ReturnQuestion, question=2),
    ] == [
        Refusal(Code.EMPTY, "words"),
        Refusal(Code.TOO_LONG, "words"),
        Refusal(Code.NOT_ALLOWED),
        Refusal(Code.STALE, "sealed"),
        Refusal(Code.STALE, "sealed"),
    ]
