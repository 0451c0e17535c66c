"""The clocks of intake: what comes back from the sealed box, is not the commune's, is proposed to be declined, or urgent."""

from datetime import date

import pytest

from archive.calendar import end_of
from archive.casebook import commands as c
from archive.casework import CaseState, Competence, Urgency
from archive.deadlines import ClockKind
from tests.archive.casebook.test_running import classified, running, told
from tests.casebook_story import (
    CHAIR,
    CITIZEN,
    CLERK,
    OWNER,
    ROADS,
    SEALED_BOX,
    SECOND_CLERK,
    CasebookStory,
    any_fields,
)

S = CaseState
K = ClockKind


@pytest.mark.parametrize("state", [S.RECEIVED, S.VERIFYING, S.CLASSIFIED, S.PROCESSING])
def test_what_comes_back_from_the_sealed_box_owes_its_asker_a_word(state: CaseState):
    story = CasebookStory()
    case = story.stands(state)
    story.does(CLERK, c.SealCase, case)
    story.does(SEALED_BOX, c.UnsealCase, case, words="Không phải tố cáo")
    assert running(story, case) == {K.FIRST_WORD: "first_word"}
    story.does(CLERK, c.ClassifyCase, case, **any_fields(c.ClassifyCase))
    assert running(story, case) == {K.FIRST_WORD: "first_word"}
    story.does(CLERK, c.AssignCase, case, to_unit=ROADS, owner=OWNER.id)
    assert running(story, case) == {K.ANSWER: "answer_normal"}


def test_what_was_never_classified_before_it_was_sealed_is_to_be_classified_then():
    story = CasebookStory()
    case = story.opens()
    story.does(CLERK, c.SealCase, case)
    story.does(SEALED_BOX, c.UnsealCase, case, words="Không phải tố cáo")
    assert set(running(story, case)) == {K.CLASSIFY, K.FIRST_WORD}
    story.does(CLERK, c.ClassifyCase, case, **any_fields(c.ClassifyCase))
    assert set(running(story, case)) == {K.FIRST_WORD}


def test_what_is_sent_back_was_spoken_of_already():
    story = CasebookStory()
    case = classified(story)
    story.does(CLERK, c.AssignCase, case, to_unit=ROADS, owner=OWNER.id)
    story.does(OWNER, c.SendBack, case, words="x")
    assert set(running(story, case)) == {K.ANSWER}


def test_what_is_not_the_communes_is_passed_on_within_five_days_of_its_receipt():
    story = CasebookStory()
    case = story.opens()
    received = story.case(case).clocks[K.FIRST_WORD].started_at
    story.later(2)
    classify = any_fields(c.ClassifyCase)
    above = {**classify, "competence": Competence.PROVINCE}
    story.does(CLERK, c.ClassifyCase, case, **above)
    clock = story.case(case).clocks[K.TRANSFER]
    assert (clock.deadline, clock.started_at) == ("transfer", received)
    assert clock.due == end_of(date(2026, 10, 12))
    story.does(CLERK, c.ClassifyCase, case, **classify)
    assert set(running(story, case)) == {K.FIRST_WORD}
    story.does(CLERK, c.ClassifyCase, case, **above)
    story.does(CHAIR, c.TransferCase, case, authority="x", letter="x")
    assert set(running(story, case)) == {K.ANSWER}


def test_days_in_which_the_citizen_was_asked_are_no_days_of_passing_on():
    story = CasebookStory()
    case = story.opens()
    story.does(CLERK, c.VerifyCase, case)
    story.does(CLERK, c.RequestInformation, case, words="x")
    story.later(7)
    story.does(CITIZEN, c.AddInformation, case, text="x")
    fields = {**any_fields(c.ClassifyCase), "competence": Competence.CENTRAL}
    story.does(CLERK, c.ClassifyCase, case, **fields)
    clock = story.case(case).clocks[K.TRANSFER]
    assert (clock.paused_days, clock.due) == (5, end_of(date(2026, 10, 19)))


def test_who_was_proposed_to_be_declined_does_not_wait_long_for_a_second_person():
    story = CasebookStory()
    case = story.opens()
    story.later(1)
    (event, clock_set) = story.does(CLERK, c.ProposeDecline, case, reason="x", words="x")
    assert clock_set.clock.deadline == "decline"
    assert clock_set.clock.started_at == event.at
    assert clock_set.clock.due == end_of(date(2026, 10, 9))
    story.does(CLERK, c.VerifyCase, case)
    assert K.DECLINE in running(story, case)
    decided = story.does(SECOND_CLERK, c.RejectDecline, case, words="x")
    assert told(decided) == [("stopped", K.DECLINE)]


def test_verifying_what_is_urgent_takes_hours():
    story = CasebookStory()
    case = story.stands(S.VERIFYING, urgency=Urgency.URGENT)
    assert running(story, case)[K.VERIFY] == "verify_urgent"


def test_whoever_takes_a_case_up_can_say_that_it_is_urgent():
    story = CasebookStory()
    case = story.opens()
    story.does(CLERK, c.VerifyCase, case, urgency=Urgency.URGENT)
    assert running(story, case)[K.VERIFY] == "verify_urgent"
    assert story.case(case).urgency is Urgency.URGENT


def test_whoever_says_nothing_of_it_leaves_it_as_urgent_as_it_was():
    story = CasebookStory()
    case = story.stands(S.RECEIVED, urgency=Urgency.URGENT)
    story.does(CLERK, c.VerifyCase, case)
    assert running(story, case)[K.VERIFY] == "verify_urgent"
