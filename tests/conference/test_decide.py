"""The one door: permission, the resent command, the life-cycle tables, deterministic replay."""

import pytest

from conference import commands as c
from conference.apply import CHANGES, apply, replay
from conference.decide import decide
from conference.lifecycle import QUESTION_MOVES
from conference.naming import COMMANDS, EVENTS, wire_name
from conference.permissions import TABLE
from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.ruling import movable
from conference.state import ConferenceState
from conference.vocabulary import RECEIPTS_KEPT_PER_ACTOR, Actor, QuestionStatus, Role
from tests.story import (
    AN,
    BINH,
    CHAIR,
    MODERATOR,
    RULES,
    SECOND_MODERATOR,
    any_fields,
    live,
)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("kind", COMMANDS.values())
def test_permission_is_as_the_table_says(kind: type[c.Command], role: Role) -> None:
    story = live()
    decided = story.tries(Actor(role, "somebody"), kind, **any_fields(kind))
    denied = decided == Refusal(Code.NOT_ALLOWED)
    assert denied is (role not in TABLE[kind].roles)


def test_every_command_has_a_rule_and_a_row_and_every_event_a_change() -> None:
    assert set(RULES) == set(TABLE) == set(COMMANDS.values())
    assert set(CHANGES) == set(EVENTS.values())


def test_wire_names_are_snake_case() -> None:
    assert (wire_name(c.CastVote), COMMANDS["ask_question"]) == ("cast_vote", c.AskQuestion)


@pytest.mark.parametrize("to", QuestionStatus)
@pytest.mark.parametrize("status", QuestionStatus)
def test_movable_is_as_the_table_says(status: QuestionStatus, to: QuestionStatus) -> None:
    story = live()
    story.ask()
    story.state.questions[1].status = status
    found = movable(story.state, 1, to)
    legal = to in QUESTION_MOVES[status]
    assert found == (story.state.questions[1] if legal else Refusal(Code.STALE, status))


def test_resent_command_gets_its_first_receipt() -> None:
    story = live()
    story.does(AN, c.AskQuestion, text="x", id="once")
    position = story.state.position
    story.does(BINH, c.AskQuestion, text="y")
    again = story.tries(AN, c.AskQuestion, text="x", id="once")
    assert again == Receipt(position, question=1, receipt_code="CODE-4")


def test_resent_command_gets_its_receipt_even_after_the_end() -> None:
    story = live()
    [number] = story.queue()
    story.does(BINH, c.CastVote, question=number, id="v")
    position = story.state.position
    story.does(CHAIR, c.CloseConference)
    assert story.tries(BINH, c.CastVote, question=number, id="v") == Receipt(position)


def test_same_id_of_another_actor_is_another_command() -> None:
    story = live()
    story.does(AN, c.AskQuestion, text="x", id="once")
    assert isinstance(story.tries(BINH, c.AskQuestion, text="x", id="once"), list)


def test_staff_commands_have_receipts_too() -> None:
    story = live()
    story.ask()
    story.does(MODERATOR, c.ApproveQuestion, question=1, id="a")
    receipt = Receipt(story.state.position)
    assert story.tries(MODERATOR, c.ApproveQuestion, question=1, id="a") == receipt


def test_receipts_of_one_phone_are_bounded() -> None:
    story = live()
    [number] = story.queue()
    for turn in range(RECEIPTS_KEPT_PER_ACTOR):
        kind = c.RetractVote if turn % 2 else c.CastVote
        story.does(BINH, kind, question=number, id=f"v{turn}")
    assert len(story.state.attendees["binh"].receipts) == RECEIPTS_KEPT_PER_ACTOR
    story.does(BINH, c.CastVote, question=number, id="last")
    assert "v0" not in story.state.attendees["binh"].receipts
    assert "last" in story.state.attendees["binh"].receipts


@pytest.mark.parametrize("id", ["", "x" * 65])
def test_command_id_is_bounded(id: str) -> None:
    assert live().tries(AN, c.AskQuestion, text="x", id=id) == Refusal(Code.MALFORMED, "id")


def test_decide_changes_nothing() -> None:
    story = live()
    story.queue("a", "b")
    before = replay(story.events)
    decide(story.state, story.command(CHAIR, c.CallQuestion, question=1), RULES)
    assert story.state == before


def test_replay_equals_the_state_that_was_lived() -> None:
    story = live()
    story.queue("a", "b", "c")
    story.does(BINH, c.CastVote, question=2)
    story.does(CHAIR, c.CallQuestion, question=2)
    story.does(CHAIR, c.ClearFloor)
    story.does(MODERATOR, c.MoveQuestion, question=3, to=0)
    state = ConferenceState()
    for event in story.events:
        apply(state, event)
    assert state == story.state
    assert state.position == len(story.events)


def test_an_undo_does_not_undo_what_somebody_else_did_meanwhile() -> None:
    story = live()
    number = story.ask()
    seen = story.state.position
    story.does(SECOND_MODERATOR, c.DeclineQuestion, question=number, reason="unclear")
    assert story.tries(MODERATOR, c.ReturnQuestion, question=number, since=seen) == Refusal(
        Code.STALE, "declined"
    )
    assert isinstance(story.tries(MODERATOR, c.ReturnQuestion, question=number), list)
    later = story.state.position
    assert isinstance(story.tries(MODERATOR, c.ReturnQuestion, question=number, since=later), list)


def test_what_was_reworded_after_it_was_read_is_not_approved() -> None:
    story = live()
    number = story.ask(text="Bao giờ sửa cầu?")
    read = story.state.position
    story.does(AN, c.AmendQuestion, question=number, text="Lời khác hẳn")
    assert story.tries(MODERATOR, c.ApproveQuestion, question=number, since=read) == Refusal(
        Code.STALE, "waiting"
    )
    read = story.state.position
    story.does(MODERATOR, c.ApproveQuestion, question=number, since=read)


def test_an_undo_of_several_steps_is_not_in_its_own_way() -> None:
    story = live()
    number = story.ask()
    seen = story.state.position
    story.does(MODERATOR, c.ApproveQuestion, question=number)
    story.does(BINH, c.CastVote, question=number)
    story.does(MODERATOR, c.ReturnQuestion, question=number, since=seen)
    story.does(MODERATOR, c.HoldQuestion, question=number, since=seen)
    assert story.state.questions[number].held


def test_nobody_clears_a_floor_that_somebody_else_has_taken() -> None:
    story = live()
    story.queue("a", "b")
    seen = story.state.position
    story.does(CHAIR, c.CallQuestion, question=2)
    cleared = story.tries(MODERATOR, c.ClearFloor, since=seen)
    assert cleared == Refusal(Code.STALE, "on_floor")
    story.does(CHAIR, c.ClearFloor)
    assert isinstance(story.tries(MODERATOR, c.ClearFloor, since=seen), Refusal)
    assert story.tries(MODERATOR, c.ReturnQuestion, question=9, since=seen) == Refusal(
        Code.NOT_FOUND, 9
    )
