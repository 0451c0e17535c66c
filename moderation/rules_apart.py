"""What leaves the common way: put on hold, guided to the complaint procedure, sealed; and its way back."""

from conference import commands as c
from conference import events as e
from conference.families import left, parted
from conference.lifecycle import INBOX, SEALED, UNDECIDED
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts, movable, optional_line, standing
from conference.state import ConferenceState
from conference.vocabulary import NOTE_MAX_CHARACTERS, QuestionStatus


def hold(state: ConferenceState, command: c.HoldQuestion) -> Ruling:
    question = standing(state, command.question, UNDECIDED)
    if isinstance(question, Refusal):
        return question
    if question.held:
        return Refusal(Code.DUPLICATE, question.number)
    words = optional_line(command.words, "words", NOTE_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.QuestionHeld(**facts(command), question=question.number, words=words)]


def release(state: ConferenceState, command: c.ReleaseQuestion) -> Ruling:
    question = standing(state, command.question, INBOX)
    if isinstance(question, Refusal):
        return question
    if not question.held:
        return Refusal(Code.DUPLICATE, question.number)
    words = optional_line(command.words, "words", NOTE_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.QuestionReleased(**facts(command), question=question.number, words=words)]


def guide(state: ConferenceState, command: c.GuideQuestion) -> Ruling:
    question = movable(state, command.question, QuestionStatus.GUIDED)
    if isinstance(question, Refusal):
        return question
    words = optional_line(command.words, "words", NOTE_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.QuestionGuided(**facts(command), question=question.number, words=words)]


def seal(state: ConferenceState, command: c.SealQuestion) -> Ruling:
    """From wherever it stands. It takes nobody else's question with it, and leaves no trace in a family."""
    question = movable(state, command.question, QuestionStatus.SEALED)
    if isinstance(question, Refusal):
        return question
    sealed = e.QuestionSealed(**facts(command), question=question.number)
    return [*left(command, question), *parted(command, question), sealed]


def unseal(state: ConferenceState, command: c.UnsealQuestion) -> Ruling:
    question = standing(state, command.question, SEALED)
    if isinstance(question, Refusal):
        return question
    words = optional_line(command.words, "words", NOTE_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    if words is None:
        return Refusal(Code.EMPTY, "words")
    return [e.QuestionUnsealed(**facts(command), question=question.number, words=words)]
