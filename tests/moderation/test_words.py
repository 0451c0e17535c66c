"""Tokens and where they stood; spellings that are one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.words import read, spelled, squeezed


def test_tokens_know_where_they_stood() -> None:
    text = "Số\u200b 12a, nhà"
    reading = read(text)
    stood = [text[start:end] for start, end in reading.spans]
    assert list(zip(reading.folded, stood, strict=True)) == [
        ("so", "Số\u200b"),
        ("12", "12"),
        ("a", "a"),
        (",", ","),
        ("nha", "nhà"),
    ]


def test_a_ligature_is_in_one_place() -> None:
    reading = read("x ﬁ1.")
    assert reading.folded == ["x", "fi", "1", "."]
    assert reading.spans == [(0, 1), (2, 3), (3, 4), (4, 5)]


def test_no_letter_becomes_several_tokens() -> None:
    reading = read("㏂ ⑴ ½ …")
    assert reading.folded == ["a", "1", "1", "."]
    assert reading.spans == [(0, 1), (2, 3), (4, 5), (6, 7)]


def test_nothing_but_marks() -> None:
    assert read("\u0301\u200b").folded == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("qụa", "quạ"), ("ĐƯỜNG", "đường"), ("Ðường", "đường"), ("ВÀ", "bà")],
)
def test_spellings_that_are_one(one: str, other: str) -> None:
    assert spelled(one) == spelled(other)


@pytest.mark.parametrize(("one", "other"), [("ma", "má"), ("lon", "lớn"), ("do", "đo"), ("o", "ơ")])
def test_spellings_that_differ(one: str, other: str) -> None:
    assert spelled(one) != spelled(other)


def test_only_words_and_numbers_are_compared() -> None:
    assert squeezed("Số 12_b, «nhà»!") == "so 12 b nha"


def test_reading() -> None:
    reading = read("Số 12, nhà!")
    assert (reading.said(-1), reading.said(0), reading.said(9)) == ("", "so", "")
    assert (reading.has_marks, read("so nha").has_marks) == (True, False)


@given(st.text(max_size=80))
def test_tokens_stand_in_order_inside_the_text(text: str) -> None:
    found = read(text).spans
    assert found == sorted(found)
    assert [(start, end) for start, end in found if not 0 <= start < end <= len(text)] == []


@given(st.text(max_size=80))
def test_how_it_was_composed_does_not_matter(text: str) -> None:
    decomposed = read(unicodedata.normalize("NFD", text))
    composed = read(unicodedata.normalize("NFC", text))
    assert (decomposed.folded, decomposed.spelled) == (composed.folded, composed.spelled)
