"""`apply`: the only code that changes a casebook's state. What each event changes stands in the room of its noun.

It mutates in place, as in a conference: the state is one writer's private object. Every event moves `position`
by one, and the steps of its case unless it only tells the time: a reminder makes nobody's page out of date.
"""

from collections.abc import Iterable

from archive.casebook import (
    apply_answer,
    apply_citizen,
    apply_front,
    apply_intake,
    apply_result,
    apply_work,
)
from archive.casebook import events_work as e
from archive.casebook.event import CaseEvent
from archive.casebook.limits import RECEIPTS_KEPT
from archive.casebook.state import CasebookState, Change
from conference.event import Event
from conference.records import Receipt

_TELLS_THE_TIME = (e.ClockSet, e.ClockStopped, e.CaseEscalated)

CHANGES: dict[type[Event], Change] = {
    **apply_intake.CHANGES,
    **apply_work.CHANGES,
    **apply_answer.CHANGES,
    **apply_citizen.CHANGES,
    **apply_front.CHANGES,
    **apply_result.CHANGES,
}


def change(state: CasebookState, event: Event) -> None:
    """What the event means for the cases, and nothing else."""
    CHANGES[type(event)](state, event)
    if isinstance(event, CaseEvent) and not isinstance(event, _TELLS_THE_TIME):
        state.cases[event.case].steps += 1


def apply(state: CasebookState, event: Event) -> None:
    """Change `state` by one fact."""
    state.position += 1
    change(state, event)
    state.receipts[event.by, event.cause] = Receipt(state.position)
    if len(state.receipts) > RECEIPTS_KEPT:
        del state.receipts[next(iter(state.receipts))]


def replay(events: Iterable[Event]) -> CasebookState:
    """The state after a whole journal."""
    state = CasebookState()
    for event in events:
        apply(state, event)
    return state
