"""A text as screening reads it: folded tokens, and where in the original they stood.

Everything that screens walks these tokens once and looks only a fixed way ahead, so that no text,
however built, makes it slow. What a token may mean is not known here.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from conference.folding import fold, fold_letter

TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\s\w]|_")
WORD = re.compile(r"\d+|[^\W\d_]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # grave, acute, tilde, hook above, dot below
_REMEMBERED = 4_096


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
    folded, spans = _tokens(text)
    spellings = [spelled(text[start:end]) for start, end in spans]
    touching = [one[1] == following[0] for one, following in pairwise(spans)]
    return Reading(text, folded, spellings, spans, spellings != folded, [*touching, False])


def squeezed(text: str) -> str:
    """Only words and numbers, folded, a space between them: what search uses."""
    return " ".join(folded_words(text))


def folded_words(text: str) -> list[str]:
    """Words and numbers: what comparison uses."""
    return WORD.findall(fold(text))


def _tokens(text: str) -> tuple[list[str], list[Span]]:
    """Folded, and where they stood. Marks and invisible letters behind a token belong to it."""
    letters = list(map(fold_letter, text))
    folded = "".join(letters)
    spans = [found.span() for found in TOKEN.finditer(folded)]
    if len(folded) != len(text) or "" in letters:
        places = list(_places(letters))
        return TOKEN.findall(folded), [(places[a][0], places[b - 1][1]) for a, b in spans]
    return TOKEN.findall(folded), spans


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


def _places(letters: list[str]) -> Iterator[Span]:
    """For every folded letter: where its original begins, and where the next one does."""
    filled = [place for place, letter in enumerate(letters) if letter]
    for stood in pairwise([*filled, len(letters)]):
        for _ in letters[stood[0]]:
            yield stood
