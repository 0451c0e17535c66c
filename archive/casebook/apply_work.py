"""What the events of work change: whose the case is, where it was sent, its files, and its clocks."""

from archive.calendar import day_of
from archive.casebook import events_work as e
from archive.casebook.ladder import told_as
from archive.casebook.state import CasebookState, Change
from archive.casework import CaseState
from archive.deadlines import ClockKind
from conference.event import Event
from conference.vocabulary import Role


def _assigned(state: CasebookState, event: e.CaseAssigned) -> None:
    case = state.moved(event, CaseState.ASSIGNED)
    case.unit, case.owner, case.with_units = event.unit, event.owner, event.with_units


def _owner_named(state: CasebookState, event: e.OwnerNamed) -> None:
    state.cases[event.case].owner = event.owner


def _accepted(state: CasebookState, event: e.CaseAccepted) -> None:
    state.moved(event, CaseState.PROCESSING).owner = event.owner


def _sent_back(state: CasebookState, event: e.CaseSentBack) -> None:
    case = state.moved(event, CaseState.CLASSIFIED)
    case.unit, case.owner, case.with_units = None, None, ()
    case.sent_back += 1


def _transferred(state: CasebookState, event: e.CaseTransferred) -> None:
    case = state.moved(event, CaseState.TRANSFERRED)
    case.authority, case.transferred_at = event.authority, event.at
    case.chased = 0


def _chased(state: CasebookState, event: e.TransferChased) -> None:
    """Only the rule's own reminders are counted: people may remind whenever they like."""
    if event.by.role is Role.RULE:
        state.cases[event.case].chased += 1


def _taken_back(state: CasebookState, event: e.CaseTakenBack) -> None:
    state.moved(event, CaseState.PROCESSING)


def _file_attached(state: CasebookState, event: e.FileAttached) -> None:
    state.cases[event.case].files[event.file] = event.public


def _file_shown(state: CasebookState, event: e.FileShown) -> None:
    state.cases[event.case].files[event.file] = event.public


def _clock_set(state: CasebookState, event: e.ClockSet) -> None:
    case, due = state.cases[event.case], event.clock.due
    case.clocks[event.clock.kind] = event.clock
    if event.clock.kind is ClockKind.PROMISE and due is not None:
        case.kept_until = day_of(due - 1).isoformat()
    if event.change is e.ClockChange.EXTENDED:
        case.extended.add(event.clock.kind)


def _clock_stopped(state: CasebookState, event: e.ClockStopped) -> None:
    case = state.cases[event.case]
    del case.clocks[event.kind]
    case.extended.discard(event.kind)
    if event.late:
        case.breached.add(event.kind)


def _escalated(state: CasebookState, event: e.CaseEscalated) -> None:
    """On its last day a clock has not run out yet."""
    case = state.cases[event.case]
    clock = case.clocks[event.clock]
    case.escalated.add(told_as(clock, event.step))
    if clock.ran_out(event.at):
        case.breached.add(event.clock)


CHANGES: dict[type[Event], Change] = {
    e.CaseAssigned: _assigned,
    e.OwnerNamed: _owner_named,
    e.CaseAccepted: _accepted,
    e.CaseSentBack: _sent_back,
    e.CaseTransferred: _transferred,
    e.TransferChased: _chased,
    e.CaseTakenBack: _taken_back,
    e.FileAttached: _file_attached,
    e.FileShown: _file_shown,
    e.ClockSet: _clock_set,
    e.ClockStopped: _clock_stopped,
    e.CaseEscalated: _escalated,
}
