"""Cleaning: what passes, what is dropped, what is refused; names that claim an office."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.refusals import Code, Refusal
from conference.text import claims_office, clean, count_characters


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  Cầu   hỏng ", "Cầu hỏng"),
        (unicodedata.normalize("NFD", "Đường thoát nước"), "Đường thoát nước"),
        ("a\u202eb\u2066c\u200b\ufeffd", "abcd"),
        ("a\U000e0041b", "ab"),
        ("a\ue000b", "ab"),
        ("a\r\nb\rc\td", "a\nb\nc d"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("a" + "\n" * 1000 + "b", "a b"),
        ("năm 2026 \U0001faf6", "năm 2026 \U0001faf6"),
        ("\ufdfd", "\ufdfd"),
    ],
)
def test_clean_gives_one_form(raw: str, cleaned: str) -> None:
    assert clean(raw, 1_000) == cleaned


def test_clean_to_one_line() -> None:
    assert clean("Thôn 3\nxóm Đông", 80, lines=False) == "Thôn 3 xóm Đông"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", Code.EMPTY),
        ("\u200b \u00a0", Code.EMPTY),
        ("\u0301", Code.EMPTY),
        ("a\x00", Code.BAD_TEXT),
        ("a\x1b[31m", Code.BAD_TEXT),
        ("a\x85", Code.BAD_TEXT),
        ("a\ufdd0", Code.BAD_TEXT),
        ("a\U0001ffff", Code.BAD_TEXT),
        ("a\ud800", Code.BAD_TEXT),
        ("Z" + "\u0335" * 9 + "algo", Code.BAD_TEXT),
    ],
)
def test_clean_refuses(raw: str, code: Code) -> None:
    refusal = clean(raw, 1_000)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is code


def test_clean_counts_what_a_reader_counts() -> None:
    decomposed = unicodedata.normalize("NFD", "ệ") * 10
    assert clean(decomposed, 10) == "ệ" * 10
    assert clean("ệ" * 11, 10) == Refusal(Code.TOO_LONG, 10)
    assert count_characters("e\u0323\u0302") == 1


def test_clean_refuses_what_is_few_characters_but_many_bytes() -> None:
    assert clean(("x" + "\u1ab0" * 8) * 10, 10) == Refusal(Code.TOO_LONG, 10)


@given(st.text(max_size=200))
def test_clean_twice_is_clean_once(raw: str) -> None:
    cleaned = clean(raw, 1_000)
    if isinstance(cleaned, str):
        assert clean(cleaned, 1_000) == cleaned


@pytest.mark.parametrize(
    "name",
    ["Moderator", "MОDЕRАTОR", "m0d3rat0r", "Chủ tịch UBND", "Chu Toạ", "U.B.N.D", "Công an xã"],
)
def test_names_that_claim_an_office(name: str) -> None:
    assert claims_office(name)


@pytest.mark.parametrize(
    "name", ["Nguyễn Công An", "Trần Thị Thu Kỳ", "Bà Tư", "Lê Chu Thích", "Chairat", "Ủy"]
)
def test_names_that_are_just_names(name: str) -> None:
    assert not claims_office(name)


@pytest.mark.parametrize("letter", ["a", " ", "\n", "\u0301", "a\u0301", "\u200b", "đ", "0"])
def test_attack_strings_take_no_time(letter: str) -> None:
    attack = letter * (100_000 // len(letter))
    began = time.process_time()
    clean(attack, 1_000)
    clean(attack, 100_000, lines=False)
    claims_office(attack)
    assert time.process_time() - began < 2.0
