"""Which clocks run while a case stands where, as data; and the events by which they follow it.

No rule speaks of clocks. When a rule has said what happens, its events are tried on a copy of the case, and
what then runs no longer is stopped, what must begin is begun. Each begins when the case came to stand where
it stands (or when what it counts from happened), so a clock that is found missing later starts no later. While the citizen is asked for information
all others rest, and afterwards run where they ran before.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from archive import clocks
from archive.almanac import Terms
from archive.casebook.apply import change
from archive.casebook.command import BookCommand
from archive.casebook.event import CaseEvent
from archive.casebook.events_work import ClockChange, ClockSet, ClockStopped
from archive.casebook.records import Case
from archive.casebook.state import CasebookState
from archive.casework import CaseState, Competence, Publication, Urgency
from archive.clocks import PROMISE, Clock
from archive.deadlines import ClockKind
from conference.event import Event

S = CaseState

URGENT = "answer_urgent"
_BASIS = "Lời hứa tại hội nghị hoặc trong văn bản trả lời"
_NOT_FINAL = (Publication.NONE, Publication.REDACTING)
_AT_WORK = frozenset({S.CLASSIFIED, S.ASSIGNED, S.PROCESSING, S.TRANSFERRED, S.AWAITING_APPROVAL})


@dataclass(frozen=True, slots=True)
class Run:
    """It begins where the case stands at one of `begins`, and goes on `along` as well; `owed` can say no.

    It is counted `since` then. One that is counted `with_` another began with that one, and lost the same days.
    """

    begins: frozenset[CaseState]
    along: frozenset[CaseState]
    rule: Callable[[Case], str]
    owed: Callable[[Case], bool] = lambda _case: True
    since: Callable[[Case], int] = lambda case: case.since
    with_: ClockKind | None = None


def _always(id: str) -> Callable[[Case], str]:
    return lambda _case: id


def _answer_rule(case: Case) -> str:
    """Urgent is the first act; once the work is begun, or begun anew, the usual time is given."""
    if case.state is S.ASSIGNED and case.urgency is Urgency.URGENT:
        return URGENT
    several = case.several_units or bool(case.with_units)
    return "answer_multi_unit" if several and case.state is not S.REOPENED else "answer_normal"


def _verify_rule(case: Case) -> str:
    return "verify_urgent" if case.urgency is Urgency.URGENT else "verify"


def _promised(case: Case) -> bool:
    """On stage and not answered yet, or in the answer that is carried out; from then on until there is another."""
    runs = case.answered_at is None or ClockKind.PROMISE in case.clocks
    return case.promised is not None and (runs or case.state is S.IMPLEMENTING)


def _unclassified(case: Case) -> bool:
    """Also when it came back from the sealed box, or was promised on stage and sent back."""
    return case.state is not S.CLASSIFIED or case.kind is None


def _unspoken(case: Case) -> bool:
    """Also when it came back from the sealed box: its asker was told nothing but that it is there."""
    return case.state is not S.CLASSIFIED or ClockKind.ANSWER not in case.clocks


def _above(case: Case) -> bool:
    return case.competence is not Competence.COMMUNE


def _proposed(case: Case) -> bool:
    return case.proposal is not None


def _proposed_at(case: Case) -> int:
    return case.proposal.at if case.proposal else case.since


def _in(*states: CaseState) -> frozenset[CaseState]:
    return frozenset(states)


RUNS: dict[ClockKind, Run] = {
    ClockKind.TRIAGE: Run(_in(S.RECEIVED), _in(), _always("triage")),
    ClockKind.CLASSIFY: Run(
        _in(S.RECEIVED, S.CLASSIFIED), _in(S.VERIFYING), _always("classify"), _unclassified
    ),
    ClockKind.FIRST_WORD: Run(
        _in(S.RECEIVED, S.CLASSIFIED), _in(S.VERIFYING), _always("first_word"), _unspoken
    ),
    ClockKind.TRANSFER: Run(
        _in(S.CLASSIFIED), _in(), _always("transfer"), _above, with_=ClockKind.FIRST_WORD
    ),
    ClockKind.DECLINE: Run(
        _in(S.RECEIVED, S.VERIFYING), _in(), _always("decline"), _proposed, since=_proposed_at
    ),
    ClockKind.VERIFY: Run(_in(S.VERIFYING), _in(), _verify_rule),
    ClockKind.INFORMATION: Run(_in(S.NEED_INFO), _in(), _always("information")),
    ClockKind.NAME_OWNER: Run(
        _in(S.ASSIGNED), _in(), _always("name_owner"), lambda case: case.owner is None
    ),
    ClockKind.ANSWER: Run(_in(S.ASSIGNED, S.TRANSFERRED, S.REOPENED), _AT_WORK, _answer_rule),
    ClockKind.APPROVAL: Run(_in(S.AWAITING_APPROVAL), _in(), _always("approval")),
    ClockKind.PROMISE: Run(_in(S.ASSIGNED, S.IMPLEMENTING), _AT_WORK, _always(PROMISE), _promised),
    ClockKind.PUBLISH: Run(
        _in(S.ANSWERED, S.IMPLEMENTING),
        _in(),
        _always("publish"),
        lambda case: case.publication in _NOT_FINAL,
    ),
    ClockKind.RATING: Run(_in(S.ANSWERED), _in(), _always("rating")),
}
"""A recommendation's clock is not here: the Front waits for a reply wherever the case stands."""


class _Draft(dict[str, Case]):
    """The cases as they would become: each is copied when it is first touched."""

    def __init__(self, cases: dict[str, Case]) -> None:
        super().__init__()
        self._cases = cases

    def __missing__(self, code: str) -> Case:
        self[code] = deepcopy(self._cases[code])
        return self[code]


def with_clocks(
    state: CasebookState, events: list[Event], command: BookCommand, terms: Terms
) -> list[Event]:
    """What was decided, between the clocks that should have run already and those that change by it."""
    draft = replace(state, cases=_Draft(state.cases), samples=list(state.samples))
    touched = {event.case: None for event in events if isinstance(event, CaseEvent)}
    before = [
        event
        for code in touched
        if code in state.cases
        for event in missing(state.cases[code], command, terms)
    ]
    for event in [*before, *events]:
        change(draft, event)
    after = [event for code in touched for event in _follow(draft.cases[code], command, terms)]
    return [*before, *events, *after]


def missing(case: Case, command: BookCommand, terms: Terms) -> list[Event]:
    """The clocks that should have begun where the case stands and do not run."""
    return [_started(case, kind, command, terms) for kind in _missing(case)]


def lacks(case: Case) -> bool:
    """Whether any are missing."""
    return bool(_missing(case))


def _missing(case: Case) -> list[ClockKind]:
    begun = [kind for kind, run in RUNS.items() if case.state in run.begins and run.owed(case)]
    return [kind for kind in begun if kind not in case.clocks]


def _follow(case: Case, command: BookCommand, terms: Terms) -> Iterator[Event]:
    """From the clocks it had to those it needs where it stands now."""
    ended = [kind for kind, clock in case.clocks.items() if not _goes_on(case, clock)]
    for kind in ended:
        yield from stopped(case, kind, command)
    going = {kind: clock for kind, clock in case.clocks.items() if kind not in ended}
    for clock in going.values():
        if clock.kind in RUNS and clock.kind is not ClockKind.INFORMATION:
            yield from _rest_or_go_on(case, clock, command, terms)
    if ClockKind.ANSWER in ended and case.state is S.PROCESSING:
        yield _started(case, ClockKind.ANSWER, command, terms)
    yield from missing(replace(case, clocks=going), command, terms)


def _goes_on(case: Case, clock: Clock) -> bool:
    run = RUNS.get(clock.kind)
    if run is None:
        return True
    waiting = case.state is S.NEED_INFO and clock.kind is not ClockKind.INFORMATION
    stands = case.back_to if waiting else case.state
    if clock.deadline == URGENT and stands is S.PROCESSING:
        return False
    if clock.on is not None and clock.on.isoformat() != case.promised:
        return False
    return stands in run.begins | run.along and run.owed(case)


def _rest_or_go_on(case: Case, clock: Clock, command: BookCommand, terms: Terms) -> Iterator[Event]:
    if case.state is S.NEED_INFO:
        new, change_ = clocks.pause(clock, command.at), ClockChange.PAUSED
    else:
        new, change_ = clocks.resume(clock, command.at, terms.calendar), ClockChange.RESUMED
    if new is not clock:
        yield clock_set(case, new, change_, command, was=clock.due)


def stopped(case: Case, kind: ClockKind, command: BookCommand) -> list[Event]:
    """That this clock, which runs, stops now."""
    late = case.clocks[kind].ran_out(command.at)
    return [ClockStopped(**_facts(case, command), kind=kind, late=late)]


def _started(case: Case, kind: ClockKind, command: BookCommand, terms: Terms) -> ClockSet:
    clock = _begun(case, kind, RUNS[kind], terms)
    return clock_set(case, clock, ClockChange.STARTED, command, was=None)


def _begun(case: Case, kind: ClockKind, run: Run, terms: Terms) -> Clock:
    if kind is ClockKind.PROMISE:
        day = date.fromisoformat(str(case.promised))
        return clocks.until(kind, day, case.since, _BASIS, terms.calendar)
    deadline = terms.deadline(run.rule(case))
    beside = case.clocks.get(run.with_) if run.with_ else None
    if beside is None:
        return clocks.start(kind, deadline, run.since(case), terms.calendar)
    clock = clocks.start(kind, deadline, beside.started_at, terms.calendar)
    return clocks.reckon(replace(clock, pauses=beside.pauses), terms.calendar)


def clock_set(
    case: Case,
    clock: Clock,
    change_: ClockChange,
    command: BookCommand,
    *,
    was: int | None,
    words: str | None = None,
) -> ClockSet:
    """That this clock now stands like this, and when it would have run out before."""
    return ClockSet(**_facts(case, command), clock=clock, change=change_, was=was, words=words)


def _facts(case: Case, command: BookCommand) -> dict[str, Any]:
    return {"at": command.at, "by": command.actor, "cause": command.id, "case": case.code}
