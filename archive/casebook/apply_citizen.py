"""What each act of a code's holder changes."""

from collections.abc import Mapping

from archive.casebook import events as e
from archive.casebook.state import CasebookState, Change
from archive.casework import CaseState
from conference.event import Event
from conference.vocabulary import Role


def _information_added(state: CasebookState, event: e.InformationAdded) -> None:
    state.cases[event.case].additions += 1


def _rated(state: CasebookState, event: e.AnswerRated) -> None:
    case = state.cases[event.case]
    case.stars, case.solved = event.stars, event.solved
    case.additions += 1


def _reopened(state: CasebookState, event: e.CaseReopened) -> None:
    """Whoever was content before is asked again after the next answer."""
    case = state.moved(event, CaseState.REOPENED)
    case.solved = None
    case.reopened += 1
    if event.by.role is Role.CITIZEN:
        case.reopened_by_citizen += 1


def _withdrawn(state: CasebookState, event: e.CaseWithdrawn) -> None:
    state.moved(event, CaseState.WITHDRAWN).decided_at = event.at


def _appealed(state: CasebookState, event: e.CaseAppealed) -> None:
    state.cases[event.case].appealed = True


CHANGES: Mapping[type[Event], Change] = {
    e.InformationAdded: _information_added,
    e.AnswerRated: _rated,
    e.CaseReopened: _reopened,
    e.CaseWithdrawn: _withdrawn,
    e.CaseAppealed: _appealed,
}
