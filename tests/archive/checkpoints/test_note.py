import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.checkpoints.note import (
    BadNote,
    Checkpoint,
    Note,
    PublicKey,
    Signature,
    parse_note,
    signers,
)
from tests.archive.checkpoints.keys import check, key, signatory

SAID = Checkpoint(
    "conference/dong-hoa/CAU-2026", 1_700_000_000_000, 120, b"\x07" * 32, 1_700_000_123_456
)
TEXT = """\
doithoai/conference/dong-hoa/CAU-2026/1700000000000
120
BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=
time 2023-11-14T22:15:23.456Z
"""


def signed(*names: str, said: Checkpoint = SAID) -> Note:
    return Note(said, tuple(signatory(*names).sign(said.text.encode())))


def test_a_checkpoint_is_the_text_that_logs_use() -> None:
    assert SAID.text == TEXT
    assert re.fullmatch(
        re.escape(f"{TEXT}\n") + r"\u2014 doithoai [A-Za-z0-9+/=]{92}\n", str(signed())
    )


def test_a_key_is_spelled_as_logs_spell_it() -> None:
    """The example of the signed-note form: its id is made of name, kind and key."""
    told = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert str(PublicKey.parse(told)) == told


@given(
    st.builds(
        Checkpoint,
        st.sampled_from(["conference/a/B", "casebook/dong-hoa/CAU-2026"]),
        st.integers(0, 10**15),
        st.integers(0, 10**9),
        st.binary(min_size=32, max_size=32),
        st.integers(0, 10**14),
    )
)
def test_what_was_written_is_read(said: Checkpoint) -> None:
    note = signed("one", "two", said=said)
    assert parse_note(str(note)) == note


@given(st.data())
def test_no_character_can_be_another(data: st.DataObject) -> None:
    whole = str(signed())
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.characters(max_codepoint=0x2100).filter(lambda one: one != whole[at]))
    changed = whole[:at] + other + whole[at + 1 :]
    with pytest.raises(BadNote):
        signers(parse_note(changed), [key()], check)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("doithoai/", "other/"),
        ("\n120\n", "\n0120\n"),
        ("\n120\n", "\n-120\n"),
        ("\n120\n", "\n１２０\n"),
        ("Bwc=\n", "Bwc\n"),
        ("Bwc=\n", "Bwd=\n"),
        ("BwcHBwc", "BwcH Bwc"),
        ("time 2023", "at 2023"),
        (".456Z", "Z"),
        (".456Z", ".456+00:00"),
        ("2023-11-14", "20231114"),
        ("22:15", "25:15"),
        ("\n\n", "\n"),
        ("\n\n", "\nmore\n\n"),
        ("\n\n", "\n\n\n"),
        ("\u2014", "-"),
        ("\u2014 doithoai", "\u2014 doi+thoai"),
        ("\n\u2014", "\n\u2014 x AAAA\n\u2014"),
        ("120\n", "120\r\n"),
    ],
)
def test_there_is_one_spelling(old: str, new: str) -> None:
    whole = str(signed())
    assert old in whole
    with pytest.raises(BadNote):
        parse_note(whole.replace(old, new, 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\n\n",
        "x" * 5_000,
        TEXT,
        f"{TEXT}\n",
        f" {signed()}",
        f"{signed()} ",
        f"{signed()}\n",
    ],
)
def test_what_is_no_note_is_none(text: str) -> None:
    with pytest.raises(BadNote):
        parse_note(text)


def test_nobody_signs_twice_and_not_everybody_signs() -> None:
    twice = Note(SAID, signed().signatures * 2)
    with pytest.raises(BadNote, match="twice"):
        parse_note(str(twice))
    crowd = signed(*(str(number) for number in range(9)))
    with pytest.raises(BadNote, match="too many"):
        parse_note(str(crowd))


@pytest.mark.parametrize(
    "told",
    [
        "",
        "doithoai",
        "doithoai+00000000+" + str(key()).rpartition("+")[2],
        str(key())[:-4],
        f" {key()}",
        f"{key()}\n",
        str(key()).replace("doithoai", "another"),
    ],
)
def test_a_mistyped_key_is_none(told: str) -> None:
    with pytest.raises(BadNote):
        PublicKey.parse(told)


def test_of_another_kind_of_key_nothing_is_said() -> None:
    other = str(PublicKey("x", b"\0" * 32)).replace("+AQAA", "+AgAA")
    with pytest.raises(BadNote, match="no public key"):
        PublicKey.parse(other)


def test_each_known_key_that_has_signed_is_told() -> None:
    note = signed("old", "new")
    assert list(signers(note, [key("new"), key("old"), key("third")], check)) == [
        key("old"),
        key("new"),
    ]
    assert list(signers(note, [key("new")], check)) == [key("new")]


def test_a_note_of_unknown_keys_counts_for_nothing() -> None:
    with pytest.raises(BadNote, match="none of the keys"):
        signers(signed("wrong"), [key("right")], check)


def test_one_false_signature_spoils_it() -> None:
    """Also beside a true one: somebody was at it."""
    right, wrong = signed("right").signatures[0], Signature.by(key("other"), b"\0" * 64)
    with pytest.raises(BadNote, match="not that of the key"):
        signers(Note(SAID, (right, wrong)), [key("right"), key("other")], check)
