"""One way to forget how a word was typed: the base of every search and comparison in the house.

Case, diacritics, đ, letters of other alphabets that look Latin, digits of other scripts and invisible
marks all fold away, so `Đường`, `duong` and `Ðườnɡ` are one word. Each letter folds by itself: that is
what lets screening say where in the original a folded word stood. Folded text is never shown to anyone.

Sources: Unicode UAX #15 (NFKD), UTS #39 (confusables; the few that fonts really mix up).
"""

import unicodedata
from functools import lru_cache

_LATIN_FOR = dict(
    zip(
        "đðɖƌаеорсухікмнтвзѕјԁԛԝһɡɑαορτυνιкʀıłøɩʏᴀᴄᴅᴇᴍɴᴏᴘᴛᴜᴠ",
        "ddddaeopcyxikmhtb3sjdqwhgaaoptuvikriloiyacdemnoptuv",
        strict=True,
    )
)
"""After lower-casing. The first four are đ and the letters that pass for it."""

_LETTERS_REMEMBERED = 4_096
_LIGATURE_MAX = 4
"""Whole phrases stand under one code point (`ﷺ`): a text of them must not grow eighteenfold."""


def fold(text: str) -> str:
    """For search and comparison only: no diacritics, đ → d, no case (`Đường` → `duong`)."""
    return "".join(map(fold_letter, text))


@lru_cache(maxsize=_LETTERS_REMEMBERED)
def fold_letter(letter: str) -> str:
    """What is left of one letter: nothing of a mark, several letters of a ligature."""
    # Twice: a capital may only come to light when the letter is taken apart (a mathematical Alpha).
    lowered = unicodedata.normalize("NFKD", letter.casefold()).casefold()
    plain = (_LATIN_FOR.get(part, part) for part in unicodedata.normalize("NFKD", lowered))
    return "".join(_digit_or_letter(part) for part in plain)[:_LIGATURE_MAX]


def _digit_or_letter(part: str) -> str:
    kind = unicodedata.category(part)
    if kind in ("Mn", "Me", "Cf"):
        return ""
    return str(unicodedata.decimal(part)) if kind == "Nd" else part
