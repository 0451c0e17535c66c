"""The desk's work on what a question says: its wording, its tags and topic, and a speech made into several."""

from itertools import zip_longest
from typing import NamedTuple

from conference import commands as c
from conference import events as e
from conference.lifecycle import EDITABLE, TAGGABLE, UNDECIDED
from conference.records import Question
from conference.refusals import Code, Refusal
from conference.rules_question import full
from conference.ruling import Ruling, facts, optional_line, standing, wording_limit
from conference.state import ConferenceState
from conference.text import clean
from conference.vocabulary import (
    PARTS_MAX,
    PARTS_MIN,
    TAG_MAX_CHARACTERS,
    TAGS_MAX_PER_QUESTION,
    TOPIC_MAX_CHARACTERS,
)


def edit(state: ConferenceState, command: c.EditQuestion) -> Ruling:
    """The asker's wording is kept and shown to them; putting it back is the undo."""
    question = standing(state, command.question, EDITABLE)
    if isinstance(question, Refusal):
        return question
    text = clean(command.text, wording_limit(question))
    if isinstance(text, Refusal):
        return text
    if text == question.text:
        return Refusal(Code.DUPLICATE, question.number)
    return [
        e.QuestionEdited(
            **facts(command),
            question=question.number,
            text=text,
            original=command.original,
            flags=command.flags,
        )
    ]


def tag(state: ConferenceState, command: c.TagQuestion) -> Ruling:
    question = standing(state, command.question, TAGGABLE)
    if isinstance(question, Refusal):
        return question
    tags = _tags(command.tags)
    if isinstance(tags, Refusal):
        return tags
    topic = _topic(command, question)
    if isinstance(topic, Refusal):
        return topic
    if (tags, topic) == (question.tags, question.topic):
        return Refusal(Code.DUPLICATE, question.number)
    return [e.QuestionTagged(**facts(command), question=question.number, tags=tags, topic=topic)]


def split(state: ConferenceState, command: c.SplitQuestion) -> Ruling:
    """The first part keeps number, place and support; what people supported they have to look at again."""
    question = standing(state, command.question, UNDECIDED)
    if isinstance(question, Refusal):
        return question
    parts = _parts(command, question)
    if isinstance(parts, Refusal):
        return parts
    refusal = full(state, more=len(parts) - 1)
    if refusal:
        return refusal
    return [*_first(command, question, parts[0]), *_others(state, command, question, parts[1:])]


def _tags(raw: tuple[str, ...]) -> tuple[str, ...] | Refusal:
    if len(raw) > TAGS_MAX_PER_QUESTION:
        return Refusal(Code.TOO_MANY, "tags")
    tags: dict[str, None] = {}
    for one in raw:
        found = clean(one, TAG_MAX_CHARACTERS, lines=False)
        if isinstance(found, Refusal):
            return Refusal(found.reason, "tags")
        tags[found] = None
    return tuple(tags)


def _topic(command: c.TagQuestion, question: Question) -> str | Refusal | None:
    """Left out is unchanged; blank is none."""
    if command.topic is None:
        return question.topic
    return optional_line(command.topic, "topic", TOPIC_MAX_CHARACTERS)


class _Part(NamedTuple):
    text: str
    original: str | None
    flags: tuple[str, ...]


def _parts(command: c.SplitQuestion, question: Question) -> list[_Part] | Refusal:
    if len(command.parts) < PARTS_MIN:
        return Refusal(Code.EMPTY, "parts")
    if len(command.parts) > PARTS_MAX:
        return Refusal(Code.TOO_MANY, "parts")
    parts: list[_Part] = []
    noticed = zip_longest(command.parts, command.originals, command.flags)
    for raw, original, flags in noticed:
        text = clean(raw, wording_limit(question))
        if isinstance(text, Refusal):
            return Refusal(text.reason, "parts")
        parts.append(_Part(text, original, flags or ()))
    return parts


def _first(command: c.SplitQuestion, question: Question, part: _Part) -> list[e.Event]:
    if part.text == question.text:
        return []
    return [e.QuestionEdited(**facts(command), question=question.number, **part._asdict())]


def _others(
    state: ConferenceState, command: c.SplitQuestion, question: Question, parts: list[_Part]
) -> list[e.Event]:
    """Of the same asker, who finds each under a code of its own."""
    numbers = range(len(state.questions) + 1, len(state.questions) + 1 + len(parts))
    return [
        e.QuestionSplitOff(
            **facts(command),
            **part._asdict(),
            question=number,
            channel=question.channel,
            topic=question.topic,
            name=question.name,
            place=question.place,
            receipt_code=receipt_code,
            split_from=question.number,
        )
        for number, part, receipt_code in zip(numbers, parts, command.receipt_codes, strict=True)
    ]
