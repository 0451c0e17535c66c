"""What holds of answers, publication and the Front after any history of all commands, whoever tried what."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from hypothesis import given, settings

from archive.casebook import events as e
from archive.casebook.apply import apply
from archive.casebook.records import Case
from archive.casebook.samples import draw, numbered
from archive.casebook.state import CasebookState
from archive.casework import REPLIED, CaseOutcome, CaseState, Publication, can_move
from conference.event import Event
from tests.casebook_histories import lived, seeds
from tests.casebook_trio import Book

S = CaseState
NEVER_FEWER = ("answers", "recommendations", "front_notes", "notes", "additions", "reopened")


def steps(book: Book) -> Iterator[tuple[Event, Case | None, CasebookState]]:
    """Every event, with its case before and the state after it."""
    state = CasebookState()
    for event in book.events:
        case = state.cases.get(event.case) if isinstance(event, e.CaseEvent) else None
        before = deepcopy(case)
        apply(state, event)
        yield event, before, state


def length(value: object) -> int:
    return value if isinstance(value, int) else len(value)  # type: ignore[arg-type]


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(seeds)
def test_at_every_step(seed: int) -> None:
    for event, was, after in steps(lived(seed)):
        if isinstance(event, e.CaseEvent):
            now = after.cases[event.case]
            assert_closed_only_when_settled(now)
            assert_public_only_while_published(now)
            if was is not None:
                assert was.state is now.state or can_move(was.state, now.state), event
                assert_nothing_of_the_fronts_shrinks(was, now)


def assert_closed_only_when_settled(case: Case) -> None:
    if case.state is S.CLOSED:
        assert case.publication in (Publication.PUBLISHED, Publication.WITHHELD)


def assert_public_only_while_published(case: Case) -> None:
    if case.public_id is not None:
        assert case.publication in (Publication.PUBLISHED, Publication.REDACTING)
        assert case.state is not S.SEALED
    else:
        assert case.publication is not Publication.PUBLISHED


def assert_nothing_of_the_fronts_shrinks(was: Case, now: Case) -> None:
    for name in NEVER_FEWER:
        assert length(getattr(was, name)) <= length(getattr(now, name))
    for old, new in zip(was.recommendations, now.recommendations, strict=False):
        assert (old.answered, old.settled) <= (new.answered, new.settled)
        if old.settled:
            assert old.satisfied == new.satisfied


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_nobody_approved_their_own_and_no_more_was_resolved_than_replied(seed: int) -> None:
    cases = lived(seed).state.cases.values()
    for case in cases:
        assert not [one for one in case.answers if one.author == one.approved_by]
    replied = {case.code for case in cases if case.state in REPLIED}
    resolved = {
        case.code
        for case in cases
        if case.state in REPLIED and case.outcome is CaseOutcome.RESOLVED
    }
    assert resolved <= replied


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(seeds)
def test_a_sample_is_of_the_list_that_was_announced_and_no_other(seed: int) -> None:
    lists: dict[int, e.SampleAnnounced] = {}
    for event, _was, after in steps(lived(seed)):
        if isinstance(event, e.SampleAnnounced):
            lists[event.sample] = event
            listed = numbered(after.cases.values())
            sealed = {number for number, case in listed.items() if case.state is S.SEALED}
            assert set(event.numbers) == set(listed) - sealed
        if isinstance(event, e.SampleDrawn):
            announced = lists.pop(event.sample or 0)
            listed = numbered(after.cases.values())
            codes = tuple(listed[announced.numbers[place - 1]].code for place in event.places)
            assert event.places == draw(event.seed, len(announced.numbers), announced.size)
            assert (event.cases, event.out_of) == (codes, len(announced.numbers))


@pytest.mark.slow
def test_histories_get_somewhere() -> None:
    """Or the laws above would hold of nothing."""
    happened = {type(event) for seed in range(100) for event in lived(seed).events}
    rare = {e.MinutesCorrected, e.CaseTakenBack, e.CaseEscalated, e.TransferChased}
    rare |= {e.NothingAsked, e.ResultClockStopped, e.ResultEscalated}
    bases = (Event, e.CaseEvent, e.ResultEvent)
    every = {
        kind
        for kind in vars(e).values()
        if isinstance(kind, type) and issubclass(kind, Event) and kind not in bases
    }
    assert every - happened - rare == set()
