"""What each event about an answer changes.

`public_id` is there exactly while everybody may read the case: a withheld one's public address is dead for good.
"""

from collections.abc import Mapping
from dataclasses import replace

from archive.casebook import events as e
from archive.casebook.records import CaseAnswer
from archive.casebook.state import CasebookState, Change
from archive.casework import CaseState, Publication
from conference.event import Event


def _submitted(state: CasebookState, event: e.AnswerSubmitted) -> None:
    case = state.moved(event, CaseState.AWAITING_APPROVAL)
    answer = CaseAnswer(
        author=event.by.id,
        outcome=event.outcome,
        decision=event.decision,
        due=event.due,
        submitted_at=event.at,
    )
    case.answers.append(answer)


def _rejected(state: CasebookState, event: e.AnswerRejected) -> None:
    state.moved(event, CaseState.PROCESSING)


def _approved(state: CasebookState, event: e.AnswerApproved) -> None:
    """A new answer is to be made public, and judged, anew."""
    case = state.moved(event, CaseState.ANSWERED)
    answer = replace(case.answers[event.answer - 1], approved_by=event.by.id, approved_at=event.at)
    case.answers[event.answer - 1] = answer
    case.outcome = answer.outcome
    case.answered_at = event.at
    case.promised = case.kept_until = None
    case.publication = Publication.REDACTING
    case.stars = case.solved = None


def _promise_begun(state: CasebookState, event: e.PromiseBegun) -> None:
    case = state.moved(event, CaseState.IMPLEMENTING)
    case.promised = event.due


def _published(state: CasebookState, event: e.CasePublished) -> None:
    case = state.cases[event.case]
    case.publication = Publication.PUBLISHED
    case.public_id = event.public_id


def _withheld(state: CasebookState, event: e.CaseWithheld) -> None:
    case = state.cases[event.case]
    case.publication = Publication.WITHHELD
    case.public_id = None


def _closed(state: CasebookState, event: e.CaseClosed) -> None:
    state.moved(event, CaseState.CLOSED)


CHANGES: Mapping[type[Event], Change] = {
    e.AnswerSubmitted: _submitted,
    e.AnswerRejected: _rejected,
    e.AnswerApproved: _approved,
    e.PromiseBegun: _promise_begun,
    e.CasePublished: _published,
    e.CaseWithheld: _withheld,
    e.CaseClosed: _closed,
}
