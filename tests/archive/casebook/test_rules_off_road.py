import pytest

from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.records import Recommendation
from archive.casework import CaseState, Publication
from archive.clocks import start
from archive.deadlines import ClockKind
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role
from tests.casebook_story import (
    CHAIR,
    CITIZEN,
    CLERK,
    MODERATOR,
    SEALED_BOX,
    SECOND_CLERK,
    CasebookStory,
    acts,
    any_fields,
)

S = CaseState


def test_a_merger_keeps_links_both_ways_and_comes_apart_again():
    story = CasebookStory()
    root, case = story.opens(), story.opens()
    story.does(CLERK, c.MergeCase, case, into=root)
    assert (story.case(case).state, story.case(case).merged_into) == (S.MERGED, root)
    assert (story.case(root).members, story.case(case).decided_at) == ([case], story.now)
    story.case(case).appealed = True
    story.does(CHAIR, c.ReviveCase, case, words="Xét riêng")
    found = story.case(case)
    assert (found.state, found.merged_into, found.appealed) == (S.RECEIVED, None, False)
    assert (story.case(root).members, found.decided_at) == ([], None)


def test_whatever_was_merged_into_it_follows():
    story = CasebookStory()
    root, middle, leaf = story.opens(), story.opens(), story.opens()
    story.does(CLERK, c.MergeCase, leaf, into=middle)
    story.does(CLERK, c.MergeCase, middle, into=root)
    assert story.case(root).members == [middle, leaf]
    assert (story.case(middle).members, story.case(leaf).merged_into) == ([], root)


@pytest.mark.parametrize(
    ("state", "refused"),
    [
        (S.MERGED, Refusal(Code.BAD_VALUE, "into")),
        (S.DECLINED, Refusal(Code.BAD_VALUE, "into")),
        (S.GUIDED, Refusal(Code.BAD_VALUE, "into")),
        (S.WITHDRAWN, Refusal(Code.BAD_VALUE, "into")),
        (S.CLOSED, Refusal(Code.BAD_VALUE, "into")),
        (S.SEALED, Refusal(Code.NOT_FOUND, "into")),
    ],
)
def test_nothing_is_merged_into_what_nobody_works_on(state, refused):
    story = CasebookStory()
    root, case = story.stands(state), story.opens()
    assert story.tries(CLERK, c.MergeCase, case, into=root) == refused


def test_nothing_is_merged_into_itself_or_into_nothing():
    story = CasebookStory()
    case = story.opens()
    assert story.tries(CLERK, c.MergeCase, case, into=case) == Refusal(Code.BAD_VALUE, "into")
    assert story.tries(CLERK, c.MergeCase, case, into="NONE") == Refusal(Code.NOT_FOUND, "into")


def test_declining_takes_two():
    story = CasebookStory()
    case = story.opens()
    story.does(CLERK, c.ProposeDecline, case, reason="off_topic", words="Ngoài nội dung")
    assert story.case(case).state is S.RECEIVED
    in_another_role = Actor(Role.APPROVER, CLERK.id)
    for same in (CLERK, in_another_role):
        refused = Refusal(Code.NOT_ALLOWED, "proposer")
        assert story.tries(same, c.ConfirmDecline, case) == refused
    (event,) = acts(story.does(SECOND_CLERK, c.ConfirmDecline, case))
    assert (event.reason, event.words, event.proposed_by) == ("off_topic", "Ngoài nội dung", "van")
    found = story.case(case)
    assert (found.state, found.proposal, found.decided_at) == (S.DECLINED, None, story.now)


def test_one_proposal_at_a_time_and_it_can_fall():
    story = CasebookStory()
    case = story.opens()
    fields = {"reason": "x", "words": "x"}
    assert story.tries(CHAIR, c.ConfirmDecline, case) == Refusal(Code.STALE, "proposal")
    assert story.tries(CHAIR, c.RejectDecline, case, words="x") == Refusal(Code.STALE, "proposal")
    story.does(CLERK, c.ProposeDecline, case, **fields)
    refused = Refusal(Code.DUPLICATE, "proposal")
    assert story.tries(CLERK, c.ProposeDecline, case, **fields) == refused
    story.does(CHAIR, c.RejectDecline, case, words="Việc của xã")
    assert story.case(case).proposal is None
    story.does(CLERK, c.ProposeDecline, case, **fields)


def test_a_proposal_stays_while_it_is_verified_and_ends_with_intake():
    story = CasebookStory()
    case = story.opens()
    story.does(CLERK, c.ProposeDecline, case, reason="x", words="x")
    story.does(CLERK, c.VerifyCase, case)
    assert story.case(case).proposal is not None
    story.does(CLERK, c.ClassifyCase, case, **any_fields(c.ClassifyCase))
    assert story.case(case).proposal is None


@pytest.mark.parametrize(
    ("kind", "to"),
    [(c.GuideCase, S.GUIDED), (c.SealCase, S.SEALED), (c.ConfirmDecline, S.DECLINED)],
)
def test_who_went_on_with_it_is_received_again_when_it_leaves_the_road(kind, to):
    story = CasebookStory()
    root, case = story.opens(), story.opens()
    story.does(CLERK, c.MergeCase, case, into=root)
    story.does(SECOND_CLERK, c.ProposeDecline, root, reason="x", words="x")
    story.does(CLERK, kind, root, **any_fields(kind))
    assert (story.case(root).state, story.case(root).members) == (to, [])
    assert (story.case(case).state, story.case(case).merged_into) == (S.RECEIVED, None)
    assert ClockKind.TRIAGE in story.case(case).clocks


def test_sealing_takes_it_from_every_screen_and_stops_its_clocks():
    story = CasebookStory()
    case = story.opens()
    story.case(case).publication = Publication.PUBLISHED
    story.case(case).public_id = "p"
    story.does(MODERATOR, c.SealCase, case)
    found = story.case(case)
    assert (found.publication, found.public_id, found.clocks) == (Publication.NONE, None, {})


def test_of_a_sealed_case_nobody_learns_more_than_that():
    story = CasebookStory()
    case = story.stands(S.SEALED)
    for kind in (c.WriteNote, c.ClassifyCase):
        said = story.tries(CLERK, kind, case, **any_fields(kind), seen=7)
        assert said == Refusal(Code.STALE, S.SEALED)


def test_the_officer_of_the_box_lets_it_go_on_and_then_it_must_be_classified():
    story = CasebookStory()
    case = story.opens()
    story.does(CLERK, c.SealCase, case)
    story.does(SEALED_BOX, c.UnsealCase, case, words="Không phải tố cáo")
    assert story.case(case).state is S.CLASSIFIED
    assert set(story.case(case).clocks) == {ClockKind.CLASSIFY, ClockKind.FIRST_WORD}
    story.does(CLERK, c.ClassifyCase, case, **any_fields(c.ClassifyCase))
    assert set(story.case(case).clocks) == {ClockKind.FIRST_WORD}


def test_the_chair_revives_only_what_somebody_asked_for():
    story = CasebookStory()
    case = story.stands(S.DECLINED)
    refused = Refusal(Code.NOT_ALLOWED, "appeal")
    assert story.tries(CHAIR, c.ReviveCase, case, words="x") == refused
    deadline = story.terms.deadline("recommendation")
    clock = start(ClockKind.RECOMMENDATION, deadline, story.now, story.terms.calendar)
    story.case(case).recommendations.append(Recommendation(clock))
    assert isinstance(story.tries(CHAIR, c.ReviveCase, case, words="x"), list)
    story.case(case).recommendations[0].settled = True
    assert story.tries(CHAIR, c.ReviveCase, case, words="x") == refused


def test_an_appeal_is_answered_once_and_is_then_no_reason_any_more():
    story = CasebookStory()
    case = story.stands(S.GUIDED)
    refused = Refusal(Code.NOT_ALLOWED, "appeal")
    assert story.tries(CHAIR, c.UpholdDecision, case, words="x") == refused
    story.does(CITIZEN, c.AppealCase, case, **any_fields(c.AppealCase))
    blank = story.tries(CHAIR, c.UpholdDecision, case, words=" ")
    assert blank == Refusal(Code.EMPTY, "words")
    (event,) = acts(story.does(CHAIR, c.UpholdDecision, case, words=" Đúng  thẩm quyền "))
    assert event == e.DecisionUpheld(
        at=story.now, by=CHAIR, cause=event.cause, case=case, words="Đúng thẩm quyền"
    )
    assert (story.case(case).state, story.case(case).upheld) == (S.GUIDED, True)
    again = story.tries(CHAIR, c.UpholdDecision, case, words="x")
    assert again == Refusal(Code.DUPLICATE, case)
    assert story.tries(CHAIR, c.ReviveCase, case, words="x") == refused
    second = story.tries(CITIZEN, c.AppealCase, case, **any_fields(c.AppealCase))
    assert second == Refusal(Code.DUPLICATE, case)


def test_a_new_decision_can_be_appealed_and_upheld_anew():
    story = CasebookStory()
    case = story.stands(S.GUIDED, appealed=True)
    story.does(CHAIR, c.ReviveCase, case, words="x")
    story.does(CLERK, c.GuideCase, case, **any_fields(c.GuideCase))
    story.does(CITIZEN, c.AppealCase, case, **any_fields(c.AppealCase))
    story.does(CHAIR, c.UpholdDecision, case, words="x")
    assert story.case(case).upheld


def test_a_matter_of_interest_to_all_goes_on_without_its_asker():
    story = CasebookStory()
    case = story.opens()
    story.does(CITIZEN, c.WithdrawCase, case)
    (event,) = acts(story.does(CHAIR, c.ReviveCase, case, words="Việc chung"))
    assert event == e.CaseRevived(
        at=story.now, by=CHAIR, cause=event.cause, case=case, words="Việc chung"
    )


TEXTS = [
    (CLERK, c.ProposeDecline, S.RECEIVED, "reason"),
    (CLERK, c.ProposeDecline, S.RECEIVED, "words"),
    (CLERK, c.GuideCase, S.RECEIVED, "body"),
    (CLERK, c.GuideCase, S.RECEIVED, "words"),
    (SEALED_BOX, c.UnsealCase, S.SEALED, "words"),
    (CHAIR, c.ReviveCase, S.WITHDRAWN, "words"),
]


@pytest.mark.parametrize(("actor", "kind", "state", "field"), TEXTS)
def test_a_blank_field_is_named(actor, kind, state, field):
    story = CasebookStory()
    case = story.stands(state)
    said = story.tries(actor, kind, case, **any_fields(kind) | {field: " "})
    assert said == Refusal(Code.EMPTY, field)


def test_whoever_rejects_a_proposal_says_why():
    story = CasebookStory()
    case = story.opens()
    story.does(CLERK, c.ProposeDecline, case, reason="x", words="x")
    assert story.tries(CHAIR, c.RejectDecline, case, words="") == Refusal(Code.EMPTY, "words")
