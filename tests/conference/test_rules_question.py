"""Asking and recording."""

from typing import Any

import pytest

from conference import commands as c
from conference import events as e
from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.vocabulary import (
    QUESTIONS_MAX_PER_ATTENDEE,
    Actor,
    Channel,
    Moderation,
    QuestionStatus,
    Role,
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
        (
            {"text": "x", "source": "s", "channel": Channel.PHONE},
            Refusal(Code.BAD_VALUE, "channel"),
        ),
        ({"text": "x", "source": "s" * 121}, Refusal(Code.BAD_VALUE, "source")),
        ({"text": "", "source": "s"}, Refusal(Code.EMPTY)),
        ({"text": "x" * 4_001, "source": "s"}, Refusal(Code.TOO_LONG, 4_000)),
    ],
)
def test_record_refuses(fields: dict[str, str], refusal: Refusal) -> None:
    assert created().tries(OPERATOR, c.RecordQuestion, **fields) == refusal


def test_slow_mode_keeps_one_attendee_waiting() -> None:
    story = live()
    story.does(MODERATOR, c.SetSlowMode, seconds=90)
    story.ask(AN)
    assert story.tries(AN, c.AskQuestion, text="x") == Refusal(Code.TOO_FAST, 89)
    assert isinstance(story.tries(BINH, c.AskQuestion, text="x"), list)
    story.now += 87_500
    assert story.tries(AN, c.AskQuestion, text="x", at=story.now) == Refusal(Code.TOO_FAST, 1)
    story.now += 500
    assert isinstance(story.tries(AN, c.AskQuestion, text="x"), list)


def test_slow_mode_is_for_the_second_question() -> None:
    story = live()
    story.does(MODERATOR, c.SetSlowMode, seconds=600)
    [number] = story.queue()
    story.does(BINH, c.CastVote, question=number)
    assert isinstance(story.tries(BINH, c.AskQuestion, text="x"), list)


def test_moderated_afterwards_a_question_is_shown_at_once() -> None:
    story = live()
    story.does(MODERATOR, c.SetModeration, mode=Moderation.POST)
    asked, approved = story.does(AN, c.AskQuestion, text="Cầu?", id="once")
    assert isinstance(asked, e.QuestionAsked)
    assert approved == e.QuestionApproved(
        at=story.now, by=Actor(Role.RULE, "post_moderation"), cause="once", question=1
    )
    assert story.state.queue == [1]
    receipt = story.state.receipt(AN, "once")
    assert receipt == Receipt(story.state.position - 1, 1, asked.receipt_code)


@pytest.mark.parametrize("doubt", [{"flags": ("insult",)}, {"suspect": True}])
def test_moderated_afterwards_what_is_doubtful_waits(doubt: dict[str, Any]) -> None:
    story = live()
    story.does(MODERATOR, c.SetModeration, mode=Moderation.POST)
    [asked] = story.does(AN, c.AskQuestion, text="Cầu?", **doubt)
    assert asked.flags == doubt.get("flags", ())
    assert story.state.questions[1].flags == doubt.get("flags", ())
    assert story.state.questions[1].status is QuestionStatus.WAITING


@pytest.mark.parametrize(
    ("channel", "status"),
    [
        (Channel.COLLECTED, QuestionStatus.WAITING),
        (Channel.HALL, QuestionStatus.QUEUED),
        (Channel.PAPER, QuestionStatus.QUEUED),
        (Channel.HOTLINE, QuestionStatus.QUEUED),
    ],
)
def test_moderated_afterwards_a_pile_of_imports_waits(
    channel: Channel, status: QuestionStatus
) -> None:
    story = live()
    story.does(MODERATOR, c.SetModeration, mode=Moderation.POST)
    story.does(MODERATOR, c.RecordQuestion, text="Cầu?", source="phiếu 7", channel=channel)
    assert (story.state.questions[1].channel, story.state.questions[1].status) == (channel, status)


def test_closed_asking_is_for_phones() -> None:
    story = live()
    story.does(CHAIR, c.CloseAsking)
    assert story.tries(AN, c.AskQuestion, text="x") == Refusal(Code.ASKING_CLOSED)
    assert isinstance(story.tries(MODERATOR, c.RecordQuestion, text="x", source="s"), list)
