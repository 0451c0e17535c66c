"""Every act of intake and of work, in every state, by every role: allowed or refused, as it is written here by hand."""

from typing import Any

import pytest

from archive.casebook import commands_intake, commands_work
from archive.casebook.command import BookCommand
from archive.casebook.naming import CASE_COMMANDS
from archive.casebook.permissions import TABLE
from archive.casebook.records import Proposal
from archive.casework import CaseState
from archive.deadlines import ClockKind
from conference.refusals import Code, Refusal
from conference.vocabulary import Role
from tests.casebook_story import ONE_OF_EACH, RULE, CasebookStory, any_fields

ALL = [state for state in CaseState if state is not CaseState.SEALED]
"""In a sealed case nobody but its officer does anything."""
OFFICE = "clerk officer unit_head secretary publisher chair approver"
EVERYWHERE = " ".join(ALL)

WRITTEN = f"""
verify_case | received | clerk
request_information | verifying | clerk
request_information | processing | officer
resume_case | need_info | clerk rule
classify_case | received verifying classified | clerk
split_case | received verifying | clerk secretary
merge_case | received verifying classified | clerk
propose_decline | received verifying | clerk
confirm_decline | received verifying | clerk chair approver
reject_decline | received verifying | clerk chair approver
guide_case | received verifying classified | clerk
seal_case | received | clerk moderator secretary
seal_case | verifying classified | clerk
seal_case | processing | clerk officer
unseal_case | sealed | sealed_box
revive_case | merged declined guided withdrawn | chair
uphold_decision | merged declined guided withdrawn | chair
correct_minutes | {EVERYWHERE} | secretary
record_stage_answer | received | secretary chair
write_note | {EVERYWHERE} | {OFFICE}
assign_case | classified | clerk chair
assign_case | processing | clerk chair unit_head
name_owner | assigned processing need_info transferred implementing reopened | clerk unit_head
accept_case | assigned | officer
accept_case | reopened | clerk officer chair
send_back | assigned | officer unit_head
transfer_case | classified processing reopened | chair approver
chase_transfer | transferred | clerk officer rule
take_back | transferred | clerk officer
attach_file | {EVERYWHERE} | {OFFICE}
set_file_public | {EVERYWHERE} | publisher
extend_deadline | assigned transferred reopened | chair approver
escalate_case | assigned transferred reopened | rule
"""

READY: dict[str, dict[str, Any]] = {
    "confirm_decline": {"proposal": Proposal("somebody", "x", "x", 0)},
    "reject_decline": {"proposal": Proposal("somebody", "x", "x", 0)},
    "revive_case": {"appealed": True},
    "uphold_decision": {"appealed": True},
    "set_file_public": {"files": {"f" * 64: False}},
}
"""What else must be so, or the act would be refused for another reason than where the case stands."""
OWNED = {"owner": "khoa", "unit": "Phòng Kinh tế"}


def written() -> dict[str, set[tuple[CaseState, Role]]]:
    table: dict[str, set[tuple[CaseState, Role]]] = {}
    for line in WRITTEN.strip().splitlines():
        name, states, roles = line.split(" | ")
        cells = {
            (CaseState(state), Role(role)) for state in states.split() for role in roles.split()
        }
        table.setdefault(name, set()).update(cells)
    return table


ALLOWED = written()


def due(kind: str, role: Role) -> bool:
    """What a rule does only when it is time."""
    return role is Role.RULE and kind in ("resume_case", "chase_transfer", "escalate_case")


def story_at(kind: str, state: CaseState, role: Role) -> tuple[CasebookStory, str, dict[str, Any]]:
    story = CasebookStory()
    story.opens(case="OTHER")
    case = story.stands(state, **OWNED, **READY.get(kind, {}))
    if due(kind, role):
        story.later(20)
    return story, case, any_fields(CASE_COMMANDS[kind])


@pytest.mark.parametrize("kind", sorted(ALLOWED))
def test_who_may_do_it_where(kind: str):
    allowed = set()
    for state in CaseState:
        for actor in ONE_OF_EACH:
            story, case, fields = story_at(kind, state, actor.role)
            decided = story.tries(actor, CASE_COMMANDS[kind], case, **fields)
            if isinstance(decided, Refusal):
                assert decided.reason in (Code.NOT_ALLOWED, Code.STALE), (state, actor, decided)
            else:
                allowed.add((state, actor.role))
    assert allowed == ALLOWED[kind]


def test_all_acts_of_intake_and_work_are_written_here():
    kinds = [*vars(commands_intake).values(), *vars(commands_work).values()]
    named = {name for name, kind in CASE_COMMANDS.items() if kind in kinds}
    assert named == {*ALLOWED, "reckon_clocks"}


def test_only_a_rule_reckons():
    story = CasebookStory()
    refused = [actor for actor in ONE_OF_EACH if refuses(story, actor)]
    assert refused == [actor for actor in ONE_OF_EACH if actor.role is not Role.RULE]


def refuses(story: CasebookStory, actor: Any) -> bool:
    return isinstance(story.tries(actor, CASE_COMMANDS["reckon_clocks"]), Refusal)


@pytest.mark.parametrize("name", sorted(CASE_COMMANDS))
def test_whoever_is_not_in_the_table_is_refused_before_anything_is_looked_at(name: str):
    story = CasebookStory()
    kind: type[BookCommand] = CASE_COMMANDS[name]
    case = "NOBODY-S" if "case" in kind.__dataclass_fields__ else None
    for actor in ONE_OF_EACH:
        refused = Refusal(Code.NOT_ALLOWED)
        said = story.tries(actor, kind, case, **any_fields(kind))
        assert (said == refused) == (actor.role not in TABLE[kind])


def test_the_rule_extends_nothing():
    story = CasebookStory()
    case = story.stands(CaseState.ASSIGNED)
    fields = {"clock": ClockKind.ANSWER, "days": 1, "words": "x"}
    kind = CASE_COMMANDS["extend_deadline"]
    assert story.tries(RULE, kind, case, **fields) == Refusal(Code.NOT_ALLOWED)
