"""Asking and recording a question.

Every question that is accepted gets the next number at once and keeps it for ever: that is how no
question vanishes.
"""

from typing import NamedTuple

from conference import commands as c
from conference import events as e
from conference.records import Attendee
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts, optional_line
from conference.state import ConferenceState
from conference.taking_part import crowded, may_ask
from conference.text import claims_office, clean
from conference.vocabulary import (
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
    Actor,
    Channel,
    Moderation,
    Role,
)

POST_MODERATION = Actor(Role.RULE, "post_moderation")


class _Content(NamedTuple):
    text: str
    topic: str | None
    name: str | None
    place: str | None


def ask(state: ConferenceState, command: c.AskQuestion) -> Ruling:
    content = may_ask(state, command) or _content(command, QUESTION_MAX_CHARACTERS)
    if isinstance(content, Refusal):
        return content
    if content.name and claims_office(content.name):
        return Refusal(Code.BAD_NAME, "name")
    refusal = _over_pace(state, command) or full(state)
    if refusal:
        return refusal
    return _received(state, command, _asked(state, command, content, Channel.PHONE, source=None))


def record(state: ConferenceState, command: c.RecordQuestion) -> Ruling:
    """`source` decides what is new: the same gathered question is taken once. What staff put in came by no phone."""
    if not 0 < len(command.source) <= SOURCE_MAX_CHARACTERS:
        return Refusal(Code.BAD_VALUE, "source")
    known = state.sources.get(command.source)
    if known is not None:
        return Refusal(Code.DUPLICATE, known)
    if command.channel is Channel.PHONE:
        return Refusal(Code.BAD_VALUE, "channel")
    content = _content(command, COLLECTED_QUESTION_MAX_CHARACTERS)
    if isinstance(content, Refusal):
        return content
    asked = _asked(state, command, content, command.channel, source=command.source)
    return full(state) or _received(state, command, asked)


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
        flags=command.flags,
    )


def _received(
    state: ConferenceState, command: c.AskQuestion | c.RecordQuestion, asked: e.QuestionAsked
) -> list[e.Event]:
    """Moderated afterwards, what nothing speaks against is shown at once. A pile of imports never is."""
    at_once = state.moderation is Moderation.POST and asked.channel is not Channel.COLLECTED
    if not at_once or command.flags or command.suspect:
        return [asked]
    by_rule = {**facts(command), "by": POST_MODERATION}
    return [asked, e.QuestionApproved(**by_rule, question=asked.question)]


def _over_pace(state: ConferenceState, command: c.AskQuestion) -> Refusal | None:
    attendee = state.attendees.get(command.actor.id)
    if attendee is None:
        return crowded(state, command.actor.id)
    if attendee.asked >= QUESTIONS_MAX_PER_ATTENDEE:
        return Refusal(Code.TOO_MANY, QUESTIONS_MAX_PER_ATTENDEE)
    since = command.at - QUESTION_WINDOW_MILLISECONDS
    if sum(1 for at in attendee.asked_at if at > since) >= QUESTIONS_MAX_PER_WINDOW:
        return Refusal(Code.TOO_FAST, QUESTION_WINDOW_MILLISECONDS // 1000)
    return _too_soon(state, command, attendee)


def _too_soon(state: ConferenceState, command: c.AskQuestion, attendee: Attendee) -> Refusal | None:
    """Slow mode. The detail is how many seconds are left, rounded up."""
    latest = attendee.asked_at[-1:]
    left = sum(latest) + state.slow_mode * 1_000 - command.at
    return Refusal(Code.TOO_FAST, -(-left // 1_000)) if latest and left > 0 else None


def full(state: ConferenceState, more: int = 1) -> Refusal | None:
    """Whether so many more questions are too many."""
    if len(state.questions) + more > QUESTIONS_MAX_PER_CONFERENCE:
        return Refusal(Code.TOO_MANY, QUESTIONS_MAX_PER_CONFERENCE)
    return None
