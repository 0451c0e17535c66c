import pytest

from archive.casebook import commands as c
from archive.casebook.naming import CASE_COMMANDS
from archive.casebook.permissions import TABLE
from archive.casebook.rulebook import RULES
from archive.casework import CaseState
from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.vocabulary import COMMAND_ID_MAX_CHARACTERS
from tests.casebook_story import CLERK, FRONT, OWNER, SECOND_CLERK, CasebookStory

S = CaseState


@pytest.mark.parametrize("id", ["", "x" * (COMMAND_ID_MAX_CHARACTERS + 1)])
def test_an_id_that_is_none(id: str):
    story = CasebookStory()
    case = story.opens()
    assert story.tries(CLERK, c.VerifyCase, case, id=id) == Refusal(Code.MALFORMED, "id")


def test_the_same_command_again_gets_its_receipt_whatever_has_happened_since():
    story = CasebookStory()
    case = story.opens()
    story.does(CLERK, c.VerifyCase, case, id="mine")
    reached = story.state.position
    story.does(CLERK, c.WriteNote, case, words="x")
    assert story.tries(CLERK, c.VerifyCase, case, id="mine") == Receipt(reached)
    other = story.tries(SECOND_CLERK, c.VerifyCase, case, id="mine")
    assert other == Refusal(Code.STALE, S.VERIFYING)


def test_who_may_not_ask_learns_nothing():
    story = CasebookStory()
    story.does(CLERK, c.VerifyCase, story.opens(), id="mine")
    assert story.tries(FRONT, c.VerifyCase, "NONE", id="mine") == Refusal(Code.NOT_ALLOWED)
    assert story.tries(CLERK, c.VerifyCase, "NONE") == Refusal(Code.NOT_FOUND, "case")


def test_a_page_that_is_out_of_date_changes_nothing():
    story = CasebookStory()
    case = story.opens()
    seen = story.case(case).steps
    story.does(SECOND_CLERK, c.WriteNote, case, words="Đã gọi điện")
    said = story.tries(CLERK, c.VerifyCase, case, seen=seen)
    assert said == Refusal(Code.STALE, S.RECEIVED)
    assert isinstance(story.tries(CLERK, c.VerifyCase, case, seen=seen + 1), list)


def test_whose_case_it_is_comes_before_what_it_is():
    story = CasebookStory()
    case = story.stands(S.CLOSED, owner="nga")
    assert story.tries(OWNER, c.RequestInformation, case, words="x", seen=0) == Refusal(
        Code.NOT_ALLOWED
    )


def test_every_command_has_its_rule_and_its_roles():
    assert set(RULES) == set(CASE_COMMANDS.values())
    assert set(TABLE) == set(CASE_COMMANDS.values())
