"""From what somebody sent to a command."""

from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.journal import VaultRow
from conference import commands as c
from conference.naming import COMMANDS
from conference.refusals import Code, Refusal
from conference.vocabulary import Channel, DeclineReason
from realtime.intake import Intake
from tests.story import AN, MODERATOR, NOON


@pytest.fixture
def intake() -> Intake:
    serial = count(1)
    return Intake(
        clock=lambda: NOON,
        new_id=lambda: f"made-{next(serial)}",
        new_receipt_code=lambda: "RECEIPT",
        new_salt=lambda: b"salt",
    )


def test_a_vote(intake: Intake) -> None:
    assert intake.command("cast_vote", {"question": 3}, AN, "x") == (
        c.CastVote(actor=AN, id="x", at=NOON, question=3),
        [],
    )


def test_the_server_fills_in_what_nobody_may_send(intake: Intake) -> None:
    assert intake.command("ask_question", {"text": "Bao giờ sửa cầu?"}, AN) == (
        c.AskQuestion(
            actor=AN, id="made-1", at=NOON, text="Bao giờ sửa cầu?", receipt_code="RECEIPT"
        ),
        [],
    )
    for minted in ("receipt_code", "original", "actor", "at"):
        sent = {"text": "một", minted: "x"}
        assert intake.command("ask_question", sent, AN) == Refusal(Code.MALFORMED, minted)


def test_what_cleaning_changed_is_kept_verbatim(intake: Intake) -> None:
    row = VaultRow.of("original", "Bao giờ\u200b sửa cầu?", b"salt")
    command, keep = _made(intake.command("ask_question", {"text": row.content}, AN))
    assert (command.text, command.original, keep) == ("Bao giờ sửa cầu?", row.key, [row])


@pytest.mark.parametrize("sent", ["  Bao  giờ?\r\n", "Bao giờ?", "Bao gi\u01a1\u0300?"])
def test_blank_space_and_composition_are_no_change(intake: Intake, sent: str) -> None:
    command, keep = _made(intake.command("amend_question", {"question": 1, "text": sent}, AN))
    assert (command.text, command.original, keep) == ("Bao giờ?", None, [])


def test_text_that_cannot_be_taken(intake: Intake) -> None:
    def asked(text: str) -> Any:
        return intake.command("ask_question", {"text": text}, AN)

    assert asked(" \u200b ") == Refusal(Code.EMPTY)
    assert asked("a" * 1_001) == Refusal(Code.TOO_LONG, 1_000)
    assert asked("a\x00b") == Refusal(Code.BAD_TEXT)
    assert asked("\ud800") == Refusal(Code.BAD_TEXT)


def test_collected_text_may_be_longer(intake: Intake) -> None:
    fields = {"text": "a" * 1_001, "source": "phiếu 1"}
    command, _ = _made(intake.command("record_question", fields, MODERATOR))
    assert (command.channel, command.receipt_code) == (Channel.COLLECTED, "RECEIPT")


@pytest.mark.parametrize(
    ("name", "fields", "detail"),
    [
        ("fly_away", {}, "do"),
        ("cast_vote", {}, "question"),
        ("cast_vote", {"question": "3"}, "question"),
        ("cast_vote", {"question": True}, "question"),
        ("cast_vote", {"question": 2.5}, "question"),
        ("cast_vote", {"question": 10**30}, "question"),
        ("cast_vote", {"question": 3, "weight": 5}, "weight"),
        ("cast_vote", {"question": 3, "<script>": 5}, None),
        ("cast_vote", {"question": None}, "question"),
        ("ask_question", {"text": ["a"]}, "text"),
        ("decline_question", {"question": 1, "reason": "boring"}, "reason"),
        ("create_conference", {"code": "A", "commune": "b", "title": "c", "topics": [1]}, "topics"),
    ],
)
def test_wrong_shapes_name_the_field(
    intake: Intake, name: str, fields: dict[str, Any], detail: str | None
) -> None:
    assert intake.command(name, fields, AN) == Refusal(Code.MALFORMED, detail)


@pytest.mark.parametrize("id", ["", "x" * 65, "a b", "a\nb", "đ", "\x7f"])
def test_an_id_is_short_and_plain(intake: Intake, id: str) -> None:
    assert intake.command("cast_vote", {"question": 1}, AN, id) == Refusal(Code.MALFORMED, "id")


def test_words_become_what_the_rules_know(intake: Intake) -> None:
    fields = {"question": 1, "reason": "unclear"}
    command, _ = _made(intake.command("decline_question", fields, MODERATOR))
    assert command.reason is DeclineReason.UNCLEAR


def test_a_form_sends_numbers_as_text(intake: Intake) -> None:
    command, _ = _made(
        intake.command("move_question", {"question": "3", "to": "0"}, AN, as_text=True)
    )
    assert (command.question, command.to) == (3, 0)
    refused = intake.command("cast_vote", {"question": "three"}, AN, as_text=True)
    assert refused == Refusal(Code.MALFORMED, "question")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
field_names = st.sampled_from(["question", "text", "to", "reason", "source", "topics"]) | st.text()


@given(st.sampled_from(sorted(COMMANDS)), st.dictionaries(field_names, json_values))
def test_nothing_that_is_sent_raises(name: str, fields: dict[str, Any]) -> None:
    intake = Intake(lambda: NOON, lambda: "id", lambda: "RECEIPT", lambda: b"salt")
    made = intake.command(name, fields, AN)
    assert isinstance(made, Refusal) or isinstance(made[0], COMMANDS[name])


def _made(made: Any) -> tuple[Any, list[VaultRow]]:
    assert isinstance(made, tuple), made
    return made
