"""No term that a commune can set is without effect: each is changed, and something happens at another time."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from archive.almanac import AlmanacState, Terms, terms
from archive.casebook import commands as c
from archive.casebook.command import BookCommand
from archive.casebook.rounds import due_now
from archive.casework import CaseState, Competence, Urgency
from archive.deadlines import DEFAULT_DEADLINES, Counting
from conference.vocabulary import Actor
from tests.casebook_story import (
    CITIZEN,
    CLERK,
    DAY,
    FRONT,
    ROADS,
    SCHOOLS,
    CasebookStory,
    any_fields,
)

S = CaseState
UNUSUAL = 47
"""Days, or office hours, that no term is shipped with."""

Way = Callable[[CasebookStory], str]


def stands(state: CaseState, **facets: Any) -> Way:
    return lambda story: story.stands(state, **facets)


def does(state: CaseState, actor: Actor, kind: type[BookCommand], **fields: Any) -> Way:
    """A case that stood there, and about which this was done then."""

    def way(story: CasebookStory) -> str:
        case = story.stands(state)
        story.does(actor, kind, case, **any_fields(kind) | fields)
        return case

    return way


def above(story: CasebookStory) -> str:
    return does(S.VERIFYING, CLERK, c.ClassifyCase, competence=Competence.PROVINCE)(story)


CLOCKS: dict[str, Way] = {
    "triage": stands(S.RECEIVED),
    "verify": stands(S.VERIFYING),
    "verify_urgent": stands(S.VERIFYING, urgency=Urgency.URGENT),
    "classify": stands(S.RECEIVED),
    "information": does(S.VERIFYING, CLERK, c.RequestInformation),
    "name_owner": stands(S.ASSIGNED, owner=None),
    "answer_normal": stands(S.ASSIGNED),
    "answer_multi_unit": stands(S.ASSIGNED, with_units=(SCHOOLS,)),
    "answer_urgent": stands(S.ASSIGNED, urgency=Urgency.URGENT),
    "approval": stands(S.AWAITING_APPROVAL),
    "publish": stands(S.ANSWERED),
    "transfer": above,
    "first_word": stands(S.RECEIVED),
    "decline": does(S.RECEIVED, CLERK, c.ProposeDecline),
    "rating": stands(S.ANSWERED),
    "recommendation": does(S.PROCESSING, FRONT, c.MakeRecommendation),
}
"""Where each of them begins a clock."""
WINDOWS: dict[str, tuple[CaseState, type[BookCommand]]] = {
    "reopen_window": (S.ANSWERED, c.ReopenCase),
    "appeal": (S.DECLINED, c.AppealCase),
}
"""Until when a citizen may."""
REMINDERS = {"chase_10": 0, "chase_15": 1, "chase_30": 2}
OF_THE_CONFERENCE = {"result"}


def set_to(id: str, amount: int) -> Terms:
    its = terms(AlmanacState())
    rule = replace(its.deadline(id), version=2, amount=amount, counting=Counting.WORKING_DAYS)
    deadlines = {**its.deadlines, id: rule}
    return replace(its, deadlines=deadlines, versions={**its.versions, (id, 2): rule})


def test_every_term_has_its_effect_here():
    assert {*CLOCKS, *WINDOWS, *REMINDERS, *OF_THE_CONFERENCE} == set(DEFAULT_DEADLINES)


@pytest.mark.parametrize("id", CLOCKS)
def test_a_term_is_that_of_the_clock_it_begins(id: str):
    story = CasebookStory(set_to(id, UNUSUAL))
    case = CLOCKS[id](story)
    begun = {clock.deadline: clock for clock in story.case(case).clocks.values()}
    assert (begun[id].amount, begun[id].deadline_version) == (UNUSUAL, 2)


@pytest.mark.parametrize("id", WINDOWS)
def test_a_window_is_as_long_as_its_term(id: str):
    state, act = WINDOWS[id]
    granted = []
    for days in (2, UNUSUAL):
        story = CasebookStory(set_to(id, days))
        facets = {"answered_at": story.now, "decided_at": story.now}
        case = story.stands(state, **facets)
        story.later(10)
        granted.append(isinstance(story.tries(CITIZEN, act, case, words="x"), list))
    assert granted == [False, True]


@pytest.mark.parametrize("id", REMINDERS)
def test_an_authority_is_reminded_when_its_term_says_so(id: str):
    found = []
    for days in (2, UNUSUAL):
        story = CasebookStory(set_to(id, days))
        case = story.stands(S.TRANSFERRED, chased=REMINDERS[id])
        due = due_now(story.state, story.now + 5 * DAY, story.terms)
        found.append([one.case for one in due if isinstance(one, c.ChaseTransfer)] == [case])
    assert found == [True, False]


def test_the_result_is_owed_within_its_term():
    story = CasebookStory(set_to("result", UNUSUAL))
    story.opens(S.ASSIGNED, unit=ROADS)
    begun = story.state.result.clock
    assert begun
    assert begun.amount == UNUSUAL
