"""One way to forget how a word was typed: the base of every search and comparison in the house.

Case, diacritics, đ, letters of other alphabets that look Latin, digits of other scripts and invisible
marks all fold away, so `Đường`, `duong` and `Ðườnɡ` are one word. Each letter folds by itself: that is
what lets screening say where in the original a folded word stood. Folded text is never shown to anyone.

Sources: Unicode UAX #15 (NFKD), UTS #39 (confusables; the few that fonts really mix up).
"""

import unicodedata

from conference.remembered import Remembered

_LATIN_FOR = dict(
    zip(
        "đðɖƌаеорсухікмнтвзѕјԁԛԝһɡɑαορτυνιкʀıłøɩʏᴀᴄᴅᴇᴍɴᴏᴘᴛᴜᴠ",
        "ddddaeopcyxikmhtb3sjdqwhgaaoptuvikriloiyacdemnoptuv",
        strict=True,
    )
)
"""After lower-casing. The first four are đ and the letters that pass for it."""

_LETTERS_REMEMBERED = 8_192
_LIGATURE_MAX = 4
"""Whole phrases stand under one code point (`ﷺ`): a text of them must not grow eighteenfold."""
_FORGOTTEN = frozenset({"Mn", "Me", "Cf"})
_BETWEEN = "\n"
"""Folds to itself, and no other letter changes beside it."""


def fold(text: str) -> str:
    """For search and comparison only: no diacritics, đ → d, no case (`Đường` → `duong`)."""
    return "".join(folded_letters(text))


def folded_letters(text: str) -> list[str]:
    """What is left of each: nothing of a mark, several letters of a ligature."""
    return _LETTERS.of(text)


def _work_out(letters: list[str]) -> list[str]:
    """All in a few calls: a text of a thousand rare signs must not take longer than any other."""
    known = [letter for letter in letters if letter != _BETWEEN]
    # Twice: a capital may only come to light when the letter is taken apart (a mathematical Alpha).
    lowered = unicodedata.normalize("NFKD", _BETWEEN.join(known).casefold()).casefold()
    parts = unicodedata.normalize("NFKD", lowered)
    plain = parts.translate({ord(part): _plain(part) for part in set(parts)}).split(_BETWEEN)
    folded = dict(zip(known, plain, strict=False))
    return [folded.get(letter, letter)[:_LIGATURE_MAX] for letter in letters]


def _plain(part: str) -> str:
    kind = unicodedata.category(part)
    if kind in _FORGOTTEN:
        return ""
    return str(unicodedata.decimal(part)) if kind == "Nd" else _LATIN_FOR.get(part, part)


_LETTERS = Remembered(_work_out, _LETTERS_REMEMBERED)
