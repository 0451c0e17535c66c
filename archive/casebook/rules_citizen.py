"""What the holder of a code may do: add what was missing, judge the answer, ask again, withdraw, appeal.

Where a day cannot be reckoned because nobody loaded its year, the citizen is not made to pay for it.
"""

from archive.almanac import Terms
from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.families import released
from archive.casebook.limits import (
    CASE_WORDS_MAX_CHARACTERS,
    CITIZEN_REOPENINGS_MAX,
    NOTES_MAX_PER_CASE,
    STARS_MAX,
)
from archive.casebook.records import Case
from archive.casebook.rules_answer import DECIDED
from archive.casebook.ruling import Rulebook, Ruling, facts, movable, needed, optional, standing
from archive.casebook.state import CasebookState
from archive.casework import REPLIED, CaseState, can_move
from archive.clocks import start
from archive.deadlines import ClockKind
from conference.refusals import Code, Refusal
from conference.vocabulary import Role

_APPEALABLE = (CaseState.DECLINED, CaseState.GUIDED, CaseState.MERGED, CaseState.WITHDRAWN)


def add_information(state: CasebookState, command: c.AddInformation, _terms: Terms) -> Ruling:
    """When it was asked for. With it the case is back where it was waited for."""
    case = standing(state, command, CaseState.NEED_INFO)
    if isinstance(case, Refusal):
        return case
    text = needed(command.text, "text", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(text, Refusal):
        return text
    added = e.InformationAdded(**facts(command), text=text, original=command.original)
    to = case.back_to or CaseState.VERIFYING
    return [added, e.CaseResumed(**facts(command), to=to, words=None)]


def rate(state: CasebookState, command: c.RateAnswer, _terms: Terms) -> Ruling:
    """As often as they like: the latest counts. "Solved" ends the case once publication is settled."""
    case = standing(state, command, *REPLIED)
    if isinstance(case, Refusal):
        return case
    if not 1 <= command.stars <= STARS_MAX:
        return Refusal(Code.BAD_VALUE, "stars")
    words = optional(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    if case.additions >= NOTES_MAX_PER_CASE:
        return Refusal(Code.TOO_MANY, NOTES_MAX_PER_CASE)
    rated = e.AnswerRated(
        **facts(command),
        stars=command.stars,
        solved=command.solved,
        words=words,
        original=command.original,
    )
    if not (command.solved and case.publication in DECIDED and _can_close(case)):
        return [rated]
    return [rated, e.CaseClosed(**facts(command), agreed=True)]


def reopen(state: CasebookState, command: c.ReopenCase, terms: Terms) -> Ruling:
    """The citizen twice, within the days that the deadline gives; the chair and the Front whenever they must."""
    case = movable(state, command, CaseState.REOPENED)
    if isinstance(case, Refusal):
        return case
    refused = _used_up(case, command, terms) if command.actor.role is Role.CITIZEN else None
    if refused:
        return refused
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.CaseReopened(**facts(command), words=words, original=command.original)]


def withdraw(state: CasebookState, command: c.WithdrawCase, _terms: Terms) -> Ruling:
    """What others asked, and was merged into it, does not go with it."""
    case = movable(state, command, CaseState.WITHDRAWN)
    if isinstance(case, Refusal):
        return case
    words = optional(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [
        e.CaseWithdrawn(**facts(command), words=words, original=command.original),
        *released(case, command),
    ]


def appeal(state: CasebookState, command: c.AppealCase, terms: Terms) -> Ruling:
    """Once against each decision. Nothing moves by it: the chair decides."""
    case = standing(state, command, *_APPEALABLE)
    if isinstance(case, Refusal):
        return case
    if case.appealed:
        return Refusal(Code.DUPLICATE, command.case)
    if _too_late(ClockKind.APPEAL, case.decided_at, command.at, terms):
        return Refusal(Code.CLOSED, ClockKind.APPEAL)
    words = needed(command.words, "words", CASE_WORDS_MAX_CHARACTERS)
    if isinstance(words, Refusal):
        return words
    return [e.CaseAppealed(**facts(command), words=words, original=command.original)]


def _can_close(case: Case) -> bool:
    return can_move(case.state, CaseState.CLOSED)


def _used_up(case: Case, command: c.ReopenCase, terms: Terms) -> Refusal | None:
    if case.reopened_by_citizen >= CITIZEN_REOPENINGS_MAX:
        return Refusal(Code.TOO_MANY, CITIZEN_REOPENINGS_MAX)
    if _too_late(ClockKind.REOPEN_WINDOW, case.answered_at, command.at, terms):
        return Refusal(Code.CLOSED, ClockKind.REOPEN_WINDOW)
    return None


def _too_late(kind: ClockKind, since: int | None, at: int, terms: Terms) -> bool:
    """Counted by the deadline of that name. What cannot be counted is not too late."""
    if since is None:
        return False
    return start(kind, terms.deadline(kind), since, terms.calendar).ran_out(at)


RULES: Rulebook = {
    c.AddInformation: add_information,
    c.RateAnswer: rate,
    c.ReopenCase: reopen,
    c.WithdrawCase: withdraw,
    c.AppealCase: appeal,
}
