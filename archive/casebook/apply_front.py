"""What each act of the Front, and each reply to it, changes. Nothing here grows shorter.

Supervision is open while any recommendation is not settled. When the last one is, the word spoken in settling it
stands: satisfied, or watching on.
"""

from collections.abc import Mapping
from dataclasses import replace

from archive.casebook import events as e
from archive.casebook.records import Recommendation, Sample
from archive.casebook.state import CasebookState, Change
from archive.casework import Supervision
from conference.event import Event


def _watched(state: CasebookState, event: e.CaseWatched) -> None:
    now = Supervision.WATCHING if event.watching else Supervision.NONE
    state.cases[event.case].supervision = now


def _noted(state: CasebookState, event: e.SupervisionNoteWritten) -> None:
    state.cases[event.case].front_notes += 1


def _checked(state: CasebookState, event: e.FieldCheckRecorded) -> None:
    case = state.cases[event.case]
    case.front_notes += 1
    case.checks += 1


def _check_file_attached(state: CasebookState, event: e.CheckFileAttached) -> None:
    state.cases[event.case].check_files.add(event.file)


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


def _sample_announced(state: CasebookState, event: e.SampleAnnounced) -> None:
    state.samples.append(Sample(event.numbers, event.size, event.digits, event.day))


def _sample_drawn(state: CasebookState, event: e.SampleDrawn) -> None:
    """Before samples were announced there was nothing to be drawn."""
    if event.sample is not None:
        waiting = state.samples[event.sample - 1]
        state.samples[event.sample - 1] = replace(waiting, drawn=True)


def _remarked(state: CasebookState, _event: e.PeriodRemarked) -> None:
    state.remarks += 1


CHANGES: Mapping[type[Event], Change] = {
    e.CaseWatched: _watched,
    e.SupervisionNoteWritten: _noted,
    e.FieldCheckRecorded: _checked,
    e.CheckFileAttached: _check_file_attached,
    e.RecommendationMade: _recommended,
    e.RecommendationAnswered: _replied,
    e.RecommendationSettled: _settled,
    e.SampleAnnounced: _sample_announced,
    e.SampleDrawn: _sample_drawn,
    e.PeriodRemarked: _remarked,
}
