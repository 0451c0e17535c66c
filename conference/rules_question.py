"""Asking, recording, amending and withdrawing a question.

Every question that is accepted gets the next number at once and keeps it for ever: that is how no
question vanishes.
"""

from typing import NamedTuple

from conference import commands as c
from conference import events as e
from conference.records import Question
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts, movable, optional_line
from conference.state import ConferenceState
from conference.text import claims_office, clean
from conference.vocabulary import (
    ATTENDEES_MAX_PER_CONFERENCE,
    COLLECTED_QUESTION_MAX_CHARACTERS,
    NAME_MAX_CHARACTERS,
    PLACE_MAX_CHARACTERS,
    QUESTION_MAX_CHARACTERS,
    QUESTION_WINDOW_MILLISECONDS,
    QUESTIONS_MAX_PER_ATTENDEE,
    QUESTIONS_MAX_PER_CONFERENCE,
    QUESTIONS_MAX_PER_WINDOW,
    SOURCE_MAX_CHARACTERS,
    TOPIC_MAX_CHARACTERS,
    Channel,
    QuestionStatus,
)


class _Content(NamedTuple):
    text: str
    topic: str | None
    name: str | None
    place: str | None


def ask(state: ConferenceState, command: c.AskQuestion) -> Ruling:
    content = _content(command, QUESTION_MAX_CHARACTERS)
    if isinstance(content, Refusal):
        return content
    if content.name and claims_office(content.name):
        return Refusal(Code.BAD_NAME, "name")
    refusal = _over_pace(state, command) or _full(state)
    if refusal:
        return refusal
    return [_asked(state, command, content, Channel.PHONE, source=None)]


def record(state: ConferenceState, command: c.RecordQuestion) -> Ruling:
    """`source` decides what is new: the same gathered question is taken once."""
    if not 0 < len(command.source) <= SOURCE_MAX_CHARACTERS:
        return Refusal(Code.BAD_VALUE, "source")
    known = state.sources.get(command.source)
    if known is not None:
        return Refusal(Code.DUPLICATE, known)
    content = _content(command, COLLECTED_QUESTION_MAX_CHARACTERS)
    if isinstance(content, Refusal):
        return content
    return _full(state) or [_asked(state, command, content, command.channel, source=command.source)]


def amend(state: ConferenceState, command: c.AmendQuestion) -> Ruling:
    """Only while it waits: once others support it, its words are theirs too."""
    question = _own(state, command)
    if isinstance(question, Refusal):
        return question
    if question.status is not QuestionStatus.WAITING:
        return Refusal(Code.STALE, question.status)
    text = clean(command.text, QUESTION_MAX_CHARACTERS)
    if isinstance(text, Refusal):
        return text
    if text == question.text:
        return Refusal(Code.DUPLICATE, question.number)
    return [
        e.QuestionAmended(
            **facts(command), question=question.number, text=text, original=command.original
        )
    ]


def withdraw(state: ConferenceState, command: c.WithdrawQuestion) -> Ruling:
    own = _own(state, command)
    if isinstance(own, Refusal):
        return own
    question = movable(state, command.question, QuestionStatus.WITHDRAWN)
    if isinstance(question, Refusal):
        return question
    return [e.QuestionWithdrawn(**facts(command), question=question.number)]


def _content(command: c.AskQuestion | c.RecordQuestion, max_characters: int) -> _Content | Refusal:
    text = clean(command.text, max_characters)
    if isinstance(text, Refusal):
        return text
    topic = optional_line(command.topic, "topic", TOPIC_MAX_CHARACTERS)
    if isinstance(topic, Refusal):
        return topic
    name = optional_line(command.name, "name", NAME_MAX_CHARACTERS)
    if isinstance(name, Refusal):
        return name
    place = optional_line(command.place, "place", PLACE_MAX_CHARACTERS)
    if isinstance(place, Refusal):
        return place
    return _Content(text, topic, name, place)


def _asked(
    state: ConferenceState,
    command: c.AskQuestion | c.RecordQuestion,
    content: _Content,
    channel: Channel,
    source: str | None,
) -> e.QuestionAsked:
    return e.QuestionAsked(
        **facts(command),
        question=len(state.questions) + 1,
        text=content.text,
        channel=channel,
        topic=content.topic,
        name=content.name,
        place=content.place,
        receipt_code=command.receipt_code,
        source=source,
        original=command.original,
    )


def _own(
    state: ConferenceState, command: c.AmendQuestion | c.WithdrawQuestion
) -> Question | Refusal:
    """Somebody else's question is answered like one that does not exist: it may still be hidden."""
    question = state.questions.get(command.question)
    if question is None or question.asker != command.actor.id:
        return Refusal(Code.NOT_FOUND, command.question)
    return question


def _over_pace(state: ConferenceState, command: c.AskQuestion) -> Refusal | None:
    attendee = state.attendees.get(command.actor.id)
    if attendee is None:
        crowded = len(state.attendees) >= ATTENDEES_MAX_PER_CONFERENCE
        return Refusal(Code.BUSY) if crowded else None
    if len(attendee.questions) >= QUESTIONS_MAX_PER_ATTENDEE:
        return Refusal(Code.TOO_MANY, QUESTIONS_MAX_PER_ATTENDEE)
    since = command.at - QUESTION_WINDOW_MILLISECONDS
    if sum(1 for at in attendee.asked_at if at > since) >= QUESTIONS_MAX_PER_WINDOW:
        return Refusal(Code.TOO_FAST, QUESTION_WINDOW_MILLISECONDS // 1000)
    return None


def _full(state: ConferenceState) -> Refusal | None:
    if len(state.questions) >= QUESTIONS_MAX_PER_CONFERENCE:
        return Refusal(Code.TOO_MANY, QUESTIONS_MAX_PER_CONFERENCE)
    return None
