"""Tokens and where they stood; spellings that are one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.words import read, spelled


def test_tokens_know_where_they_stood() -> None:
    text = "Số\u200b 12a, nhà"
    assert [(token.folded, text[token.start : token.end]) for token in read(text).tokens] == [
        ("so", "Số\u200b"),
        ("12", "12"),
        ("a", "a"),
        (",", ","),
        ("nha", "nhà"),
    ]


def test_a_ligature_is_in_one_place() -> None:
    text = "x ½."
    assert [(token.folded, token.start, token.end) for token in read(text).tokens] == [
        ("x", 0, 1),
        ("1", 2, 3),
        ("⁄", 2, 3),
        ("2", 2, 3),
        (".", 3, 4),
    ]


def test_nothing_but_marks() -> None:
    assert read("\u0301\u200b").tokens == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("qụa", "quạ"), ("ĐƯỜNG", "đường"), ("Ðường", "đường"), ("ВÀ", "bà")],
)
def test_spellings_that_are_one(one: str, other: str) -> None:
    assert spelled(one) == spelled(other)


@pytest.mark.parametrize(("one", "other"), [("ma", "má"), ("lon", "lớn"), ("do", "đo"), ("o", "ơ")])
def test_spellings_that_differ(one: str, other: str) -> None:
    assert spelled(one) != spelled(other)


def test_reading() -> None:
    reading = read("Số 12, nhà!")
    assert reading.squeezed() == "so 12 nha"
    assert (reading.said(-1), reading.said(0), reading.said(9)) == ("", "so", "")
    assert (reading.has_marks, read("so nha").has_marks) == (True, False)


@given(st.text(max_size=80))
def test_tokens_stand_in_order_inside_the_text(text: str) -> None:
    found = read(text).tokens
    assert [token.start for token in found] == sorted(token.start for token in found)
    assert [token for token in found if not 0 <= token.start < token.end <= len(text)] == []


@given(st.text(max_size=80))
def test_how_it_was_composed_does_not_matter(text: str) -> None:
    decomposed = read(unicodedata.normalize("NFD", text))
    composed = read(unicodedata.normalize("NFC", text))
    assert (decomposed.folded, decomposed.spelled) == (composed.folded, composed.spelled)
