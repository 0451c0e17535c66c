"""What a password must be: long enough, and not among the first that anybody would try.

There are no rules about kinds of letters: they make people write passwords down. What everybody uses, runs
along the keyboard, years and the person's own name or commune count for nothing; of the rest there must be
something left. The words below are our own list, made for people who type Vietnamese.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum, auto
from typing import Final

from web.passwords import MAX_CHARACTERS, MIN_CHARACTERS

OWN_LETTERS_MIN: Final = 5
"""Different letters that must be left when everything guessable is taken out."""
WORD_MIN: Final = 3
RUN_MIN: Final = 3
FIRST_TRIED: Final = (
    # what it is called
    *("matkhau", "password", "passwd", "passw0rd", "p@ssw0rd", "p@ssword", "dangnhap", "login"),
    *("admin", "quantri", "root", "user", "test", "demo", "guest", "changeme", "welcome", "secret"),
    # love, family, luck
    *("anhyeuem", "emyeuanh", "yeuem", "yeuanh", "iloveyou", "contrai", "congai", "giadinh"),
    *("hanhphuc", "maiyeu", "mattroi", "tinhyeu", "ngayxua", "phatloc", "phattai", "maimai"),
    # where we are
    *("vietnam", "hanoi", "saigon", "hochiminh", "danang", "haiphong", "cantho", "tphcm"),
    *("doithoai", "uybannhandan", "uyban", "ubnd", "hdnd", "mttq", "xaphuong", "tochuc", "canbo"),
    *("hoinghi", "chutich", "vanphong", "conganxa", "tiepdan", "motcua"),
    # the keyboard
    *("qwertyuiop", "qwerty", "asdfghjkl", "asdfgh", "zxcvbnm", "zxcvbn", "1q2w3e4r5t", "1q2w3e"),
    *("1qaz2wsx", "qazwsx", "zaq12wsx", "q1w2e3", "abc123", "a1b2c3", "dragon", "letmein"),
)
YEAR: Final = re.compile(r"(?:19|20)\d\d")


class PasswordTrouble(Enum):
    TOO_SHORT = auto()
    TOO_LONG = auto()
    GUESSABLE = auto()


def trouble_with(password: str, about: Iterable[str]) -> PasswordTrouble | None:
    """Why it cannot be taken. `about` is what everybody knows of the person: names, unit, commune."""
    if len(password) < MIN_CHARACTERS:
        return PasswordTrouble.TOO_SHORT
    if len(password) > MAX_CHARACTERS:
        return PasswordTrouble.TOO_LONG
    left = _plain(password)
    known = {word for text in about for word in _words(text)}
    for word in sorted({*FIRST_TRIED, *known}, key=len, reverse=True):
        left = left.replace(word, " ")
    left = _without_runs(YEAR.sub(" ", left))
    own = {letter for letter in left if letter.isalnum()}
    return None if len(own) >= OWN_LETTERS_MIN else PasswordTrouble.GUESSABLE


def _words(text: str) -> Iterable[str]:
    """Each word of a name, and the name written in one."""
    parts = re.split(r"[\W_]+", _plain(text, joined=False))
    return [word for word in (*parts, "".join(parts)) if len(word) >= WORD_MIN]


def _plain(text: str, *, joined: bool = True) -> str:
    """Without case, Vietnamese marks, and what people put between words."""
    folded = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    between = " -_.," if joined else ""
    return "".join(c for c in folded if not unicodedata.combining(c) and c not in between)


def _without_runs(text: str) -> str:
    """123456, abcdef, 9876 and aaaa taken out."""
    kept: list[str] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _goes_on(text, start, end):
            continue
        kept.append(text[start:end] if end - start < RUN_MIN else " ")
        start = end
    return "".join(kept)


def _goes_on(text: str, start: int, end: int) -> bool:
    step = ord(text[end]) - ord(text[end - 1])
    first = ord(text[start + 1]) - ord(text[start])
    return abs(step) <= 1 and step == first
