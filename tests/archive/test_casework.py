"""Every state, every move, every role: the table against what the founders wrote down, by hand, word for word."""

import pytest

from archive.casework import (
    FINAL,
    MOVERS,
    OPEN,
    REPLIED,
    CaseState,
    can_move,
    may_move,
)
from conference.vocabulary import Role

WRITTEN = """
received -> verifying: clerk
received -> classified: clerk
received -> answered: secretary, chair
received -> merged: clerk
received -> declined: clerk, chair, approver
received -> guided: clerk
received -> sealed: clerk, moderator, secretary
received -> withdrawn: citizen
verifying -> need_info: clerk
verifying -> classified: clerk
verifying -> merged: clerk
verifying -> declined: clerk, chair, approver
verifying -> guided: clerk
verifying -> sealed: clerk
verifying -> withdrawn: citizen
need_info -> verifying: clerk, citizen, rule
need_info -> processing: officer, citizen, rule
need_info -> withdrawn: citizen
classified -> assigned: clerk, chair
classified -> transferred: chair, approver
classified -> merged: clerk
classified -> guided: clerk
classified -> sealed: clerk
classified -> withdrawn: citizen
assigned -> processing: officer
assigned -> classified: officer, unit_head
assigned -> withdrawn: citizen
processing -> need_info: officer
processing -> awaiting_approval: officer
processing -> transferred: chair, approver
processing -> assigned: clerk, unit_head, chair
processing -> sealed: clerk, officer
processing -> withdrawn: citizen
transferred -> processing: clerk, officer
transferred -> awaiting_approval: clerk, officer
transferred -> withdrawn: citizen
awaiting_approval -> processing: chair, approver
awaiting_approval -> answered: chair, approver
awaiting_approval -> withdrawn: citizen
answered -> implementing: chair, approver
answered -> closed: rule, publisher, citizen
answered -> reopened: citizen, supervisor, chair
implementing -> awaiting_approval: officer
implementing -> closed: rule, publisher, citizen
implementing -> reopened: citizen, supervisor, chair
implementing -> withdrawn: citizen
closed -> reopened: citizen, supervisor, chair
reopened -> processing: clerk, officer, chair
reopened -> transferred: chair, approver
reopened -> withdrawn: citizen
merged -> received: chair, rule
declined -> received: chair
guided -> received: chair
withdrawn -> received: chair
sealed -> classified: sealed_box
"""


def written() -> dict[tuple[CaseState, CaseState], frozenset[Role]]:
    table = {}
    for line in WRITTEN.strip().splitlines():
        move, roles = line.split(": ")
        start, end = move.split(" -> ")
        movers = frozenset(Role(role) for role in roles.split(", "))
        table[CaseState(start), CaseState(end)] = movers
    return table


TABLE = written()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("start", CaseState)
def test_where_to_somebody_may_take_a_case_from_here(start: CaseState, role: Role):
    """Every cell of the table: where it may go at all, and whether this role may take it there."""
    movers = {end: TABLE.get((start, end), frozenset()) for end in CaseState}
    assert {end: can_move(start, end) for end in CaseState} == {
        end: bool(movers[end]) for end in CaseState
    }
    assert {end: may_move(start, end, role) for end in CaseState} == {
        end: role in movers[end] for end in CaseState
    }


def test_every_state_is_in_the_table():
    assert set(MOVERS) == set(CaseState)


def test_nobody_is_left_without_a_way_on():
    assert [state for state in CaseState if not MOVERS[state]] == []


def test_what_is_final_and_what_is_open_are_all_states():
    assert {
        CaseState.CLOSED,
        CaseState.MERGED,
        CaseState.DECLINED,
        CaseState.GUIDED,
        CaseState.SEALED,
        CaseState.WITHDRAWN,
    } == FINAL
    assert set(CaseState) - FINAL == OPEN


def test_replied_is_whoever_has_an_answer():
    assert {CaseState.ANSWERED, CaseState.IMPLEMENTING, CaseState.CLOSED} == REPLIED


def test_every_open_case_can_be_withdrawn_until_it_is_answered():
    withdrawable = {state for state in CaseState if CaseState.WITHDRAWN in MOVERS[state]}
    assert withdrawable == OPEN - {CaseState.ANSWERED}
