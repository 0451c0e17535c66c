"""What each act of the Front, and each reply to it, changes. Nothing here grows shorter.

Supervision is open while any recommendation is not settled. When the last one is, the word spoken in settling it
stands: satisfied, or watching on.
"""

from collections.abc import Mapping

from archive.casebook import events as e
from archive.casebook.records import Recommendation
from archive.casebook.state import CasebookState, Change
from archive.casework import Supervision
from conference.event import Event


def _watched(state: CasebookState, event: e.CaseWatched) -> None:
    now = Supervision.WATCHING if event.watching else Supervision.NONE
    state.cases[event.case].supervision = now


def _noted(state: CasebookState, event: e.SupervisionNoteWritten | e.FieldCheckRecorded) -> None:
    state.cases[event.case].front_notes += 1


def _recommended(state: CasebookState, event: e.RecommendationMade) -> None:
    case = state.cases[event.case]
    case.recommendations.append(Recommendation(event.clock))
    case.clocks.setdefault(event.clock.kind, event.clock)
    case.supervision = Supervision.RECOMMENDATION_OPEN
    case.front_notes += 1


def _replied(state: CasebookState, event: e.RecommendationAnswered) -> None:
    state.cases[event.case].recommendations[event.recommendation - 1].answered = True


def _settled(state: CasebookState, event: e.RecommendationSettled) -> None:
    case = state.cases[event.case]
    one = case.recommendations[event.recommendation - 1]
    one.settled, one.satisfied = True, event.satisfied
    if all(each.settled for each in case.recommendations):
        content = Supervision.SATISFIED if event.satisfied else Supervision.WATCHING
        case.supervision = content


def _sample_drawn(state: CasebookState, event: e.SampleDrawn) -> None:
    state.samples[event.seed] = event.cases


CHANGES: Mapping[type[Event], Change] = {
    e.CaseWatched: _watched,
    e.SupervisionNoteWritten: _noted,
    e.FieldCheckRecorded: _noted,
    e.RecommendationMade: _recommended,
    e.RecommendationAnswered: _replied,
    e.RecommendationSettled: _settled,
    e.SampleDrawn: _sample_drawn,
}
