"""The answer: by its author, then by somebody else; then for everybody to read, or not, and why; then the end."""

from datetime import timedelta

from archive.almanac import Terms
from archive.calendar import day_of
from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.command import CaseCommand
from archive.casebook.dates import iso_day
from archive.casebook.limits import (
    ANSWERS_MAX_PER_CASE,
    CASE_WORDS_MAX_CHARACTERS,
    COMMITMENT_MAX_DAYS,
    LINE_MAX_CHARACTERS,
)
from archive.casebook.records import Case
from archive.casebook.ruling import (
    Rulebook,
    Ruling,
    facts,
    found,
    movable,
    needed,
    optional,
    standing,
)
from archive.casebook.state import CasebookState
from archive.casework import REPLIED, CaseOutcome, CaseState, Publication, can_move
from archive.deadlines import ClockKind
from conference.event import Event
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role

DECIDED = frozenset({Publication.PUBLISHED, Publication.WITHHELD})
"""Whether everybody may read the answer has been settled."""

AGREED = Actor(Role.RULE, "agreed")


def submit(state: CasebookState, command: c.SubmitAnswer, _terms: Terms) -> Ruling:
    """By whoever works on the case. What a higher authority replied names that authority."""
    case = movable(state, command, CaseState.AWAITING_APPROVAL)
    if isinstance(case, Refusal):
        return case
    refused = _bad_facts(case, command)
    if refused:
        return refused
    authority = _authority(case, command)
    decision = needed(command.decision, "decision", CASE_WORDS_MAX_CHARACTERS)
    basis = needed(command.basis, "basis", CASE_WORDS_MAX_CHARACTERS)
    doer = optional(command.doer, "doer", LINE_MAX_CHARACTERS, lines=False)
    if isinstance(decision, Refusal):
        return decision
    if isinstance(basis, Refusal):
        return basis
    if isinstance(doer, Refusal):
        return doer
    if isinstance(authority, Refusal):
        return authority
    return [
        e.AnswerSubmitted(
            **facts(command),
            answer=len(case.answers) + 1,
            outcome=command.outcome,
            decision=decision,
            basis=basis,
            doer=doer,
            due=command.due,
            evidence=command.evidence,
            from_authority=authority,
        )
    ]


def reject(state: CasebookState, command: c.RejectAnswer, _terms: Terms) -> Ruling:
    """Back to work, with what is missing."""
    case = standing(state, command, CaseState.AWAITING_APPROVAL)
    if isinstance(case, Refusal):
        return case
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.AnswerRejected(**facts(command), answer=len(case.answers), words=words)]


def approve(state: CasebookState, command: c.ApproveAnswer, _terms: Terms) -> Ruling:
    """Never by its author. What is committed begins to be carried out at once, by a day yet to come."""
    case = standing(state, command, CaseState.AWAITING_APPROVAL)
    if isinstance(case, Refusal):
        return case
    answer = case.answers[-1]
    if answer.author == command.actor.id:
        return Refusal(Code.NOT_ALLOWED, "author")
    refused = _bad_date(answer.outcome, answer.due, command.at)
    if refused:
        return refused
    approved = e.AnswerApproved(**facts(command), answer=len(case.answers))
    if answer.due is None:
        return [approved]
    return [approved, e.PromiseBegun(**facts(command), due=answer.due)]


def publish(state: CasebookState, command: c.PublishCase, _terms: Terms) -> Ruling:
    """Only what is answered. A better wording later keeps the public address."""
    case = standing(state, command, *REPLIED)
    if isinstance(case, Refusal):
        return case
    question = needed(command.question_text, "question_text", CASE_WORDS_MAX_CHARACTERS)
    answer = needed(command.answer_text, "answer_text", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(question, Refusal):
        return question
    if isinstance(answer, Refusal):
        return answer
    published = e.CasePublished(
        **facts(command),
        public_id=case.public_id or command.public_id,
        question_text=question,
        answer_text=answer,
    )
    return [published, *_agreed_before(case, command)]


def withhold(state: CasebookState, command: c.WithholdCase, _terms: Terms) -> Ruling:
    """Also what is published already: a name that slipped through can be taken off at any time."""
    case = found(state, command)
    if isinstance(case, Refusal):
        return case
    if case.state not in REPLIED and case.public_id is None:
        return Refusal(Code.STALE, case.state)
    if case.publication is Publication.WITHHELD:
        return Refusal(Code.DUPLICATE, "publication")
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.CaseWithheld(**facts(command), words=words), *_agreed_before(case, command)]


def close(state: CasebookState, command: c.CloseCase, _terms: Terms) -> Ruling:
    """Publication settled, and the citizen agrees or has let the time pass. Time alone ends no promise."""
    case = movable(state, command, CaseState.CLOSED)
    if isinstance(case, Refusal):
        return case
    if case.publication not in DECIDED:
        return Refusal(Code.STALE, case.publication)
    agreed = case.solved is True or command.actor.role is Role.CITIZEN
    if not agreed and not _time_has_passed(case, command.at):
        return Refusal(Code.STALE, ClockKind.RATING)
    return [e.CaseClosed(**facts(command), agreed=agreed)]


def _agreed_before(case: Case, command: CaseCommand) -> list[Event]:
    """Whoever called it solved already is not kept waiting once publication is settled."""
    if not (case.solved and can_move(case.state, CaseState.CLOSED)):
        return []
    return [e.CaseClosed(**{**facts(command), "by": AGREED}, agreed=True)]


def _authority(case: Case, command: c.SubmitAnswer) -> str | Refusal | None:
    named = optional(command.from_authority, "from_authority", LINE_MAX_CHARACTERS, lines=False)
    if named is not None or command.outcome is not CaseOutcome.FORWARDED_RESULT:
        return named
    return case.authority or Refusal(Code.EMPTY, "from_authority")


def _bad_facts(case: Case, command: c.SubmitAnswer) -> Refusal | None:
    if len(case.answers) >= ANSWERS_MAX_PER_CASE:
        return Refusal(Code.TOO_MANY, ANSWERS_MAX_PER_CASE)
    known = set(command.evidence) <= case.files.keys()
    if not known or len(set(command.evidence)) < len(command.evidence):
        return Refusal(Code.BAD_VALUE, "evidence")
    return _bad_date(command.outcome, command.due, command.at)


def _bad_date(outcome: CaseOutcome, due: str | None, at: int) -> Refusal | None:
    """A commitment has a day yet to come; a day without a commitment would be a promise nobody keeps."""
    if outcome is not CaseOutcome.COMMITTED:
        return Refusal(Code.BAD_VALUE, "due") if due is not None else None
    if due is None:
        return Refusal(Code.EMPTY, "due")
    day, today = iso_day(due), day_of(at)
    latest = today + timedelta(days=COMMITMENT_MAX_DAYS)
    return None if day and today < day <= latest else Refusal(Code.BAD_VALUE, "due")


def _time_has_passed(case: Case, at: int) -> bool:
    clock = case.clocks.get(ClockKind.RATING)
    return clock is not None and clock.ran_out(at)


RULES: Rulebook = {
    c.SubmitAnswer: submit,
    c.RejectAnswer: reject,
    c.ApproveAnswer: approve,
    c.PublishCase: publish,
    c.WithholdCase: withhold,
    c.CloseCase: close,
}
