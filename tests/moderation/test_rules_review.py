"""The second look."""

from conference import commands as c
from conference import events as e
from conference.records import Review
from conference.refusals import Code, Refusal
from conference.vocabulary import QuestionStatus, ReviewState
from tests.story import AN, MODERATOR, SECOND_MODERATOR, Story, live


def requested() -> Story:
    """Declined by one moderator; its asker wants another to look."""
    story = live()
    story.queue("a")
    number = story.ask(text="b")
    story.does(MODERATOR, c.DeclineQuestion, question=number, reason="unclear", words="Gì?")
    story.does(AN, c.RequestReview, question=number, words="Xin xem lại")
    return story


def test_granted_goes_to_the_end_of_the_queue() -> None:
    story = requested()
    [granted] = story.does(
        SECOND_MODERATOR, c.ReviewQuestion, question=2, uphold=False, words=" Đúng  vậy"
    )
    assert granted == e.ReviewGranted(
        at=story.now, by=SECOND_MODERATOR, cause=granted.cause, question=2, words="Đúng vậy"
    )
    question = story.state.questions[2]
    assert (question.status, question.review, question.reason, question.words) == (
        QuestionStatus.QUEUED,
        Review(ReviewState.GRANTED, "Đúng vậy"),
        None,
        None,
    )
    assert (story.state.queue, question.shown_at) == ([1, 2], story.now)


def test_upheld_stays_declined() -> None:
    story = requested()
    [upheld] = story.does(SECOND_MODERATOR, c.ReviewQuestion, question=2, uphold=True)
    assert upheld == e.ReviewUpheld(
        at=story.now, by=SECOND_MODERATOR, cause=upheld.cause, question=2, words=None
    )
    question = story.state.questions[2]
    assert (question.status, question.review, question.reason, question.words) == (
        QuestionStatus.DECLINED,
        Review(ReviewState.UPHELD, None),
        "unclear",
        "Gì?",
    )


def test_review_refuses() -> None:
    story = requested()
    story.does(MODERATOR, c.DeclineQuestion, question=1, reason="unclear")

    def reviewed(question: int, **fields: str) -> object:
        return story.tries(
            SECOND_MODERATOR, c.ReviewQuestion, question=question, uphold=True, **fields
        )

    tries = [
        story.tries(MODERATOR, c.ReviewQuestion, question=2, uphold=False),
        reviewed(1),
        reviewed(9),
        reviewed(2, words="x" * 501),
    ]
    story.does(SECOND_MODERATOR, c.ReviewQuestion, question=2, uphold=True)
    tries.append(reviewed(2))
    assert tries == [
        Refusal(Code.NOT_ALLOWED, "same_person"),
        Refusal(Code.STALE, "declined"),
        Refusal(Code.NOT_FOUND, 9),
        Refusal(Code.TOO_LONG, "words"),
        Refusal(Code.DUPLICATE, 2),
    ]
