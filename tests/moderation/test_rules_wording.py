"""Edit, tag, split."""

from typing import Any

import pytest

from conference import commands as c
from conference import events as e
from conference import rules_question
from conference.refusals import Code, Refusal
from conference.vocabulary import Channel, QuestionStatus
from tests.story import AN, BINH, MODERATOR, SECRETARY, Story, live


def asked() -> Story:
    story = live()
    story.ask(text="Cầu và đường?", topic="Giao thông", name="An", place="Thôn 3")
    return story


def test_edit_keeps_the_askers_wording() -> None:
    story = asked()
    [edited] = story.does(MODERATOR, c.EditQuestion, question=1, text=" Bao giờ  sửa cầu? ")
    assert edited == e.QuestionEdited(
        at=story.now,
        by=MODERATOR,
        cause=edited.cause,
        question=1,
        text="Bao giờ sửa cầu?",
        original=None,
        flags=(),
    )
    story.does(MODERATOR, c.EditQuestion, question=1, text="Bao giờ sửa cầu Đá?")
    question = story.state.questions[1]
    assert (question.text, question.asked_text) == ("Bao giờ sửa cầu Đá?", "Cầu và đường?")


def test_edit_back_to_the_askers_wording_is_no_edit_any_more() -> None:
    story = asked()
    story.does(MODERATOR, c.EditQuestion, question=1, text="Cầu?")
    story.does(MODERATOR, c.EditQuestion, question=1, text="Cầu và đường?")
    question = story.state.questions[1]
    assert (question.text, question.asked_text) == ("Cầu và đường?", None)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"text": "Cầu  và đường?"}, Refusal(Code.DUPLICATE, 1)),
        ({"text": " "}, Refusal(Code.EMPTY)),
        ({"text": "x" * 1_001}, Refusal(Code.TOO_LONG, 1_000)),
        ({"question": 9, "text": "x"}, Refusal(Code.NOT_FOUND, 9)),
    ],
)
def test_edit_refuses(fields: dict[str, Any], refusal: Refusal) -> None:
    assert asked().tries(MODERATOR, c.EditQuestion, **{"question": 1, **fields}) == refusal


def test_edit_of_a_gathered_question_may_be_as_long_as_that() -> None:
    story = live()
    story.does(SECRETARY, c.RecordQuestion, text="x", source="phiếu 7", channel=Channel.HALL)
    edited = story.tries(MODERATOR, c.EditQuestion, question=1, text="x" * 4_000)
    assert isinstance(edited, list)


def test_tag_sets_all_tags_and_leaves_the_topic() -> None:
    story = asked()
    story.does(MODERATOR, c.TagQuestion, question=1, tags=("một",))
    [tagged] = story.does(SECRETARY, c.TagQuestion, question=1, tags=(" cầu ", "cầu", "khẩn"))
    assert tagged == e.QuestionTagged(
        at=story.now,
        by=SECRETARY,
        cause=tagged.cause,
        question=1,
        tags=("cầu", "khẩn"),
        topic="Giao thông",
    )
    assert story.state.questions[1].tags == ("cầu", "khẩn")


@pytest.mark.parametrize(("topic", "kept"), [("Đất đai", "Đất đai"), (" ", None)])
def test_tag_sets_or_takes_the_topic(topic: str, kept: str | None) -> None:
    story = asked()
    story.does(MODERATOR, c.TagQuestion, question=1, tags=(), topic=topic)
    assert story.state.questions[1].topic == kept


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"tags": ()}, Refusal(Code.DUPLICATE, 1)),
        ({"tags": ("x",) * 9}, Refusal(Code.TOO_MANY, "tags")),
        ({"tags": ("x" * 31,)}, Refusal(Code.TOO_LONG, "tags")),
        ({"tags": (" ",)}, Refusal(Code.EMPTY, "tags")),
        ({"tags": (), "topic": "x" * 81}, Refusal(Code.TOO_LONG, "topic")),
        ({"tags": (), "question": 9}, Refusal(Code.NOT_FOUND, 9)),
    ],
)
def test_tag_refuses(fields: dict[str, Any], refusal: Refusal) -> None:
    assert asked().tries(MODERATOR, c.TagQuestion, **{"question": 1, **fields}) == refusal


def test_split_makes_a_speech_into_questions_of_the_same_asker() -> None:
    story = asked()
    story.does(MODERATOR, c.ApproveQuestion, question=1)
    story.does(BINH, c.CastVote, question=1)
    events = story.does(
        MODERATOR,
        c.SplitQuestion,
        question=1,
        parts=("Cầu?", " Đường? ", "Đèn?"),
        receipt_codes=("R2", "R3"),
    )
    facts = {"at": story.now, "by": MODERATOR, "cause": events[0].cause}
    plain: dict[str, Any] = {"original": None, "flags": ()}
    same = {"channel": Channel.PHONE, "topic": "Giao thông", "name": "An", "place": "Thôn 3"}
    part = {**facts, **same, **plain, "split_from": 1}
    assert events == [
        e.QuestionEdited(**facts, **plain, question=1, text="Cầu?"),
        e.QuestionSplitOff(**part, question=2, text="Đường?", receipt_code="R2"),
        e.QuestionSplitOff(**part, question=3, text="Đèn?", receipt_code="R3"),
    ]
    questions = story.state.questions
    assert [(q.status, q.support, q.asker, q.split_from) for q in questions.values()] == [
        (QuestionStatus.QUEUED, 1, "an", None),
        (QuestionStatus.WAITING, 0, "an", 1),
        (QuestionStatus.WAITING, 0, "an", 1),
    ]
    attendee = story.state.attendees["an"]
    assert (attendee.questions, attendee.asked) == ([1, 2, 3], 1)


def test_split_keeps_what_was_noticed_of_each_part() -> None:
    story = asked()
    story.does(
        MODERATOR,
        c.SplitQuestion,
        question=1,
        parts=("Cầu?", "Đường?"),
        originals=("k1", "k2"),
        flags=(("insult",), ("personal_data",)),
        receipt_codes=("R2",),
    )
    first, second = story.state.questions[1], story.state.questions[2]
    assert (first.original, first.flags, first.desk_flags) == (None, (), ("insult",))
    assert (second.original, second.flags, second.desk_flags) == ("k2", ("personal_data",), ())


def test_what_was_noticed_in_an_edit_goes_with_it() -> None:
    story = asked()
    before = story.state.questions[1].text
    story.does(MODERATOR, c.EditQuestion, question=1, text="Cầu?", flags=("insult",))
    assert story.state.questions[1].desk_flags == ("insult",)
    story.does(MODERATOR, c.EditQuestion, question=1, text=before)
    assert story.state.questions[1].desk_flags == ()


def test_split_may_leave_the_first_part_as_it_is() -> None:
    story = live()
    story.does(SECRETARY, c.RecordQuestion, text="Cầu?", source="phiếu 7")
    [event] = story.does(MODERATOR, c.SplitQuestion, question=1, parts=("Cầu?", "Đường?"))
    assert isinstance(event, e.QuestionSplitOff)
    assert story.state.questions[2].asker is None


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"parts": ("x",)}, Refusal(Code.EMPTY, "parts")),
        ({"parts": ("x",) * 11}, Refusal(Code.TOO_MANY, "parts")),
        ({"parts": ("x", " ")}, Refusal(Code.EMPTY, "parts")),
        ({"parts": ("x", "y" * 1_001)}, Refusal(Code.TOO_LONG, "parts")),
        ({"parts": ("x", "y"), "question": 9}, Refusal(Code.NOT_FOUND, 9)),
    ],
)
def test_split_refuses(fields: dict[str, Any], refusal: Refusal) -> None:
    assert asked().tries(MODERATOR, c.SplitQuestion, **{"question": 1, **fields}) == refusal


def test_split_stops_at_the_end_of_the_conference(monkeypatch: pytest.MonkeyPatch) -> None:
    story = asked()
    monkeypatch.setattr(rules_question, "QUESTIONS_MAX_PER_CONFERENCE", 2)
    assert isinstance(story.tries(MODERATOR, c.SplitQuestion, question=1, parts=("a", "b")), list)
    refused = story.tries(MODERATOR, c.SplitQuestion, question=1, parts=("a", "b", "c"))
    assert refused == Refusal(Code.TOO_MANY, 2)


def test_a_part_can_be_withdrawn_by_its_asker() -> None:
    story = asked()
    story.does(MODERATOR, c.SplitQuestion, question=1, parts=("Cầu?", "Đường?"))
    assert isinstance(story.tries(AN, c.WithdrawQuestion, question=2), list)
