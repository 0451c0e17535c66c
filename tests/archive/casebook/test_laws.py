"""What must be true of a casebook whatever people did to it."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings

from archive.casebook import events as e
from archive.casebook.apply import apply, replay
from archive.casebook.records import Case
from archive.casebook.running import RUNS
from archive.casebook.state import CasebookState
from archive.casework import MOVERS, OPEN, CaseState, Publication
from archive.codec import CODEC
from archive.deadlines import ClockKind
from conference.event import Event
from conference.vocabulary import Role
from tests.casebook_histories import CasebookHistory, Step, histories

calm = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def told(history: list[Step]) -> CasebookHistory:
    casebook = CasebookHistory()
    for step in history:
        casebook.take(step)
    return casebook


def moves(events: list[Event]) -> Iterator[tuple[CaseState, CaseState, Role]]:
    """Every change of place, and whose hand it was."""
    state = CasebookState()
    for event in events:
        code = getattr(event, "case", None)
        before = state.cases[code].state if code in state.cases else None
        apply(state, event)
        after = state.cases[code].state if code else None
        if before and after and before is not after:
            yield before, after, event.by.role


@pytest.mark.slow
@calm
@given(histories)
def test_replay_gives_what_is_in_memory(history: list[Step]):
    story = told(history).story
    read = CODEC.decode_all(CODEC.encode(event) for event in story.events)
    assert replay(read) == story.state


@calm
@given(histories)
def test_every_move_is_one_that_is_allowed(history: list[Step]):
    for start, end, role in moves(told(history).story.events):
        assert role in MOVERS[start].get(end, ()), (start, end, role)


@pytest.mark.slow
@calm
@given(histories)
def test_links_go_both_ways(history: list[Step]):
    cases = told(history).story.state.cases
    for code, case in cases.items():
        assert (case.merged_into is not None) == (case.state is CaseState.MERGED)
        assert [cases[member].merged_into for member in case.members] == [code] * len(case.members)
        assert [cases[part].split_from for part in case.parts] == [code] * len(case.parts)
        assert case.merged_into is None or code in cases[case.merged_into].members
        assert case.split_from is None or code in cases[case.split_from].parts


@pytest.mark.slow
@calm
@given(histories)
def test_cases_are_as_many_as_questions_and_parts(history: list[Step]):
    story = told(history).story
    born = [event for event in story.events if isinstance(event, e.CaseOpened | e.CaseSplitOff)]
    assert [event.case for event in born] == list(story.state.cases)


def waits(case: Case) -> bool:
    return case.state is CaseState.NEED_INFO


def expected(case: Case) -> set[ClockKind]:
    """Which clocks should run, said once more in other words than the code's."""
    at, s = (case.back_to if waits(case) else case.state), CaseState
    final = case.publication in (Publication.PUBLISHED, Publication.WITHHELD)
    kinds = {
        ClockKind.TRIAGE: at is s.RECEIVED,
        ClockKind.DECLINE: at in (s.RECEIVED, s.VERIFYING) and case.proposal is not None,
        ClockKind.VERIFY: at is s.VERIFYING,
        ClockKind.INFORMATION: waits(case),
        ClockKind.NAME_OWNER: at is s.ASSIGNED and case.owner is None,
        ClockKind.APPROVAL: at is s.AWAITING_APPROVAL,
        ClockKind.RATING: at is s.ANSWERED,
        ClockKind.PUBLISH: at in (s.ANSWERED, s.IMPLEMENTING) and not final,
    }
    return {kind for kind, runs in kinds.items() if runs}


HISTORY = {
    ClockKind.ANSWER,
    ClockKind.FIRST_WORD,
    ClockKind.CLASSIFY,
    ClockKind.PROMISE,
    ClockKind.TRANSFER,
}
"""Whether these run depends on how the case came there: `test_running.py` walks the ways."""


@pytest.mark.slow
@calm
@given(histories)
def test_the_clocks_that_run_are_those_of_the_state(history: list[Step]):
    casebook = CasebookHistory()
    for step in history:
        casebook.take(step)
        for case in casebook.story.state.cases.values():
            kinds = case.clocks.keys() - HISTORY - {ClockKind.RECOMMENDATION}
            assert kinds == expected(case)
            stands = case.back_to if waits(case) else case.state
            for kind in case.clocks.keys() & HISTORY:
                assert stands in RUNS[kind].begins | RUNS[kind].along


@pytest.mark.slow
@calm
@given(histories)
def test_whatever_is_open_is_driven_by_a_clock(history: list[Step]):
    casebook = CasebookHistory()
    for step in history:
        casebook.take(step)
        for case in casebook.story.state.cases.values():
            assert bool(driving(case)) == (case.state in OPEN), case


def driving(case: Case) -> set[ClockKind]:
    """The Front's clock drives nothing onward."""
    running = {kind for kind, clock in case.clocks.items() if clock.paused_at is None}
    return running - {ClockKind.RECOMMENDATION}


@calm
@given(histories)
def test_clocks_rest_exactly_while_the_citizen_is_asked(history: list[Step]):
    for case in told(history).story.state.cases.values():
        for kind, clock in case.clocks.items():
            exempt = kind in (ClockKind.INFORMATION, ClockKind.RECOMMENDATION)
            assert (clock.paused_at is not None) == (waits(case) and not exempt)


@pytest.mark.slow
@calm
@given(histories)
def test_reckoning_after_any_history_finds_nothing_to_do(history: list[Step]):
    assert told(history).story.reckons() == []


@pytest.mark.slow
@calm
@given(histories)
def test_no_step_of_a_ladder_is_taken_twice(history: list[Step]):
    state = CasebookState()
    taken = []
    for event in told(history).story.events:
        if isinstance(event, e.CaseEscalated):
            clock = state.cases[event.case].clocks[event.clock]
            last_day = clock.due if event.step <= 0 else None
            taken.append((event.case, event.clock, clock.started_at, event.step, last_day))
        apply(state, event)
    assert len(taken) == len(set(taken))


@pytest.mark.slow
@calm
@given(histories)
def test_deciding_leaves_the_state_alone(history: list[Step]):
    casebook = told(history[:-1])
    before = deepcopy(casebook.story.state)
    casebook.tries(history[-1])
    assert casebook.story.state == before
