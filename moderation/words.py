"""A text as screening reads it: folded tokens, and where in the original they stood.

Everything that screens walks these tokens once and looks only a fixed way ahead, so that no text,
however built, makes it slow. What a token may mean is not known here.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, compress, repeat
from operator import eq, not_

from conference.folding import fold, folded_letters
from conference.remembered import Remembered

TOKEN = re.compile(r"\d+|[^\W\d_]+|\s+|.", re.DOTALL)
WORD = re.compile(r"\d+|[^\W\d_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
_TONE = re.compile(f"[{_TONES}]")
_NO_TONE = re.compile(f"[^{_TONES}\n]+")
_LATIN_FOR = {letter: letter for letter in "ăâđêôơư"} | dict.fromkeys("ðɖ", "đ")
"""A letter of another alphabet becomes the Latin one that it resembles, as in folding; these keep their shape."""
_REMEMBERED = 8_192
_BETWEEN = "\n"
"""Stands in no token, and changes no letter beside it."""


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text taken apart once for everybody who screens it. A token is a run of digits or letters, or one sign."""

    text: str
    folded: list[str]
    spelled: list[str]
    spans: list[Span]
    """Where each token stood, in code points: its start, and the place behind its end."""
    has_marks: bool
    touching: list[bool]
    """For every token, whether the next one stands right behind it."""

    def said(self, place: int) -> str:
        """The folded token there; empty before the beginning and behind the end."""
        return self.folded[place] if 0 <= place < len(self.folded) else ""

    def touches(self, place: int) -> bool:
        """Whether the token there and the one behind it stand without a gap."""
        return 0 <= place < len(self.touching) and self.touching[place]


def read(text: str) -> Reading:
    letters = folded_letters(text)
    folded = "".join(letters)
    one_each = len(folded) == len(text) and "" not in letters
    if not one_each and max(map(len, letters), default=0) > 1:
        letters = [
            letter if letter.isalpha() or not letter else _first_word(letter) for letter in letters
        ]
        folded = "".join(letters)
    tokens, starts, ends = _tokens(folded)
    touching = [*map(eq, ends, starts[1:]), False]
    if one_each:
        spans = [*zip(starts, ends, strict=True)]
    else:
        places = _places(letters)
        spans = [
            (places[start][0], places[end - 1][1]) for start, end in zip(starts, ends, strict=True)
        ]
    spellings = tokens if text.isascii() else _SPELLINGS.of([text[a:b] for a, b in spans])
    return Reading(text, tokens, spellings, spans, spellings != tokens, touching)


def squeezed(text: str) -> str:
    """Only words and numbers, folded, a space between them: what search uses."""
    return " ".join(folded_words(text))


def folded_words(text: str) -> list[str]:
    """Words and numbers: what comparison uses."""
    return WORD.findall(fold(text))


def _tokens(folded: str) -> tuple[list[str], list[int], list[int]]:
    """With their beginnings, and the places behind their ends."""
    tokens = TOKEN.findall(folded)
    ends = [*accumulate(map(len, tokens))]
    starts = [0, *ends][:-1]
    blank = [*map(str.isspace, tokens)]
    if True not in blank:
        return tokens, starts, ends
    is_word = [*map(not_, blank)]
    return (
        [*compress(tokens, is_word)],
        [*compress(starts, is_word)],
        [*compress(ends, is_word)],
    )


@lru_cache(maxsize=_REMEMBERED)
def _first_word(letters: str) -> str:
    """A letter that stands for several tokens (`㏂`, `⑴`, `½`) must not make a text longer than it is."""
    return (WORD.findall(letters) or letters)[0]


def spelled(word: str) -> str:
    """Lower case with its diacritics, the tone at the end: `hoà` and `hòa` are both `hoa` + grave."""
    return _SPELLINGS.of([word])[0]


def tone_last(letters: str) -> str:
    """A word put together of spelled letters, spelled as one."""
    return _TONE.sub("", letters) + "".join(_TONE.findall(letters))


def _work_out(words: list[str]) -> Iterator[str]:
    """All in a few calls: a text in which no word comes twice must not take longer than any other."""
    parts = unicodedata.normalize("NFD", _BETWEEN.join(words).lower())
    shapes = unicodedata.normalize("NFC", _TONE.sub("", parts))
    folded = folded_letters(shapes)
    latin = "".join(map(_LATIN_FOR.get, shapes, folded))
    tones = _NO_TONE.sub("", parts).split(_BETWEEN)
    return map(str.__add__, latin.split(_BETWEEN), tones)


def _places(letters: list[str]) -> list[Span]:
    """For every folded letter: where its original begins, and where the next one does."""
    filled = [*compress(range(len(letters)), letters)]
    stood = zip(filled, [*filled, len(letters)][1:], strict=True)
    return [*chain.from_iterable(map(repeat, stood, map(len, filter(None, letters))))]


_SPELLINGS = Remembered(_work_out, _REMEMBERED)
