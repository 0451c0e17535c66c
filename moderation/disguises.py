"""Words that somebody hid from a list: `đ.m`, `n g u`, `l0n`, `c@c`, `đ*t`.

Only what no honest text does is undone: single letters held apart by signs or blanks, signs and digits
inside a word. What the word then is, the list says; so the undoing itself accuses nobody.
"""

from collections.abc import Iterator
from typing import NamedTuple

from moderation.words import Reading, tone_last

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
    behind = 0
    folded, touching = reading.folded, reading.touching
    for place, word in enumerate(folded):
        touches = touching[place]
        if place < behind or not (touches or len(word) == 1) or not word[0].isalpha():
            continue
        if place and touching[place - 1] and folded[place - 1][0].isalnum():
            continue  # the middle of a word
        found = _apart(reading, place) or (_mixed(reading, place) if touches else None)
        if found:
            behind = found.after
            yield found


def _apart(reading: Reading, place: int) -> Disguised | None:
    """`đ.m` with one sign between touching letters, or three letters and more with blanks between."""
    if len(reading.folded[place]) > 1:
        return None
    signs = reading.touching[place]
    if signs and (reading.folded[place + 1] not in _BETWEEN or _written(reading, place).isupper()):
        return None  # one word with what follows, or initials
    step = 2 if signs else 1
    after = _behind_letters(reading, place, step)
    letters = range(place, after, step)
    if len(letters) < (2 if signs else _SPACED_MIN) or _in_one_word(reading, after - 1):
        return None
    word = "".join(reading.spelled[place:after:step])
    if not word.isascii():
        word = tone_last(word)
    return Disguised(word, place, after, folded=False)


def _behind_letters(reading: Reading, first: int, step: int) -> int:
    """The token behind the last letter: with `step` 2 a sign stands between any two, and all touch."""
    folded, touching = reading.folded, reading.touching
    place, last = first, min(first + step * _LETTERS_MAX, len(folded)) - step
    while place < last:
        following = place + step
        letter = folded[following]
        if len(letter) > 1 or not letter.isalpha():
            break
        if step > 1 and not (
            touching[place] and touching[place + 1] and folded[place + 1] in _BETWEEN
        ):
            break
        place = following
    return place + 1


def _mixed(reading: Reading, place: int) -> Disguised | None:
    """Letters, then signs or digits that pass for letters, then letters again, all touching."""
    folded, touching = reading.folded, reading.touching
    word, after = folded[place], place + 1
    while len(word) <= _LETTERS_MAX and touching[after - 1]:
        part = _as_letters(folded[after])
        if not part:
            break
        word += part
        after += 1
    ends_well = after - place > 1 and folded[after - 1][0].isalpha()
    return Disguised(word, place, after, folded=True) if ends_well else None


def _as_letters(said: str) -> str:
    if said[0].isalpha():
        return said
    if len(said) == 1:
        return _LETTER_FOR.get(said, "")
    letters = [_LETTER_FOR.get(sign, "") for sign in said]
    return "".join(letters) if all(letters) else ""


def _written(reading: Reading, place: int) -> str:
    return reading.text[slice(*reading.spans[place])]


def _in_one_word(reading: Reading, place: int) -> bool:
    """Whether letters or digits there go on in the next token."""
    if not reading.touches(place):
        return False
    return reading.folded[place][0].isalnum() and reading.folded[place + 1][0].isalnum()


def fits(word: str, pattern: str) -> bool:
    """Letter by letter, of two that are equally long; `*` in the pattern is any letter."""
    for letter, sign in zip(word, pattern, strict=True):  # noqa: SIM110  (thrice as fast as all())
        if sign not in (letter, ANY_LETTER):
            return False
    return True
