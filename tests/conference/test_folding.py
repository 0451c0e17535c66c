"""Folding: one form for every way to type a word."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.folding import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("ĐƯỜNG thoát Nước Ðà", "duong thoat nuoc da"),
        ("Ɖường ðường đường", "duong duong duong"),
        ("hoà hòa", "hoa hoa"),
        ("рhườnɡ хã", "phuong xa"),
        ("０９１２ ٣", "0912 3"),
        ("x\u200ba\u202e\u0301", "xa"),
        ("ﬁ", "fi"),
        ("İ", "i"),
    ],
)
def test_fold(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text(max_size=100))
def test_how_it_was_composed_does_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.slow
def test_fold_twice_is_fold_once() -> None:
    """Of every letter there is: a capital may only come to light when a letter is taken apart."""
    letters = map(chr, range(sys.maxunicode + 1))
    assert [one for one in letters if fold(fold(one)) != fold(one)] == []
