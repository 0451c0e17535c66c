"""A small trained model that hears insults no list can hold: how words stand together.

A weight for every known word, for pairs of neighbours, and for the letter groups of rare and mangled
words; their sum over a text is how sure it is. The weights were learned by `scripts/train_screening.py`
and stand here as hashes: no sentence can be read back from them. This file says what a feature is, for
the training as for the use; docs/SCREENING.md says how well it does.
"""

import pkgutil
import re
import struct
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate, pairwise, repeat
from math import sqrt
from operator import add
from typing import NamedTuple
from zlib import crc32

from conference.remembered import Remembered
from moderation.words import Reading

HEADER = struct.Struct("<4sIff")
MAGIC = b"DTI1"
"""Then that many sorted hashes of four bytes, then as many weights of one."""

LONG_RUN = re.compile(r"(.)\1{2,}")
RUN_AT_END = re.compile(r"(?<=..)(.)\1+$", re.MULTILINE)
_RUN_MIN = 3
_LETTERS_MAX = 16
_GROUP_SIZES = (2, 3, 4)
_STRANGE_LETTERS_MAX = 400
"""Twice as many as in any comment that we know. What is more in one text is gibberish, and adds nothing."""
_EDGE = "|"
_NOTHING = -1
"""No word's hash: stands where one is not to be heard."""
_STRETCH = 60
_STRIDE = 3
_REMEMBERED = 8_192


class Judgement(NamedTuple):
    """How sure, as log odds; and what the words from the `first` of the worst stretch on add to it."""

    score: float
    first: int
    adds: list[int]

    @property
    def shares(self) -> list[tuple[int, int]]:
        """Of every place in the worst stretch, in steps of the model."""
        return [*enumerate(self.adds, self.first)]


class Weights(NamedTuple):
    bias: float
    step: float
    by_hash: dict[int, int]


def plain_words(reading: Reading) -> list[str]:
    """Drawn-out letters drawn together (`nguuu`), every number alike."""
    return _PLAIN.of(reading.spelled)


def _drawn_together(words: list[str]) -> list[str]:
    """All in a few calls; no word holds a line break, and a short one no run."""
    long = [word for word in words if len(word) >= _RUN_MIN]
    lines = RUN_AT_END.sub(r"\1", LONG_RUN.sub(r"\1", "\n".join(long))).split("\n")
    short = dict(zip(long, lines, strict=False))
    return ["0" if word[0].isdecimal() else short.get(word, word) for word in words]


def word_features(word: str, *, is_known: bool) -> list[str]:
    """A word itself where training met it often enough, else the groups of letters in it; a sign has none."""
    if is_known or not word[0].isalnum():
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


def judge(words: list[str], unheard: Collection[int] = frozenset()) -> Judgement:
    """The worst stretch of the text, or all of it if that is worse. `unheard` places add nothing."""
    adds, counts = _contributions(words, unheard)
    sums, sizes = [0, *accumulate(adds)], [0, *accumulate(counts)]
    score, first, after = sums[-1] / sqrt(sizes[-1]), 0, len(words)
    worst, begin = max(_stretches(sums, sizes), default=(score, first))
    if (worst, begin) > (score, first):
        score, first, after = worst, begin, begin + _STRETCH
    return Judgement(_MODEL.bias + score * _MODEL.step, first, adds[first:after])


def _stretches(sums: list[int], sizes: list[int]) -> Iterator[tuple[float, int]]:
    """How bad each is, and where it begins."""
    begins = range(0, len(sums) - 1 - _STRETCH, _STRIDE)
    before, behind = (
        (sums[::_STRIDE], sizes[::_STRIDE]),
        (sums[_STRETCH::_STRIDE], sizes[_STRETCH::_STRIDE]),
    )
    for begin, one, few, other, many in zip(begins, *before, *behind, strict=False):
        yield (other - one) / sqrt(many - few), begin


def _contributions(words: list[str], unheard: Collection[int]) -> tuple[list[int], list[int]]:
    """What each place adds, and how many features it has. What is repeated adds nothing more.

    A place stands for a word and for the pair that it makes with the one before it.
    """
    adds = [0] * (len(words) + 1)
    letters = [*map(str.encode, [_EDGE, *words, _EDGE])]
    hashes = [*map(crc32, letters)]
    # The hash of a pair goes on from that of its first word.
    pairs = _first_places([*map(crc32, map(b" ".__add__, letters[1:]), hashes)])
    for place, weight in zip(pairs.values(), _weights_of(pairs), strict=True):
        adds[place] = weight
    heard = hashes[1:-1]
    if unheard:
        heard = [_NOTHING if place in unheard else each for place, each in enumerate(heard)]
    firsts = _first_places(heard)
    counts = dict.fromkeys(firsts, 2) | {_NOTHING: 1}
    firsts.pop(_NOTHING, None)
    strange: dict[int, str] = {}
    for (each, place), own in zip(firsts.items(), map(_MODEL.by_hash.get, firsts), strict=True):
        if own is not None:
            adds[place] += own
        elif words[place][0].isalnum():
            strange[place] = words[place]
            counts[each] = 1 + len(_GROUP_SIZES) * min(len(words[place]), _LETTERS_MAX)
    places = sorted(strange)
    for place, weight in zip(
        places, _by_letters([*map(strange.__getitem__, places)]), strict=False
    ):
        adds[place] += weight
    return adds, [*map(counts.__getitem__, heard), 1]


def _first_places(things: list[int]) -> dict[int, int]:
    """Each once, and where it stands first."""
    return dict(zip(reversed(things), range(len(things) - 1, -1, -1), strict=True))


def _weights_of(hashes: Iterable[int]) -> Iterator[int]:
    return map(_MODEL.by_hash.get, hashes, repeat(0))


def _by_letters(words: list[str]) -> list[int]:
    """What the groups of `word_features` add, of all words at once: each hash goes on from a shorter group's."""
    edged = [f"#{word[:_LETTERS_MAX]}#" for word in words]
    letters = [*map(str.encode, "".join(edged)[:_STRANGE_LETTERS_MAX])]
    two = [*map(crc32, map(add, letters, letters[1:]), repeat(hashed("#")))]
    three = [*map(crc32, letters[2:], two)]
    four = [*map(crc32, letters[3:], three)]
    ends = accumulate(map(len, edged))
    within = [(end - len(word), end) for word, end in zip(edged, ends, strict=True)]
    groups = (
        {*two[first : end - 1], *three[first : end - 2], *four[first : end - 3]}
        for first, end in within
        if first < len(letters)
    )
    return [sum(_weights_of(each)) for each in groups]


def unpacked(packed: bytes) -> Weights:
    """The model as its file holds it, in the byte order of the file, not of the machine."""
    magic, count, bias, step = HEADER.unpack_from(packed)
    if magic != MAGIC:
        raise ValueError("this is no model of insults")
    hashes = struct.unpack_from(f"<{count}I", packed, HEADER.size)
    weights = struct.unpack_from(f"<{count}b", packed, HEADER.size + 4 * count)
    return Weights(bias, step, dict(zip(hashes, weights, strict=True)))


_MODEL = unpacked(pkgutil.get_data("moderation", "insult_model.bin") or b"")
_PLAIN = Remembered(_drawn_together, _REMEMBERED)
