"""The figures of a period, and that they close."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.calendar_2026 import SHIPPED
from archive.casebook import events as e
from archive.casebook.apply import apply
from archive.casebook.balance import (
    Balance,
    Inflow,
    Late,
    Move,
    Rating,
    Running,
    balance,
    inflow,
    open_before,
)
from archive.casebook.event import CaseEvent
from archive.casebook.periods import PeriodKind, period
from archive.casebook.state import CasebookState
from archive.casework import FINAL, MOVERS, OPEN, CaseOutcome, CaseState
from archive.deadlines import ClockKind
from conference.event import Event
from conference.vocabulary import Channel
from tests.casebook_histories import lived, seeds
from tests.casebook_story import DAY
from tests.casebook_trio import MONDAY

S = CaseState
WEEK = period(PeriodKind.WEEK, date(2026, 11, 4))
BEFORE, AFTER = WEEK.since - 1, WEEK.until


def move(code: str, was: CaseState | None, to: CaseState, **fields: Any) -> Move:
    return Move(**{"code": code, "at": MONDAY, "was": was, "to": to, **fields})


def week(opening: int, moves: Iterable[Move], **fields: Any) -> Balance:
    told = {"now": WEEK.until, "calendar": SHIPPED, **fields}
    return balance(WEEK, opening, moves, **told)


def test_an_empty_week() -> None:
    quiet = week(3, [])
    assert (quiet.opening, quiet.closing, quiet.received, quiet.gone) == (3, 3, 0, 0)
    assert quiet.came == Inflow()
    assert quiet.went == dict.fromkeys([state for state in S if state in FINAL], 0)
    assert (quiet.rated, quiet.stars, quiet.overdue) == (0, None, {})


def test_every_way_in_and_out() -> None:
    found = week(
        10,
        [
            move("new", None, S.RECEIVED),
            move("part", None, S.RECEIVED, split_off=True),
            move("born declined", None, S.DECLINED, reason="off_topic"),
            move("again", S.CLOSED, S.REOPENED),
            move("answered", S.ANSWERED, S.REOPENED),
            move("revived", S.DECLINED, S.RECEIVED),
            move("unsealed", S.SEALED, S.CLASSIFIED),
            move("closed", S.ANSWERED, S.CLOSED),
            move("sealed", S.PROCESSING, S.SEALED),
            move("at work", S.ASSIGNED, S.PROCESSING),
            move("never moves so", S.DECLINED, S.WITHDRAWN),
        ],
    )
    assert found.came == Inflow(opened=2, split_off=1, reopened=1, revived=1, unsealed=1)
    gone = {state: n for state, n in found.went.items() if n}
    assert gone == {S.DECLINED: 1, S.CLOSED: 1, S.SEALED: 1}
    assert (found.received, found.gone, found.closing) == (3, 3, 13)
    assert (found.reopened, found.declined) == (2, {"off_topic": 1})


def test_only_what_lies_within_counts() -> None:
    moves = [
        move("early", None, S.RECEIVED, at=BEFORE),
        move("first", None, S.RECEIVED, at=WEEK.since),
        move("last", None, S.RECEIVED, at=AFTER - 1),
        move("late", None, S.RECEIVED, at=AFTER),
    ]
    ratings = [Rating("a", BEFORE, 1), Rating("a", MONDAY, 4), Rating("b", AFTER, 5)]
    found = week(open_before(moves, WEEK.since), moves, ratings=ratings)
    assert (found.opening, found.received, found.closing) == (1, 2, 3)
    assert (found.rated, found.stars) == (1, 4.0)


def test_received_by_channel_topic_and_place_but_nothing_of_the_sealed() -> None:
    where = {"channel": Channel.PHONE, "topic": "Giao thông", "place": "Thôn Đông"}
    found = week(
        0,
        [
            move("a", None, S.RECEIVED, **where),
            move("b", None, S.RECEIVED, **where),
            move("c", None, S.RECEIVED),
            move("d", None, S.RECEIVED, **where),
            move("d", S.RECEIVED, S.SEALED, **where),
        ],
    )
    assert found.by_channel == {Channel.PHONE: 2, None: 2}
    assert found.by_topic == {"Giao thông": 2, None: 2}
    assert found.by_place == {"Thôn Đông": 2, None: 2}


def answer(code: str, outcome: CaseOutcome | None) -> Move:
    return move(code, S.AWAITING_APPROVAL, S.ANSWERED, outcome=outcome)


def test_replied_and_resolved_are_two_things() -> None:
    found = week(
        9,
        [
            answer("resolved", CaseOutcome.RESOLVED),
            answer("explained", CaseOutcome.EXPLAINED),
            answer("on stage", None),
            answer("twice", CaseOutcome.EXPLAINED),
            answer("twice", CaseOutcome.RESOLVED),
            answer("not after all", CaseOutcome.RESOLVED),
            move("not after all", S.ANSWERED, S.REOPENED),
            move("of last week", S.CLOSED, S.REOPENED),
        ],
    )
    assert (found.answered, found.resolved) == (5, 2)


def test_a_case_is_transferred_once() -> None:
    there = move("a", S.PROCESSING, S.TRANSFERRED)
    back = move("a", S.TRANSFERRED, S.PROCESSING)
    assert week(1, [there, back, there]).transferred == 1


def test_of_each_case_the_latest_rating() -> None:
    ratings = [Rating("a", MONDAY, 1), Rating("a", MONDAY + 1, 4), Rating("b", MONDAY, 1)]
    found = week(2, [], ratings=ratings)
    assert (found.rated, found.stars) == (2, 2.5)


def test_what_is_overdue_by_unit_with_its_latest_clock_and_working_days() -> None:
    """The week ends with a Sunday: what ran out on Friday has no working day behind it yet."""
    tuesday, friday = WEEK.since + 2 * DAY, WEEK.since + 5 * DAY
    clocks = [
        Running("a", "Địa chính", ClockKind.ANSWER, tuesday),
        Running("a", "Địa chính", ClockKind.APPROVAL, friday),
        Running("b", "Địa chính", ClockKind.APPROVAL, friday),
        Running("b", "Địa chính", ClockKind.ANSWER, tuesday),
        Running("c", None, ClockKind.TRIAGE, friday),
        Running("d", "Địa chính", ClockKind.ANSWER, WEEK.until + 1),
        Running("e", "Địa chính", ClockKind.ANSWER, None),
        Running("f", "Địa chính", ClockKind.RATING, tuesday),
    ]
    found = week(6, [], clocks=clocks)
    assert found.overdue == {
        None: (Late("c", ClockKind.TRIAGE, 0),),
        "Địa chính": (Late("a", ClockKind.ANSWER, 3), Late("b", ClockKind.ANSWER, 3)),
    }
    assert list(found.overdue) == [None, "Địa chính"]


def test_a_week_that_is_not_over_is_judged_by_now() -> None:
    clocks = [Running("a", "x", ClockKind.ANSWER, WEEK.since + 2 * DAY)]
    assert week(1, [], clocks=clocks, now=WEEK.since + DAY).overdue == {}


def moves_of(events: Iterable[Event]) -> list[Move]:
    """As the state has them: every change of where a case stands."""
    state, moves = CasebookState(), []
    for event in events:
        if not isinstance(event, CaseEvent):
            apply(state, event)
            continue
        before = state.cases.get(event.case)
        was = before.state if before else None
        apply(state, event)
        case = state.cases[event.case]
        if case.state is not was:
            split = isinstance(event, e.CaseSplitOff)
            moves.append(
                move(
                    event.case,
                    was,
                    case.state,
                    at=event.at,
                    split_off=split,
                    outcome=case.outcome,
                )
            )
    return moves


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(seeds)
def test_week_after_week_the_balance_closes_and_is_what_is_open(seed: int) -> None:
    book = lived(seed)
    moves = moves_of(book.events)
    opening, this = 0, period(PeriodKind.WEEK, date(2026, 10, 26))
    while this.since <= book.now:
        found = balance(this, opening, moves, now=book.now, calendar=SHIPPED)
        stands = {one.code: one.to for one in moves if one.at < this.until}
        assert found.closing == sum(state in OPEN for state in stands.values())
        assert found.closing == open_before(moves, this.until)
        assert found.opening + found.came.total - found.gone == found.closing
        assert found.resolved <= found.answered
        assert sum(found.by_topic.values()) == found.received
        opening, this = (
            found.closing,
            period(PeriodKind.WEEK, date.fromordinal(this.last.toordinal() + 1)),
        )
    assert opening == sum(case.state in OPEN for case in book.state.cases.values())


@given(st.lists(st.tuples(st.sampled_from(S), st.integers(0, 3)), max_size=60))
def test_the_sums_close_for_every_lawful_walk(wishes: list[tuple[CaseState, int]]) -> None:
    """Four cases, each going wherever the table lets it."""
    stands: dict[str, CaseState] = {}
    moves = []
    for to, which in wishes:
        was = stands.get(str(which))
        if was is None or to in MOVERS[was]:
            moves.append(move(str(which), was, to))
            stands[str(which)] = to
    found = week(0, moves)
    assert found.closing == sum(state in OPEN for state in stands.values())
    assert found.came == inflow(moves)
    outs = Counter(one.to for one in moves if one.to in FINAL)
    assert {state: n for state, n in found.went.items() if n} == outs
