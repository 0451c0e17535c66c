"""What askers may do with their own questions: reword, withdraw, try again, have somebody else look."""

from conference import commands as c
from conference import events as e
from conference.families import left, parted
from conference.lifecycle import DECLINED, INBOX, MERGED, UNDECIDED
from conference.records import Question
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts, optional_line, standing
from conference.state import ConferenceState
from conference.taking_part import may_ask
from conference.text import clean
from conference.vocabulary import (
    NOTE_MAX_CHARACTERS,
    QUESTION_MAX_CHARACTERS,
    QuestionStatus,
)


def amend(state: ConferenceState, command: c.AmendQuestion) -> Ruling:
    """Only while it waits: once others support it, its words are theirs too."""
    text = _new_wording(state, command, INBOX)
    if isinstance(text, Refusal):
        return text
    return [
        e.QuestionAmended(
            **facts(command),
            question=command.question,
            text=text,
            original=command.original,
            flags=command.flags,
        )
    ]


def resubmit(state: ConferenceState, command: c.ResubmitQuestion) -> Ruling:
    """Once: a reason was given, and whoever heeds it deserves a second chance, but not a third."""
    text = _new_wording(state, command, DECLINED)
    if isinstance(text, Refusal):
        return text
    if state.questions[command.question].resubmitted:
        return Refusal(Code.DUPLICATE, command.question)
    return [
        e.QuestionResubmitted(
            **facts(command),
            question=command.question,
            text=text,
            original=command.original,
            flags=command.flags,
        )
    ]


def withdraw(state: ConferenceState, command: c.WithdrawQuestion) -> Ruling:
    """What others asked does not go with it, whether it was merged into this or this into that."""
    question = _own(state, command, UNDECIDED | MERGED)
    if isinstance(question, Refusal):
        return question
    if question.status in MERGED and question.before.status not in UNDECIDED:
        return Refusal(Code.STALE, question.status)
    withdrawn = e.QuestionWithdrawn(**facts(command), question=question.number)
    return [*left(command, question), *parted(command, question), withdrawn]


def request_review(state: ConferenceState, command: c.RequestReview) -> Ruling:
    """Once, also when asking is closed: it is about what was asked in time."""
    question = _own(state, command, DECLINED)
    if isinstance(question, Refusal):
        return question
    if question.review is not None:
        return Refusal(Code.DUPLICATE, question.number)
    words = optional_line(command.words, "words", NOTE_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [
        e.ReviewRequested(
            **facts(command), question=question.number, words=words, original=command.original
        )
    ]


def _new_wording(
    state: ConferenceState,
    command: c.AmendQuestion | c.ResubmitQuestion,
    where: frozenset[QuestionStatus],
) -> str | Refusal:
    question = may_ask(state, command) or _own(state, command, where)
    if isinstance(question, Refusal):
        return question
    text = clean(command.text, QUESTION_MAX_CHARACTERS)
    if text == question.text:
        return Refusal(Code.DUPLICATE, question.number)
    return text


def _own(
    state: ConferenceState,
    command: c.AmendQuestion | c.ResubmitQuestion | c.WithdrawQuestion | c.RequestReview,
    where: frozenset[QuestionStatus],
) -> Question | Refusal:
    """Somebody else's question is answered like one that does not exist: it may still be hidden."""
    question = state.questions.get(command.question)
    if question is None or question.asker != command.actor.id:
        return Refusal(Code.NOT_FOUND, command.question)
    return standing(state, command.question, where)
