"""A page offers what the rules would grant, and nothing that they would refuse for who asks or where the case stands."""

import pytest

from archive.casebook import commands as c
from archive.casebook.offered import extendable, offered
from archive.casebook.permissions import TABLE
from archive.casework import CaseState
from archive.deadlines import ClockKind
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from tests.casebook_story import CHAIR, CITIZEN, CLERK, FRONT, OWNER, PUBLISHER, ROADS
from tests.casebook_trio import ACTORS, AN, Book, stood

OUT_OF_PLACE = (Code.NOT_ALLOWED, Code.STALE, Code.NOT_FOUND, Code.DUPLICATE, Code.TOO_MANY)
HAPPENS_OTHERWISE = (c.ReckonClocks, c.EscalateCase, c.DrawSample)
"""By a rule, or about the whole book."""
NEEDS_ITS_OWN = (c.AttachFile, c.SetFilePublic, c.CorrectMinutes, c.ExtendDeadline)
"""What it is about must exist: a file, a turn, a clock. The page has a list of those to choose from."""


def granted(book: Book, actor: Actor) -> set[type[c.CaseCommand]]:
    return {
        kind
        for kind in TABLE
        if issubclass(kind, c.CaseCommand)
        and kind not in (*HAPPENS_OTHERWISE, *NEEDS_ITS_OWN)
        and not _out_of_place(book.tries(actor, kind))
    }


def _out_of_place(outcome: object) -> bool:
    return isinstance(outcome, Refusal) and outcome.reason in OUT_OF_PLACE


def shown(book: Book, actor: Actor) -> set[type[c.CaseCommand]]:
    unit = ROADS if actor.role in (Role.OFFICER, Role.UNIT_HEAD) else None
    kinds = offered(book.state.cases[AN], actor.role, actor.id, unit)
    return {kind for kind in kinds if kind not in (*HAPPENS_OTHERWISE, *NEEDS_ITS_OWN)}


PEOPLE = {role: actor for role, actor in ACTORS.items() if role is not Role.RULE}


@pytest.mark.parametrize("actor", PEOPLE.values(), ids=[role.value for role in PEOPLE])
@pytest.mark.parametrize("state", CaseState)
def test_what_is_shown_is_what_is_granted(state: CaseState, actor: Actor) -> None:
    book = stood(state)
    assert shown(book, actor) == granted(book, actor)


def test_the_second_person_is_another_one() -> None:
    book = stood(CaseState.VERIFYING)
    book.does(CLERK, c.ProposeDecline)
    assert c.ConfirmDecline not in shown(book, CLERK)
    assert {c.ConfirmDecline, c.RejectDecline} <= shown(book, CHAIR)
    assert shown(book, CHAIR) == granted(book, CHAIR)


def test_a_case_ends_for_the_publisher_when_its_answer_is_out() -> None:
    book = stood(CaseState.ANSWERED)
    book.does(PUBLISHER, c.PublishCase)
    book.later(30)
    assert c.CloseCase in shown(book, PUBLISHER)
    assert shown(book, PUBLISHER) == granted(book, PUBLISHER)


def test_a_promise_is_not_ended_by_the_publisher() -> None:
    book = stood(CaseState.IMPLEMENTING)
    book.does(PUBLISHER, c.PublishCase)
    book.later(30)
    assert c.CloseCase not in shown(book, PUBLISHER)
    assert shown(book, PUBLISHER) == granted(book, PUBLISHER)


def test_more_time_is_offered_while_a_clock_can_be_given_some() -> None:
    book = stood(CaseState.RECEIVED)
    assert c.ExtendDeadline not in offered(book.first, Role.CHAIR, CHAIR.id, None)
    book = stood(CaseState.PROCESSING)
    assert c.ExtendDeadline in offered(book.first, Role.CHAIR, CHAIR.id, None)
    assert extendable(book.first, book.now) == [ClockKind.ANSWER]
    assert extendable(book.first, book.now + 60 * 86_400_000) == []
    book.does(CHAIR, c.ExtendDeadline, clock=ClockKind.ANSWER, days=3)
    assert extendable(book.first, book.now) == []
    assert c.ExtendDeadline not in offered(book.first, Role.CHAIR, CHAIR.id, None)


def test_recommendations_are_replied_to_and_settled_in_turn() -> None:
    book = stood(CaseState.PROCESSING)
    book.does(FRONT, c.MakeRecommendation)
    assert c.ReplyToRecommendation in shown(book, CHAIR)
    assert c.SettleRecommendation not in shown(book, FRONT)
    book.does(CHAIR, c.ReplyToRecommendation)
    assert c.ReplyToRecommendation not in shown(book, CHAIR)
    assert c.SettleRecommendation in shown(book, FRONT)
    assert shown(book, FRONT) == granted(book, FRONT)


def test_whoever_is_in_the_unit_may_take_a_case_that_is_nobodys() -> None:
    book = stood(CaseState.CLASSIFIED)
    book.does(CLERK, c.AssignCase, owner=None)
    assert shown(book, OWNER) == granted(book, OWNER)
    assert c.AcceptCase in shown(book, OWNER)


def test_a_citizen_appeals_once() -> None:
    book = stood(CaseState.GUIDED)
    assert c.AppealCase in shown(book, CITIZEN)
    book.does(CITIZEN, c.AppealCase)
    assert c.AppealCase not in shown(book, CITIZEN)
