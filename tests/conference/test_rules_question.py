"""Asking, recording, amending, withdrawing."""

import pytest

from conference import commands as c
from conference import events as e
from conference.refusals import Code, Refusal
from conference.vocabulary import (
    QUESTIONS_MAX_PER_ATTENDEE,
    Channel,
    QuestionStatus,
)
from tests.story import AN, BINH, CHAIR, MODERATOR, OPERATOR, announced, created, live


def test_ask_numbers_the_question_and_keeps_it_waiting() -> None:
    story = live()
    events = story.does(
        AN, c.AskQuestion, text=" Cầu  hỏng ", topic="Giao thông", name="An", place="Thôn 3"
    )
    assert events == [
        e.QuestionAsked(
            at=story.now,
            by=AN,
            cause=events[0].cause,
            question=1,
            text="Cầu hỏng",
            channel=Channel.PHONE,
            topic="Giao thông",
            name="An",
            place="Thôn 3",
            receipt_code="CODE-4",
            source=None,
            original=None,
            flags=(),
        )
    ]
    assert story.state.questions[1].status is QuestionStatus.WAITING
    assert story.state.attendees["an"].questions == [1]


def test_ask_is_possible_before_the_meeting() -> None:
    assert announced().ask() == 1


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"text": ""}, Refusal(Code.EMPTY)),
        ({"text": " \u200b\n"}, Refusal(Code.EMPTY)),
        ({"text": "x" * 1001}, Refusal(Code.TOO_LONG, 1000)),
        ({"text": "a\x07"}, Refusal(Code.BAD_TEXT)),
        ({"text": "a" + "\u0301" * 9}, Refusal(Code.BAD_TEXT)),
        ({"text": "x", "name": "n" * 61}, Refusal(Code.TOO_LONG, "name")),
        ({"text": "x", "place": "\x9f"}, Refusal(Code.BAD_TEXT, "place")),
        ({"text": "x", "topic": "t" * 81}, Refusal(Code.TOO_LONG, "topic")),
        ({"text": "x", "name": "M0derator"}, Refusal(Code.BAD_NAME, "name")),
        ({"text": "x", "name": "Chủ tịch xã"}, Refusal(Code.BAD_NAME, "name")),
    ],
)
def test_ask_refuses(fields: dict[str, str], refusal: Refusal) -> None:
    assert live().tries(AN, c.AskQuestion, **fields) == refusal


def test_ask_takes_blank_extras_for_absent() -> None:
    story = live()
    story.does(AN, c.AskQuestion, text="x", name="  ", topic="\u200b", place="")
    question = story.state.questions[1]
    assert (question.name, question.topic, question.place) == (None, None, None)


def test_ask_has_a_pace() -> None:
    story = live()
    for _ in range(3):
        story.does(AN, c.AskQuestion, text="x")
    assert story.tries(AN, c.AskQuestion, text="x") == Refusal(Code.TOO_FAST, 30)
    assert isinstance(story.tries(BINH, c.AskQuestion, text="x"), list)
    story.now += 30_000
    assert isinstance(story.tries(AN, c.AskQuestion, text="x"), list)


def test_ask_has_an_end() -> None:
    story = live()
    for _ in range(QUESTIONS_MAX_PER_ATTENDEE):
        story.ask()
    story.now += 60_000
    assert story.tries(AN, c.AskQuestion, text="x") == Refusal(
        Code.TOO_MANY, QUESTIONS_MAX_PER_ATTENDEE
    )


def test_record_takes_a_source_once() -> None:
    story = created()
    long = "x" * 4_000
    story.does(OPERATOR, c.RecordQuestion, text=long, source="sheet-1", name="Chủ tịch hội")
    question = story.state.questions[1]
    assert (question.channel, question.asker, question.text) == (Channel.COLLECTED, None, long)
    again = story.tries(OPERATOR, c.RecordQuestion, text="other", source="sheet-1")
    assert again == Refusal(Code.DUPLICATE, 1)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"text": "x", "source": ""}, Refusal(Code.BAD_VALUE, "source")),
        ({"text": "x", "source": "s" * 121}, Refusal(Code.BAD_VALUE, "source")),
        ({"text": "", "source": "s"}, Refusal(Code.EMPTY)),
        ({"text": "x" * 4_001, "source": "s"}, Refusal(Code.TOO_LONG, 4_000)),
    ],
)
def test_record_refuses(fields: dict[str, str], refusal: Refusal) -> None:
    assert created().tries(OPERATOR, c.RecordQuestion, **fields) == refusal


def test_amend_rewords_ones_own_waiting_question() -> None:
    story = live()
    number = story.ask()
    story.does(AN, c.AmendQuestion, question=number, text="Cầu nào?", original="hash")
    assert story.state.questions[number].text == "Cầu nào?"


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
