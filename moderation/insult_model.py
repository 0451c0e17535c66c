"""A small trained model that hears insults no list can hold: how words stand together.

A weight for every known word, for pairs of neighbours, and for the letter groups of rare and mangled
words; their sum over a text is how sure it is. The weights were learned by `scripts/train_screening.py`
and stand here as hashes: no sentence can be read back from them. This file says what a feature is, for
the training as for the use; docs/SCREENING.md says how well it does.
"""

import pkgutil
import re
import struct
from collections.abc import Container
from functools import lru_cache
from itertools import accumulate, pairwise
from math import sqrt
from typing import NamedTuple
from zlib import crc32

from moderation.words import Reading

HEADER = struct.Struct("<4sIff")
MAGIC = b"DTI1"
"""Then that many sorted hashes of four bytes, then as many weights of one."""

LONG_RUN = re.compile(r"(.)\1{2,}")
RUN_AT_END = re.compile(r"(?<=..)(.)\1+$")
_LETTERS_MAX = 16
_GROUP_SIZES = (2, 3, 4)
_EDGE = "|"
_STRETCH = 60
_STRIDE = 3
_REMEMBERED = 8_192


class Judgement(NamedTuple):
    """How sure, as log odds; and what every word in the worst stretch adds to it."""

    score: float
    shares: list[tuple[int, float]]


class Weights(NamedTuple):
    bias: float
    step: float
    by_hash: dict[int, int]


def plain_words(reading: Reading) -> list[str]:
    """Drawn-out letters drawn together (`nguuu`), every number alike."""
    return ["0" if word[0].isdecimal() else _short(word) for word in reading.spelled]


def word_features(word: str, *, is_known: bool) -> list[str]:
    """A word itself where training met it often enough, else the groups of letters in it."""
    if is_known:
        return [word]
    edged = f"#{word[:_LETTERS_MAX]}#"
    return [
        f"#{edged[first : first + size]}"
        for size in _GROUP_SIZES
        for first in range(len(edged) - size + 1)
    ]


def pair_features(words: list[str]) -> list[str]:
    """One for the place before every word, and one behind the last."""
    return [f"{one} {two}" for one, two in pairwise([_EDGE, *words, _EDGE])]


def hashed(feature: str) -> int:
    return crc32(feature.encode())


@lru_cache(maxsize=_REMEMBERED)
def _short(word: str) -> str:
    return RUN_AT_END.sub(r"\1", LONG_RUN.sub(r"\1", word))


def judge(words: list[str], unheard: Container[int] = ()) -> Judgement:
    """The worst stretch of the text, or all of it if that is worse. `unheard` places add nothing."""
    adds, counts = _contributions(words, unheard)
    sums, sizes = [0.0, *accumulate(adds)], [0, *accumulate(counts)]
    score, first, after = sums[-1] / sqrt(sizes[-1]), 0, len(adds)
    begins = range(0, len(adds) - _STRETCH, _STRIDE)
    stretches = [
        (sums[begin + _STRETCH] - sums[begin]) / sqrt(sizes[begin + _STRETCH] - sizes[begin])
        for begin in begins
    ]
    if stretches:
        worst = max(stretches)
        begin = begins[-1 - stretches[::-1].index(worst)]
        if (worst, begin) > (score, first):
            score, first, after = worst, begin, begin + _STRETCH
    places = range(first, min(after, len(words)))
    return Judgement(_MODEL.bias + score, [(place, adds[place]) for place in places])


def _contributions(words: list[str], unheard: Container[int]) -> tuple[list[float], list[int]]:
    """What each place adds, and how many features it has. What is repeated adds nothing more."""
    seen: set[str] = set()
    adds: list[float] = []
    counts: list[int] = []
    *pairs, last_pair = pair_features(words)
    for place, (word, pair) in enumerate(zip(words, pairs, strict=True)):
        add, count = 0.0, 1
        if pair not in seen:
            seen.add(pair)
            add = _weight_of(pair)
        if place not in unheard:
            weight, features = _weight_of_word(word)
            count += features
            if word not in seen:
                seen.add(word)
                add += weight
        adds.append(add)
        counts.append(count)
    return [*adds, 0.0 if last_pair in seen else _weight_of(last_pair)], [*counts, 1]


def _weight_of(feature: str) -> float:
    return _MODEL.by_hash.get(hashed(feature), 0) * _MODEL.step


@lru_cache(maxsize=_REMEMBERED)
def _weight_of_word(word: str) -> tuple[float, int]:
    features = word_features(word, is_known=hashed(word) in _MODEL.by_hash)
    return sum(map(_weight_of, dict.fromkeys(features))), len(features)


def unpacked(packed: bytes) -> Weights:
    """The model as its file holds it, in the byte order of the file, not of the machine."""
    magic, count, bias, step = HEADER.unpack_from(packed)
    if magic != MAGIC:
        raise ValueError("this is no model of insults")
    hashes = struct.unpack_from(f"<{count}I", packed, HEADER.size)
    weights = struct.unpack_from(f"<{count}b", packed, HEADER.size + 4 * count)
    return Weights(bias, step, dict(zip(hashes, weights, strict=True)))


_MODEL = unpacked(pkgutil.get_data("moderation", "insult_model.bin") or b"")
