"""What the events of intake change: how a case begins, what it is, and the ways off the road and back."""

from archive.casebook import events_intake as e
from archive.casebook.records import Case, Proposal
from archive.casebook.state import CasebookState, Change
from archive.casework import APPEALABLE, CaseState, Publication
from conference.event import Event
from conference.vocabulary import Outcome


def _opened(state: CasebookState, event: e.CaseOpened) -> None:
    case = Case(event.case, event.question, event.state, opened_at=event.at, since=event.at)
    case.stage_outcome, case.unit, case.promised = event.outcome, event.unit, event.due
    if event.state is CaseState.ANSWERED:
        case.answered_at, case.replied = event.at, True
    if event.state in APPEALABLE:
        case.decided_at = event.at
    state.cases[event.case] = case
    if state.result.since is None:
        state.result.since = event.at
    state.numbers.setdefault(event.question, event.case)
    if event.merged_into is not None:
        _born_merged(state, case, event.merged_into)
    for member in state.awaited.pop(event.question, ()):
        _link(state, state.cases[member], event.case)


def _born_merged(state: CasebookState, case: Case, number: int) -> None:
    """The case it goes on with may be opened after it."""
    if number in state.numbers:
        _link(state, case, state.numbers[number])
    else:
        state.awaited.setdefault(number, []).append(case.code)


def _link(state: CasebookState, case: Case, into: str) -> None:
    """Whatever was merged into it follows it."""
    for code in (case.code, *case.members):
        state.cases[code].merged_into = into
    state.cases[into].members += [case.code, *case.members]
    case.members = []


def _taken_up(state: CasebookState, event: e.CaseTakenUp) -> None:
    case = state.moved(event, CaseState.VERIFYING)
    case.urgency = event.urgency or case.urgency


def _information_requested(state: CasebookState, event: e.InformationRequested) -> None:
    stood = state.cases[event.case].state
    state.moved(event, CaseState.NEED_INFO).back_to = stood


def _resumed(state: CasebookState, event: e.CaseResumed) -> None:
    state.moved(event, event.to).back_to = None


def _classified(state: CasebookState, event: e.CaseClassified) -> None:
    case = state.cases[event.case]
    if case.state is not CaseState.CLASSIFIED:
        state.moved(event, CaseState.CLASSIFIED)
    case.kind, case.topic, case.competence = event.kind, event.topic, event.competence
    case.urgency, case.several_units = event.urgency, event.several_units


def _split_off(state: CasebookState, event: e.CaseSplitOff) -> None:
    case = Case(event.case, event.question, CaseState.RECEIVED, opened_at=event.at, since=event.at)
    case.split_from = event.split_from
    state.cases[event.case] = case
    state.cases[event.split_from].parts.append(event.case)


def _merged(state: CasebookState, event: e.CaseMerged) -> None:
    case = state.moved(event, CaseState.MERGED)
    case.decided_at = event.at
    _link(state, case, event.into)


def _decline_proposed(state: CasebookState, event: e.DeclineProposed) -> None:
    proposal = Proposal(event.by.id, event.reason, event.words, event.at)
    state.cases[event.case].proposal = proposal


def _decline_rejected(state: CasebookState, event: e.DeclineRejected) -> None:
    state.cases[event.case].proposal = None


def _declined(state: CasebookState, event: e.CaseDeclined) -> None:
    state.moved(event, CaseState.DECLINED).decided_at = event.at


def _guided(state: CasebookState, event: e.CaseGuided) -> None:
    state.moved(event, CaseState.GUIDED).decided_at = event.at


def _sealed(state: CasebookState, event: e.CaseSealed) -> None:
    case = state.moved(event, CaseState.SEALED)
    case.publication, case.public_id = Publication.NONE, None


def _unsealed(state: CasebookState, event: e.CaseUnsealed) -> None:
    state.moved(event, CaseState.CLASSIFIED)


def _revived(state: CasebookState, event: e.CaseRevived) -> None:
    case = state.moved(event, CaseState.RECEIVED)
    case.decided_at, case.appealed, case.upheld = None, False, False
    if case.merged_into is not None:
        state.cases[case.merged_into].members.remove(case.code)
        case.merged_into = None


def _upheld(state: CasebookState, event: e.DecisionUpheld) -> None:
    state.cases[event.case].upheld = True


def _unchanged(_state: CasebookState, _event: Event) -> None:
    """For people to read; no rule asks for it."""


def _stage_answer_recorded(state: CasebookState, event: e.StageAnswerRecorded) -> None:
    case = state.moved(event, CaseState.ANSWERED)
    case.stage_outcome, case.answered_at = Outcome.ANSWERED, event.at


def _note_written(state: CasebookState, event: e.NoteWritten) -> None:
    state.cases[event.case].notes += 1


CHANGES: dict[type[Event], Change] = {
    e.CaseOpened: _opened,
    e.CaseTakenUp: _taken_up,
    e.InformationRequested: _information_requested,
    e.CaseResumed: _resumed,
    e.CaseClassified: _classified,
    e.CaseNarrowed: _unchanged,
    e.CaseSplitOff: _split_off,
    e.CaseMerged: _merged,
    e.DeclineProposed: _decline_proposed,
    e.DeclineRejected: _decline_rejected,
    e.CaseDeclined: _declined,
    e.CaseGuided: _guided,
    e.CaseSealed: _sealed,
    e.CaseUnsealed: _unsealed,
    e.CaseRevived: _revived,
    e.DecisionUpheld: _upheld,
    e.MinutesCorrected: _unchanged,
    e.StageAnswerRecorded: _stage_answer_recorded,
    e.NoteWritten: _note_written,
}
