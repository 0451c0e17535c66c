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
from conference.vocabulary import PARTS_MAX, Channel
from realtime.intake import Intake, Screened
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


def screening(commune: str, text: str) -> Screened:
    """Stars for digits; the commune's name is what is noticed."""
    masked = "".join("*" if letter.isdigit() else letter for letter in text)
    return Screened(masked, () if masked == text else (commune, "personal_data"))


@pytest.fixture
def strict() -> Intake:
    return Intake(lambda: NOON, lambda: "id", lambda: "RECEIPT", lambda: b"salt", screening)


def test_what_screening_masked_is_kept_verbatim_and_the_command_says_what_was_noticed(
    strict: Intake,
) -> None:
    row = VaultRow.of("original", "Gọi 0912 giúp tôi", b"salt")
    fields = {"text": row.content}
    command, keep = _made(strict.command("ask_question", fields, AN, commune="dong-hoa"))
    assert (command.text, command.flags) == ("Gọi **** giúp tôi", ("dong-hoa", "personal_data"))
    assert (command.original, keep) == (row.key, [row])


@pytest.mark.parametrize("field", ["name", "place", "topic"])
def test_what_somebody_says_of_themselves_is_screened_too(strict: Intake, field: str) -> None:
    row = VaultRow.of("original", f"Sửa cầu\n{field}: An 0912", b"salt")
    sent = {"text": "Sửa cầu", field: "An 0912"}
    command, keep = _made(strict.command("ask_question", sent, AN))
    assert (getattr(command, field), command.text) == ("An ****", "Sửa cầu")
    assert (command.flags, keep) == (("", "personal_data"), [row])


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("amend_question", {"question": 1, "text": "số 7"}),
        ("resubmit_question", {"question": 1, "text": "số 7"}),
        ("record_question", {"text": "số 7", "source": "phiếu 1"}),
        ("edit_question", {"question": 1, "text": "số 7"}),
    ],
)
def test_every_wording_of_a_question_is_screened(
    strict: Intake, name: str, fields: dict[str, Any]
) -> None:
    command, keep = _made(strict.command(name, fields, AN))
    assert (command.text, command.flags) == ("số *", ("", "personal_data"))
    assert [row.content for row in keep] == ["số 7"]


def test_words_with_a_request_for_review_are_screened_and_may_be_missing(strict: Intake) -> None:
    command, keep = _made(strict.command("request_review", {"question": 1, "words": "số 7"}, AN))
    assert (command.words, command.original) == ("số *", keep[0].key)
    command, keep = _made(strict.command("request_review", {"question": 1}, AN))
    assert (command.words, command.original, keep) == (None, None, [])


def test_every_part_of_a_speech_is_screened(strict: Intake) -> None:
    fields = {"question": 1, "parts": ["một", "số 7", "số 8"]}
    command, keep = _made(strict.command("split_question", fields, MODERATOR))
    assert command.parts == ("một", "số *", "số *")
    assert command.flags == ((), ("", "personal_data"), ("", "personal_data"))
    assert command.originals == (None, *(row.key for row in keep))
    assert [row.content for row in keep] == ["số 7", "số 8"]


def test_a_part_that_cannot_be_taken(strict: Intake) -> None:
    fields = {"question": 1, "parts": ["một", " "]}
    split = strict.command("split_question", fields, MODERATOR)
    assert split == Refusal(Code.EMPTY, "parts")


def test_no_more_parts_are_read_than_may_be(strict: Intake) -> None:
    fields = {"question": 1, "parts": ["một"] * 500}
    command, _ = _made(strict.command("split_question", fields, MODERATOR))
    assert len(command.parts) == PARTS_MAX + 1


def test_staff_say_what_they_say(strict: Intake) -> None:
    fields = {"text": "Điện thoại của xã: 0912"}
    command, keep = _made(strict.command("announce_notice", fields, MODERATOR))
    assert (command.text, keep) == (fields["text"], [])


def test_what_only_the_server_knows_goes_where_there_is_a_field_for_it(intake: Intake) -> None:
    minted = {"suspect": True, "serial": 7}
    command, _ = _made(intake.command("ask_question", {"text": "Sửa cầu"}, AN, minted=minted))
    assert command.suspect is True
    command, _ = _made(intake.command("redeem_paper_code", {"code": "x"}, AN, minted=minted))
    assert command.serial == 7
    command, _ = _made(intake.command("cast_vote", {"question": 1}, AN, minted=minted))
    assert command == c.CastVote(actor=AN, id="made-3", at=NOON, question=1)


def test_each_further_part_of_a_speech_gets_a_receipt_code(intake: Intake) -> None:
    fields = {"question": 1, "parts": ["một", "hai", "ba"]}
    command, _ = _made(intake.command("split_question", fields, MODERATOR))
    assert command.receipt_codes == ("RECEIPT", "RECEIPT")


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
        ("decline_question", {"question": 1, "reason": 3}, "reason"),
        ("set_join_mode", {"mode": "shut"}, "mode"),
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
    fields = {"text": "Sửa cầu", "source": "1", "channel": "hotline"}
    command, _ = _made(intake.command("record_question", fields, MODERATOR))
    assert command.channel is Channel.HOTLINE


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


@pytest.mark.slow
@given(st.sampled_from(sorted(COMMANDS)), st.dictionaries(field_names, json_values))
def test_nothing_that_is_sent_raises(name: str, fields: dict[str, Any]) -> None:
    intake = Intake(lambda: NOON, lambda: "id", lambda: "RECEIPT", lambda: b"salt")
    made = intake.command(name, fields, AN)
    assert isinstance(made, Refusal) or isinstance(made[0], COMMANDS[name])


def _made(made: Any) -> tuple[Any, list[VaultRow]]:
    assert isinstance(made, tuple), made
    return made
