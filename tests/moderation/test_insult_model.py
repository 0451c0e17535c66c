"""The model's file and what it makes of words."""

import pytest

from moderation.insult_model import (
    HEADER,
    MAGIC,
    hashed,
    judge,
    pair_features,
    unpacked,
    word_features,
)


def test_a_file_is_read_in_its_own_byte_order() -> None:
    weights = unpacked(HEADER.pack(MAGIC, 2, 0.5, 0.25) + bytes([1, 0, 0, 0, 2, 1, 0, 0, 4, 255]))
    assert weights == (0.5, 0.25, {1: 4, 258: -1})


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="no model"):
        unpacked(HEADER.pack(b"NONE", 0, 0, 0))


def test_features() -> None:
    assert word_features("ab", is_known=True) == ["ab"]
    assert word_features("ab", is_known=False) == ["##a", "#ab", "#b#", "##ab", "#ab#", "##ab#"]
    assert word_features("!", is_known=False) == ["!"]
    assert pair_features(["a", "b"]) == ["| a", "a b", "b |"]


def test_a_hash_is_the_same_everywhere() -> None:
    assert hashed("đường") == 1_470_887_364


def test_repeating_adds_nothing() -> None:
    once, twice = judge(["ngu"]), judge(["ngu"] * 2)
    assert once.shares[0][1] > twice.shares[1][1]
    assert once.score > twice.score


def test_what_is_unheard_adds_only_its_neighbourhood() -> None:
    assert judge(["ngu"], {0}).score < judge(["ngu"]).score


def test_the_worst_stretch_speaks() -> None:
    calm = ["đường"] * 200
    within = judge([*calm, *["ngu", "chó", "mày"] * 20])
    assert within.shares[0][0] >= 140
    assert judge(calm).shares[0][0] == 0


def test_gibberish_without_end_adds_nothing_more() -> None:
    strange = [f"{one}{two}zqxw" for one in "bcdghklmnprstv" for two in "aeiouy"]
    few, many = (judge([*strange[:count], "lồnzz"], range(count)) for count in (10, 58))
    assert few.adds[-1] == many.adds[-1] != 0
    heard = judge([*strange[:58], "lồnzz"])
    assert heard.adds[-1] == 0
