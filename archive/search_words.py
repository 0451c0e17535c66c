"""How a case is found by words, with or without diacritics: what goes into the index, and what a search asks of it.

Every word carries its commune's mark, so the index keeps the words of communes apart: a search in one walks
no entry of another. Words are folded on both sides. Marks may coincide; whoever reads rows asks for the
commune as well.

It must not know of tables.
"""

import re
from base64 import b32encode
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from archive.case_records import Piece
from conference.folding import fold, folded_letters

QUERY_MAX_CHARACTERS = 200
QUERY_MAX_WORDS = 12
PREFIX_MIN_LETTERS = 2
"""A shorter beginning would be that of almost everything."""
SNIPPET_CHARACTERS = 180
_BEFORE = 40
"""Characters shown before the first word that was found."""

_WORD = re.compile(r"[^\W_]+")
_PHRASE = re.compile(r'"([^"]*)"?|([^"]+)')
_MARK_CHARACTERS = 5


@lru_cache(maxsize=16_384)
def mark(commune: str) -> str:
    """What every word of this commune begins with: always as many letters and digits."""
    return b32encode(sha256(commune.encode()).digest()).decode()[:_MARK_CHARACTERS].lower()


def words_of(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def searched_words(commune: str, texts: Iterable[str | None]) -> str:
    """All the words of these texts, as the index keeps them."""
    before = mark(commune)
    return " ".join(before + word for text in texts if text for word in words_of(text))


def asked_of_index(commune: str, typed: str) -> str | None:
    """The search as FTS5 understands it; None where nothing was typed that could be looked for.

    Words in quotation marks stand together in this order. The last word may go on.
    """
    parts = _parts(typed)
    if not parts:
        return None
    before = mark(commune)
    asked = ['"' + " ".join(before + word for word in part.words) + '"' for part in parts]
    return " AND ".join(asked) + (" *" if parts[-1].goes_on else "")


def snippet(text: str, typed: str) -> tuple[Piece, ...]:
    """A part of the text around the first word that was looked for, with those words marked."""
    found = _found(text, _parts(typed))
    start = max(0, found[0][0] - _BEFORE) if found else 0
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(len(text), start + SNIPPET_CHARACTERS)
    pieces = [Piece("… ", found=False)] if start else []
    at = start
    for first, last in found:
        if first >= at and last <= end:
            pieces += [Piece(text[at:first], found=False), Piece(text[first:last], found=True)]
            at = last
    pieces.append(Piece(text[at:end] + (" …" if end < len(text) else ""), found=False))
    return tuple(piece for piece in pieces if piece.text)


class _Part(NamedTuple):
    """Words that stand together."""

    words: list[str]
    quoted: bool

    @property
    def goes_on(self) -> bool:
        """Whether it may be the beginning of a longer word, when it is the last one typed."""
        return not self.quoted and len(self.words[0]) >= PREFIX_MIN_LETTERS


def _parts(typed: str) -> list[_Part]:
    parts: list[_Part] = []
    for quoted, plain in _PHRASE.findall(typed[:QUERY_MAX_CHARACTERS]):
        parts += [_Part([word], quoted=False) for word in words_of(plain)]
        parts += [_Part(words, quoted=True) for words in [words_of(quoted)] if words]
    return parts[:QUERY_MAX_WORDS]


def _found(text: str, parts: list[_Part]) -> list[tuple[int, int]]:
    """Where in the text these words stand. Each letter folds by itself, so places can be counted back."""
    whole = {word for part in parts for word in part.words}
    beginning = (parts[-1].words[0],) if parts and parts[-1].goes_on else ()
    places = [place for place, letters in enumerate(folded_letters(text)) for _ in letters]
    # A word ends where the next letter stands: marks over its last one are its own.
    places.append(len(text))
    return [
        (places[word.start()], places[word.end()])
        for word in _WORD.finditer(fold(text))
        if word.group() in whole or word.group().startswith(beginning)
    ]
