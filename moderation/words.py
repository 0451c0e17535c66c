"""A text as screening reads it: folded tokens that know where in the original they stood.

Everything that screens walks these tokens once and looks only a fixed way ahead, so that no text,
however built, makes it slow. What a token may mean is not known here.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from conference.folding import fold_letter

TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\s\w]|_")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # grave, acute, tilde, hook above, dot below
_REMEMBERED = 4_096


class Token(NamedTuple):
    """A run of digits, a run of letters, or one sign; where it stood, in code points."""

    folded: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.folded[0].isalpha()


@dataclass(frozen=True, slots=True)
class Reading:
    """A text taken apart once for everybody who screens it."""

    text: str
    tokens: list[Token]
    folded: list[str]
    spelled: list[str]
    has_marks: bool

    def said(self, place: int) -> str:
        """The folded token there; empty before the beginning and behind the end."""
        return self.folded[place] if 0 <= place < len(self.folded) else ""

    def squeezed(self) -> str:
        """Only words and numbers, a space between them: what search and comparison use."""
        return " ".join(word for word in self.folded if word[0].isalnum())


def read(text: str) -> Reading:
    found = tokens(text)
    spellings = [spelled(text[token.start : token.end]) for token in found]
    folded = [token.folded for token in found]
    return Reading(text, found, folded, spellings, has_marks=spellings != folded)


def tokens(text: str) -> list[Token]:
    """Marks and invisible letters behind a token belong to it."""
    letters = [fold_letter(letter) for letter in text]
    folded = "".join(letters)
    if all(len(letter) == 1 for letter in letters):
        return [Token(m.group(), m.start(), m.end()) for m in TOKEN.finditer(folded)]
    places = list(_places(letters))
    return [
        Token(m.group(), places[m.start()][0], places[m.end() - 1][1])
        for m in TOKEN.finditer(folded)
    ]


@lru_cache(maxsize=_REMEMBERED)
def spelled(word: str) -> str:
    """Lower case with its diacritics, the tone at the end: `hoà` and `hòa` are both `hoa` + grave."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = "".join(part for part in parts if part in _TONES)
    shapes = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return "".join(map(_latin, shapes)) + tones


def _latin(letter: str) -> str:
    """A letter of another alphabet becomes the Latin one that it resembles."""
    if letter.isascii() or letter in "ăâđêôơư":
        return letter
    return "đ" if letter in "ðɖ" else fold_letter(letter)


def _places(letters: list[str]) -> Iterator[tuple[int, int]]:
    """For every folded letter: where its original begins, and where the next one does."""
    filled = [place for place, letter in enumerate(letters) if letter]
    for place, following in pairwise([*filled, len(letters)]):
        yield from [(place, following)] * len(letters[place])
