"""Which clocks run where, and how they follow a case from place to place."""

from datetime import date
from typing import Any

import pytest

from archive.almanac import AlmanacState, terms
from archive.calendar import end_of
from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.records import Recommendation
from archive.casebook.running import RUNS
from archive.casework import CaseOutcome, CaseState, Publication, Urgency
from archive.clocks import start
from archive.deadlines import ClockKind
from conference.event import Event
from conference.vocabulary import Outcome
from tests.casebook_story import (
    APPROVER,
    CHAIR,
    CITIZEN,
    CLERK,
    HEAD,
    OWNER,
    PUBLISHER,
    ROADS,
    SCHOOLS,
    SECRETARY,
    CasebookStory,
    any_fields,
)

S = CaseState
K = ClockKind


def running(story: CasebookStory, case: str) -> dict[ClockKind, str]:
    """Each clock with the rule that it runs by."""
    return {kind: clock.deadline for kind, clock in story.case(case).clocks.items()}


def told(events: list[Event]) -> list[tuple[str, ClockKind]]:
    """What became of each clock."""
    return [
        (event.change, event.clock.kind)
        if isinstance(event, e.ClockSet)
        else ("stopped", event.kind)
        for event in events
        if isinstance(event, e.ClockSet | e.ClockStopped)
    ]


def classified(story: CasebookStory, **fields: Any) -> str:
    case = story.opens()
    story.does(CLERK, c.ClassifyCase, case, **any_fields(c.ClassifyCase) | fields)
    return case


BORN = {
    S.RECEIVED: {K.TRIAGE, K.CLASSIFY, K.FIRST_WORD},
    S.ASSIGNED: {K.ANSWER, K.NAME_OWNER, K.PROMISE},
    S.ANSWERED: {K.PUBLISH, K.RATING},
    S.DECLINED: set(),
    S.WITHDRAWN: set(),
    S.MERGED: set(),
    S.SEALED: set(),
    S.GUIDED: set(),
}


@pytest.mark.parametrize("state", BORN)
def test_the_clocks_a_case_is_born_with(state: CaseState):
    story = CasebookStory()
    case = story.opens(state, due="2026-12-01", unit=ROADS)
    assert set(story.case(case).clocks) == BORN[state]


def test_the_road_through_the_house():
    story = CasebookStory()
    case = story.opens()
    story.does(CLERK, c.VerifyCase, case)
    assert set(running(story, case)) == {K.VERIFY, K.CLASSIFY, K.FIRST_WORD}
    story.does(CLERK, c.ClassifyCase, case, **any_fields(c.ClassifyCase))
    assert set(running(story, case)) == {K.FIRST_WORD}
    story.does(CLERK, c.AssignCase, case, to_unit=ROADS)
    assert set(running(story, case)) == {K.NAME_OWNER, K.ANSWER}
    story.does(HEAD, c.NameOwner, case, owner=OWNER.id)
    assert set(running(story, case)) == {K.ANSWER}
    story.does(OWNER, c.AcceptCase, case)
    assert set(running(story, case)) == {K.ANSWER}
    story.does(OWNER, c.SubmitAnswer, case, **any_fields(c.SubmitAnswer))
    assert set(running(story, case)) == {K.ANSWER, K.APPROVAL}
    story.does(APPROVER, c.RejectAnswer, case, words="Thiếu căn cứ")
    assert set(running(story, case)) == {K.ANSWER}
    story.does(OWNER, c.SubmitAnswer, case, **any_fields(c.SubmitAnswer))
    story.does(APPROVER, c.ApproveAnswer, case)
    assert set(running(story, case)) == {K.PUBLISH, K.RATING}
    story.does(PUBLISHER, c.PublishCase, case, question_text="x", answer_text="x")
    assert set(running(story, case)) == {K.RATING}
    story.does(CITIZEN, c.ReopenCase, case, words="Chưa xong")
    assert running(story, case) == {K.ANSWER: "answer_normal"}
    story.does(CITIZEN, c.WithdrawCase, case)
    assert running(story, case) == {}


def test_a_case_that_moves_says_what_stopped_and_what_began():
    story = CasebookStory()
    case = classified(story)
    decided = story.does(CLERK, c.AssignCase, case, to_unit=ROADS)
    assert told(decided) == [
        ("stopped", K.FIRST_WORD),
        ("started", K.NAME_OWNER),
        ("started", K.ANSWER),
    ]


def test_a_clock_that_was_late_when_it_stopped_stays_known():
    story = CasebookStory()
    case = story.opens()
    due = story.case(case).clocks[K.TRIAGE].due
    decided = story.does(CLERK, c.VerifyCase, case, at=due)
    stopped = [event for event in decided if isinstance(event, e.ClockStopped)]
    assert [(event.kind, event.late) for event in stopped] == [(K.TRIAGE, True)]
    assert story.case(case).breached == {K.TRIAGE}


@pytest.mark.parametrize(
    ("fields", "assigned", "rule"),
    [
        ({}, {}, "answer_normal"),
        ({"several_units": True}, {}, "answer_multi_unit"),
        ({}, {"with_units": (SCHOOLS,)}, "answer_multi_unit"),
        ({"urgency": Urgency.URGENT}, {"with_units": (SCHOOLS,)}, "answer_urgent"),
    ],
)
def test_how_long_an_answer_may_take(fields: Any, assigned: Any, rule: str):
    story = CasebookStory()
    case = classified(story, **fields)
    story.does(CLERK, c.AssignCase, case, to_unit=ROADS, owner=OWNER.id, **assigned)
    assert running(story, case) == {K.ANSWER: rule}


def test_urgent_is_the_first_act_and_the_answer_takes_its_time_from_there():
    story = CasebookStory()
    case = classified(story, urgency=Urgency.URGENT)
    story.does(CLERK, c.AssignCase, case, to_unit=ROADS, owner=OWNER.id)
    due = story.case(case).clocks[K.ANSWER].due
    decided = story.does(OWNER, c.AcceptCase, case, at=due)
    assert told(decided) == [("stopped", K.ANSWER), ("started", K.ANSWER)]
    assert running(story, case) == {K.ANSWER: "answer_normal"}
    assert story.case(case).clocks[K.ANSWER].started_at == due
    assert story.case(case).breached == {K.ANSWER}


def test_an_urgent_case_that_is_sent_back_is_as_urgent():
    story = CasebookStory()
    case = classified(story, urgency=Urgency.URGENT)
    story.does(CLERK, c.AssignCase, case, to_unit=ROADS, owner=OWNER.id)
    clock = story.case(case).clocks[K.ANSWER]
    assert told(story.does(OWNER, c.SendBack, case, words="x")) == []
    story.does(CLERK, c.AssignCase, case, to_unit=SCHOOLS, owner="quy")
    assert story.case(case).clocks == {K.ANSWER: clock}


def test_waiting_for_the_citizen_gives_back_the_working_days_it_took():
    """Asked on Tuesday the 6th, answered on Friday the 9th: three working days."""
    story = CasebookStory()
    case = story.opens()
    story.does(CLERK, c.VerifyCase, case)
    before = {kind: clock.due for kind, clock in story.case(case).clocks.items()}
    story.later(1)
    decided = story.does(CLERK, c.RequestInformation, case, words="Số nhà?")
    assert told(decided) == [
        ("paused", K.CLASSIFY),
        ("paused", K.FIRST_WORD),
        ("paused", K.VERIFY),
        ("started", K.INFORMATION),
    ]
    story.later(3)
    decided = story.does(CLERK, c.ResumeCase, case)
    assert told(decided) == [
        ("stopped", K.INFORMATION),
        ("resumed", K.CLASSIFY),
        ("resumed", K.FIRST_WORD),
        ("resumed", K.VERIFY),
    ]
    after = {kind: clock.due for kind, clock in story.case(case).clocks.items()}
    assert before == {
        K.CLASSIFY: end_of(date(2026, 10, 8)),
        K.FIRST_WORD: end_of(date(2026, 10, 19)),
        K.VERIFY: end_of(date(2026, 10, 7)),
    }
    assert after == {
        K.CLASSIFY: end_of(date(2026, 10, 13)),
        K.FIRST_WORD: end_of(date(2026, 10, 22)),
        K.VERIFY: end_of(date(2026, 10, 12)),
    }


def test_the_wait_for_information_itself_never_rests():
    """Or it would never end by itself: a note written meanwhile stops nothing."""
    story = CasebookStory()
    case = story.opens()
    story.does(CLERK, c.VerifyCase, case)
    story.does(CLERK, c.RequestInformation, case, words="Số nhà?")
    assert told(story.does(CLERK, c.WriteNote, case, words="Đã gọi điện")) == []
    assert story.case(case).clocks[K.INFORMATION].paused_at is None


def test_each_pause_says_when_the_clock_would_have_run_out():
    story = CasebookStory()
    case = story.stands(S.PROCESSING, clocks=story_clocks(story))
    due = story.case(case).clocks[K.ANSWER].due
    (_, paused, _) = story.does(OWNER, c.RequestInformation, case, words="x")
    assert isinstance(paused, e.ClockSet)
    assert (paused.was, paused.clock.due, paused.words) == (due, due, None)


def story_clocks(story: CasebookStory) -> dict[ClockKind, Any]:
    return dict(story.case(story.stands(S.ASSIGNED)).clocks)


def test_a_transfer_pauses_nothing():
    story = CasebookStory()
    case = classified(story)
    story.does(CLERK, c.AssignCase, case, to_unit=ROADS, owner=OWNER.id)
    story.does(OWNER, c.AcceptCase, case)
    clock = story.case(case).clocks[K.ANSWER]
    decided = story.does(CHAIR, c.TransferCase, case, authority="Sở", letter="1")
    assert (told(decided), story.case(case).clocks) == ([], {K.ANSWER: clock})


def test_what_is_transferred_at_once_has_a_clock_from_there():
    story = CasebookStory()
    case = classified(story)
    decided = story.does(CHAIR, c.TransferCase, case, authority="Sở", letter="1")
    assert told(decided) == [("stopped", K.FIRST_WORD), ("started", K.ANSWER)]
    assert story.case(case).clocks[K.ANSWER].started_at == story.now


def test_what_is_reopened_begins_afresh_however_many_units_there_are():
    story = CasebookStory()
    case = story.stands(S.ANSWERED, several_units=True)
    story.later(3)
    story.does(CHAIR, c.ReopenCase, case, words="x")
    clock = story.case(case).clocks[K.ANSWER]
    assert (clock.deadline, clock.started_at) == ("answer_normal", story.now)


def test_both_clocks_of_what_was_promised_on_stage_run_until_the_answer():
    story = CasebookStory()
    case = story.opens(S.ASSIGNED, outcome=Outcome.PROMISED, unit=ROADS, due="2027-04-30")
    clocks = story.case(case).clocks
    assert clocks[K.PROMISE].due == end_of(date(2027, 4, 30))
    story.does(OWNER, c.AcceptCase, case)
    story.does(OWNER, c.SubmitAnswer, case, **any_fields(c.SubmitAnswer))
    assert set(running(story, case)) == {K.PROMISE, K.ANSWER, K.APPROVAL}
    story.does(APPROVER, c.ApproveAnswer, case)
    assert set(running(story, case)) == {K.PUBLISH, K.RATING}


def test_a_promise_on_stage_that_is_sent_back_is_still_a_promise():
    story = CasebookStory()
    case = story.opens(S.ASSIGNED, outcome=Outcome.PROMISED, unit=ROADS, due="2026-12-01")
    story.does(HEAD, c.SendBack, case, words="x")
    assert set(running(story, case)) == {K.PROMISE, K.ANSWER, K.CLASSIFY}


def commits(story: CasebookStory, case: str, due: str) -> list[Event]:
    fields = any_fields(c.SubmitAnswer) | {"outcome": CaseOutcome.COMMITTED, "due": due}
    story.does(OWNER, c.SubmitAnswer, case, **fields)
    return story.does(APPROVER, c.ApproveAnswer, case)


def test_a_new_promise_takes_the_place_of_the_old():
    story = CasebookStory()
    case = story.opens(S.ASSIGNED, outcome=Outcome.PROMISED, unit=ROADS, due="2026-12-01")
    story.does(OWNER, c.AcceptCase, case)
    decided = commits(story, case, "2026-12-15")
    assert told(decided) == [
        ("stopped", K.ANSWER),
        ("stopped", K.PROMISE),
        ("stopped", K.APPROVAL),
        ("started", K.PROMISE),
        ("started", K.PUBLISH),
    ]
    assert story.case(case).clocks[K.PROMISE].due == end_of(date(2026, 12, 15))


def test_a_draft_does_not_end_a_promise():
    story = CasebookStory()
    case = story.stands(S.PROCESSING)
    commits(story, case, "2026-12-15")
    promise = story.case(case).clocks[K.PROMISE]
    story.does(OWNER, c.SubmitAnswer, case, **any_fields(c.SubmitAnswer))
    assert story.case(case).clocks[K.PROMISE] == promise
    story.does(APPROVER, c.RejectAnswer, case, words="x")
    assert story.case(case).clocks[K.PROMISE] == promise
    story.does(OWNER, c.SubmitAnswer, case, **any_fields(c.SubmitAnswer))
    story.does(APPROVER, c.ApproveAnswer, case)
    assert set(running(story, case)) == {K.PUBLISH, K.RATING}


def test_an_old_promise_does_not_begin_again_after_another_answer():
    story = CasebookStory()
    case = story.stands(S.PROCESSING, promised="2026-10-01", answered_at=1)
    story.does(CHAIR, c.AssignCase, case, to_unit=ROADS, owner=OWNER.id)
    assert running(story, case) == {K.ANSWER: "answer_normal"}


def test_what_nobody_may_read_yet_owes_its_publication():
    story = CasebookStory()
    open_, settled = (
        story.stands(S.ANSWERED, publication=Publication.REDACTING),
        story.stands(S.ANSWERED, publication=Publication.WITHHELD),
    )
    assert set(running(story, open_)) == {K.PUBLISH, K.RATING}
    assert set(running(story, settled)) == {K.RATING}


def test_the_front_waits_for_its_reply_wherever_the_case_stands():
    story = CasebookStory()
    case = story.stands(S.VERIFYING)
    deadline = story.terms.deadline("recommendation")
    clock = start(K.RECOMMENDATION, deadline, story.now, story.terms.calendar)
    story.case(case).recommendations.append(Recommendation(clock))
    story.case(case).clocks[K.RECOMMENDATION] = clock
    story.does(CLERK, c.RequestInformation, case, words="x")
    story.does(CITIZEN, c.WithdrawCase, case)
    assert story.case(case).clocks == {K.RECOMMENDATION: clock}


def test_a_clock_that_was_missing_begins_before_the_act_and_where_the_case_stood():
    story = CasebookStory()
    case = story.opens()
    story.case(case).clocks.clear()
    story.later(1)
    decided = story.does(CLERK, c.VerifyCase, case)
    assert told(decided) == [
        ("started", K.TRIAGE),
        ("started", K.CLASSIFY),
        ("started", K.FIRST_WORD),
        ("stopped", K.TRIAGE),
        ("started", K.VERIFY),
    ]
    since = story.case(case).opened_at
    assert story.case(case).clocks[K.FIRST_WORD].started_at == since


def test_a_year_that_nobody_loaded_gives_a_clock_without_a_day():
    story = CasebookStory(terms(AlmanacState()))
    story.now = end_of(date(2026, 12, 31)) - 1
    case = story.opens()
    clock = story.case(case).clocks[K.TRIAGE]
    assert (clock.due, clock.missing_year) == (None, 2027)
    decided = story.does(CLERK, c.VerifyCase, case)
    stopped = [event.late for event in decided if isinstance(event, e.ClockStopped)]
    assert stopped == [False]


def test_deciding_changes_nothing():
    story = CasebookStory()
    root, case = story.opens(), story.opens()
    before = (list(story.case(root).members), story.case(case).state, story.case(case).steps)
    story.tries(CLERK, c.MergeCase, case, into=root)
    story.tries(SECRETARY, c.SplitCase, case, parts=("a", "b"))
    after = (list(story.case(root).members), story.case(case).state, story.case(case).steps)
    assert after == before
    assert len(story.state.cases) == 2


def test_every_rule_of_a_clock_is_a_deadline():
    known = {*terms(AlmanacState()).deadlines, "promise"}
    story = CasebookStory()
    for state in CaseState:
        case = story.case(story.stands(state))
        assert {run.rule(case) for run in RUNS.values()} <= known
