from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.apply import apply
from archive.casebook.limits import RECEIPTS_KEPT
from archive.casebook.state import CasebookState
from archive.casework import CaseState
from conference.records import Receipt
from conference.vocabulary import Outcome
from tests.casebook_story import CHAIR, CLERK, ROADS, RULE, CasebookStory

S = CaseState


def test_every_event_moves_the_position_and_the_steps_of_its_case():
    """But for four clocks that were set: whoever only looks at the time makes no page out of date."""
    story = CasebookStory()
    case = story.opens()
    assert (story.state.position, story.case(case).steps) == (5, 1)
    story.does(CLERK, c.WriteNote, case, words="x")
    assert (story.state.position, story.case(case).steps) == (6, 2)


def test_the_receipt_is_where_the_whole_act_ended():
    story = CasebookStory()
    case = story.opens()
    events = story.does(CLERK, c.VerifyCase, case)
    assert story.state.receipt(CLERK, events[0].cause) == Receipt(5 + len(events))
    assert story.state.receipt(CHAIR, events[0].cause) is None


def test_the_oldest_receipts_are_forgotten():
    state = CasebookState()
    for n in range(RECEIPTS_KEPT + 1):
        apply(
            state,
            e.SampleDrawn(
                at=n, by=RULE, cause=f"id-{n}", sample=None, seed="x", places=(), cases=(), out_of=0
            ),
        )
    assert len(state.receipts) == RECEIPTS_KEPT
    assert state.receipt(RULE, "id-0") is None
    assert state.receipt(RULE, "id-1") == Receipt(2)


def test_what_was_said_on_stage_is_kept():
    story = CasebookStory()
    case = story.case(
        story.opens(S.ASSIGNED, outcome=Outcome.PROMISED, unit=ROADS, due="2026-12-01")
    )
    assert (case.stage_outcome, case.unit, case.promised) == (
        Outcome.PROMISED,
        ROADS,
        "2026-12-01",
    )
    assert (case.outcome, case.answered_at) == (None, None)
    answered = story.case(story.opens(S.ANSWERED, outcome=Outcome.ANSWERED))
    assert (answered.outcome, answered.answered_at) == (None, answered.opened_at)


def test_merged_on_stage_it_belongs_to_a_case_opened_before_or_after_it():
    story = CasebookStory()
    early = story.opens(S.MERGED, question=1, merged_into=2)
    assert (story.case(early).merged_into, story.state.awaited) == (None, {2: [early]})
    root = story.opens(question=2)
    late = story.opens(S.MERGED, question=3, merged_into=2)
    assert story.case(root).members == [early, late]
    assert [story.case(case).merged_into for case in (early, late)] == [root, root]
    assert story.case(late).decided_at == story.case(late).opened_at
    assert story.state.awaited == {}


def test_whatever_left_the_road_in_the_hall_was_decided_when_it_closed():
    story = CasebookStory()
    for state in (S.DECLINED, S.GUIDED, S.WITHDRAWN):
        case = story.case(story.opens(state))
        assert case.decided_at == case.opened_at
    assert story.case(story.opens()).decided_at is None
