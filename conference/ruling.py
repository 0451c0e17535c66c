"""What every rule is made of: its shape, and the small questions that many rules ask.

A rule looks at the state and the command and gives the events, or a refusal. It never changes the state,
and it asks no clock: the time is in the command. Permission and stage were judged before it is called.
"""

from collections.abc import Callable, Mapping
from typing import Any

from conference.commands import Command
from conference.events import Event
from conference.lifecycle import can_move
from conference.records import Question
from conference.refusals import Code, Refusal
from conference.state import ConferenceState
from conference.text import clean
from conference.vocabulary import (
    COLLECTED_QUESTION_MAX_CHARACTERS,
    QUESTION_MAX_CHARACTERS,
    Channel,
    QuestionStatus,
)

Ruling = list[Event] | Refusal
Rule = Callable[[ConferenceState, Any], Ruling]
Rulebook = Mapping[type[Command], Rule]


def facts(command: Command) -> dict[str, Any]:
    """The part that every event of this command shares."""
    return {"at": command.at, "by": command.actor, "cause": command.id}


def movable(state: ConferenceState, number: int, to: QuestionStatus) -> Question | Refusal:
    """The question, if its life-cycle lets it go there from where it stands."""
    question = state.questions.get(number)
    if question is None:
        return Refusal(Code.NOT_FOUND, number)
    if not can_move(question.status, to):
        return Refusal(Code.STALE, question.status)
    return question


def standing(
    state: ConferenceState, number: int, where: frozenset[QuestionStatus]
) -> Question | Refusal:
    """The question, if it stands at one of these places: where the life-cycle alone would allow more."""
    question = state.questions.get(number)
    if question is None:
        return Refusal(Code.NOT_FOUND, number)
    if question.status not in where:
        return Refusal(Code.STALE, question.status)
    return question


def wording_limit(question: Question) -> int:
    """What was typed on a phone stays as short as that; what was gathered may be longer."""
    on_phone = question.channel is Channel.PHONE
    return QUESTION_MAX_CHARACTERS if on_phone else COLLECTED_QUESTION_MAX_CHARACTERS


def optional_line(raw: str | None, field: str, max_characters: int) -> str | Refusal | None:
    """One optional line of text: absent and blank are the same; a refusal names the field."""
    if raw is None or not raw.strip():
        return None
    text = clean(raw, max_characters, lines=False)
    if isinstance(text, Refusal):
        return None if text.reason is Code.EMPTY else Refusal(text.reason, field)
    return text
