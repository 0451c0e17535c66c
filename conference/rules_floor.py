"""The floor: what the chair has in hand. One question at a time, and it leaves only with an outcome."""

from datetime import UTC, date, datetime, timedelta

from conference import commands as c
from conference import events as e
from conference.lifecycle import DEFERRABLE
from conference.records import Question
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts, movable, optional_line, standing
from conference.state import ConferenceState
from conference.text import clean
from conference.vocabulary import (
    NAME_MAX_CHARACTERS,
    PROMISE_MAX_DAYS,
    UNIT_MAX_CHARACTERS,
    VIETNAM,
    WORDS_MAX_CHARACTERS,
    Outcome,
    PassReason,
    QuestionStatus,
)


def call(state: ConferenceState, command: c.CallQuestion) -> Ruling:
    """An unanswered question is never pushed off the floor: it is answered, deferred or cleared first."""
    question = movable(state, command.question, QuestionStatus.ON_FLOOR)
    if isinstance(question, Refusal):
        return question
    if state.floor is not None:
        return Refusal(Code.FLOOR_TAKEN, state.floor)
    passed = _passed_over(state, question)
    return [
        e.QuestionCalled(
            **facts(command),
            question=question.number,
            support=question.support,
            passed=passed,
            pass_reason=(command.pass_reason or PassReason.UNSTATED) if passed else None,
        )
    ]


def answer(state: ConferenceState, command: c.AnswerQuestion) -> Ruling:
    question = movable(state, command.question, QuestionStatus.ANSWERED)
    if isinstance(question, Refusal):
        return question
    by = clean(command.by, NAME_MAX_CHARACTERS, lines=False)
    if isinstance(by, Refusal):
        return Refusal(by.reason, "by")
    words = clean(command.words, WORDS_MAX_CHARACTERS) if command.words.strip() else ""
    if isinstance(words, Refusal):
        return Refusal(words.reason, "words")
    unit = optional_line(command.unit, "unit", UNIT_MAX_CHARACTERS)
    if isinstance(unit, Refusal):
        return unit
    refusal = _bad_promise(command, unit)
    if refusal:
        return refusal
    return [
        e.QuestionAnswered(
            **facts(command),
            question=question.number,
            outcome=command.outcome,
            answered_by=by,
            words=words,
            unit=unit,
            due=command.due,
        )
    ]


def defer(state: ConferenceState, command: c.DeferQuestion) -> Ruling:
    question = standing(state, command.question, DEFERRABLE)
    if isinstance(question, Refusal):
        return question
    return [e.QuestionDeferred(**facts(command), question=question.number)]


def clear(state: ConferenceState, command: c.ClearFloor) -> Ruling:
    if state.floor is None:
        return Refusal(Code.STALE)
    return [e.FloorCleared(**facts(command), question=state.floor)]


def _passed_over(state: ConferenceState, called: Question) -> int | None:
    """The most supported question of the queue, when that has more support than the one that is called."""
    most = max(
        state.queue, key=lambda number: state.questions[number].support, default=called.number
    )
    return most if state.questions[most].support > called.support else None


def _bad_promise(command: c.AnswerQuestion, unit: str | None) -> Refusal | None:
    """A promise names who will keep it and by when; nothing else carries a date."""
    if command.outcome is not Outcome.PROMISED:
        return Refusal(Code.BAD_VALUE, "due") if command.due is not None else None
    if unit is None:
        return Refusal(Code.EMPTY, "unit")
    if command.due is None:
        return Refusal(Code.EMPTY, "due")
    due = _day(command.due)
    today = datetime.fromtimestamp(command.at / 1000, UTC).astimezone(VIETNAM).date()
    if due is None or not today <= due <= today + timedelta(days=PROMISE_MAX_DAYS):
        return Refusal(Code.BAD_VALUE, "due")
    return None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if text == day.isoformat() else None
