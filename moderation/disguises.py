"""Words that somebody hid from a list: `đ.m`, `n g u`, `l0n`, `c@c`, `đ*t`.

Only what no honest text does is undone: single letters held apart by signs or blanks, signs and digits
inside a word. What the word then is, the list says; so the undoing itself accuses nobody.
"""

from collections.abc import Iterator
from typing import NamedTuple

from moderation.words import Reading, spelled

ANY_LETTER = "*"
_LETTERS_MAX = 12
_SPACED_MIN = 3
_LETTER_FOR = {
    "0": "o",
    "1": "i",
    "3": "e",
    "4": "a",
    "@": "a",
    "!": "i",
    "$": "s",
    "*": ANY_LETTER,
}
_BETWEEN = frozenset(".~-_,'\"|+")


class Disguised(NamedTuple):
    """What the tokens `first` up to `after` may say. `folded`: how, is guessed without diacritics."""

    word: str
    first: int
    after: int
    folded: bool


def disguised(reading: Reading) -> Iterator[Disguised]:
    """From left to right; every token is looked at a fixed number of times."""
    place = 0
    while place < len(reading.tokens):
        found = _apart(reading, place) or _mixed(reading, place)
        if found:
            yield found
        place = found.after if found else place + 1


def _apart(reading: Reading, place: int) -> Disguised | None:
    """`đ.m` with one sign between touching letters, or three letters and more with blanks between."""
    if not _is_letter(reading, place) or _in_one_word(reading, place - 1):
        return None
    signs = _touches(reading, place) and reading.said(place + 1) in _BETWEEN
    step = 2 if signs else 1
    letters, after = [_written(reading, place)], place + 1
    while len(letters) < _LETTERS_MAX and _goes_on(reading, after, signs=signs):
        after += step
        letters.append(_written(reading, after - 1))
    is_short = len(letters) < (2 if signs else _SPACED_MIN)
    is_initials = signs and letters[0].isupper()
    if is_short or is_initials or _in_one_word(reading, after - 1):
        return None
    return Disguised(spelled("".join(letters)), place, after, folded=False)


def _goes_on(reading: Reading, after: int, *, signs: bool) -> bool:
    if not signs:
        return _is_letter(reading, after) and not _touches(reading, after - 1)
    return (
        reading.said(after) in _BETWEEN
        and _touches(reading, after - 1)
        and _touches(reading, after)
        and _is_letter(reading, after + 1)
    )


def _mixed(reading: Reading, place: int) -> Disguised | None:
    """Letters, then signs or digits that pass for letters, then letters again, all touching."""
    if not reading.tokens[place].is_word or _in_one_word(reading, place - 1):
        return None
    word, after = reading.folded[place], place + 1
    while len(word) <= _LETTERS_MAX and _touches(reading, after - 1):
        part = _as_letters(reading, after)
        if not part:
            break
        word += part
        after += 1
    ends_well = after - place > 1 and reading.tokens[after - 1].is_word
    return Disguised(word, place, after, folded=True) if ends_well else None


def _as_letters(reading: Reading, place: int) -> str:
    said = reading.said(place)
    if reading.tokens[place].is_word:
        return said
    letters = [_LETTER_FOR.get(sign, "") for sign in said]
    return "".join(letters) if all(letters) else ""


def _written(reading: Reading, place: int) -> str:
    return reading.text[reading.tokens[place].start : reading.tokens[place].end]


def _is_letter(reading: Reading, place: int) -> bool:
    said = reading.said(place)
    return len(said) == 1 and said.isalpha()


def _in_one_word(reading: Reading, place: int) -> bool:
    """Whether letters or digits there go on in the next token."""
    both = reading.said(place)[:1] + reading.said(place + 1)[:1]
    return _touches(reading, place) and both.isalnum()


def _touches(reading: Reading, place: int) -> bool:
    """Whether the token there and the one behind it stand without a gap."""
    if not 0 <= place < len(reading.tokens) - 1:
        return False
    return reading.tokens[place].end == reading.tokens[place + 1].start


def fits(word: str, pattern: str) -> bool:
    """Letter by letter; `*` in the pattern is any letter."""
    return len(word) == len(pattern) and all(
        sign in (letter, ANY_LETTER) for letter, sign in zip(word, pattern, strict=True)
    )
