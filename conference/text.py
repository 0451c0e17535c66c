"""Cleaning what people type, before anything else sees it.

Vietnamese arrives composed and decomposed, from keyboards that leave zero-width marks behind; attackers
send text that runs backwards, climbs out of its line or pretends to come from the moderator. `clean`
gives one normal form or a refusal. It never rewrites words: what people said stays what they said.

Sources: Unicode UAX #15 (normalisation), UAX #9 (bidi controls), UTS #39 (confusables).
"""

import re
import unicodedata

from conference.folding import fold
from conference.refusals import Code, Refusal
from conference.vocabulary import COMBINING_MARKS_MAX_PER_LETTER, TEXT_MAX_BYTES_PER_CHARACTER

_LINE_BREAKS_MAX = 20

_SOFT_HYPHEN_AND_FILLERS = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0"
_INVISIBLE_RANGES = (
    (0x061C, 0x061C),  # Arabic letter mark
    (0x200B, 0x200F),  # zero-width spaces and joiners, direction marks
    (0x202A, 0x202E),  # direction embeddings and overrides
    (0x2060, 0x206F),  # word joiner, direction isolates
    (0xFFF9, 0xFFFB),  # interlinear annotation
    (0xE0000, 0xE007F),  # tags
)
_INVISIBLE = frozenset(map(ord, _SOFT_HYPHEN_AND_FILLERS)).union(
    *(range(first, last + 1) for first, last in _INVISIBLE_RANGES)
)
"""Invisible, or able to turn the direction of the text around them. All are dropped."""

_NONCHARACTERS = frozenset(range(0xFDD0, 0xFDF0)).union(
    *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000))
)


def clean(raw: str, max_characters: int, *, lines: bool = True) -> str | Refusal:
    """`raw` in NFC without invisible marks, its blank space tidied; or why it cannot be taken.

    `max_characters` counts what a reader sees as one (a letter with its marks). With `lines=False`
    line breaks become spaces.
    """
    if len(raw) > max_characters * (COMBINING_MARKS_MAX_PER_LETTER + 1):
        return Refusal(Code.TOO_LONG, max_characters)
    visible = "".join(letter for letter in raw if not _dropped(letter))
    unbroken = visible.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if any(_forbidden(letter) for letter in unbroken) or _stacks_marks(unbroken):
        return Refusal(Code.BAD_TEXT)
    text = unicodedata.normalize("NFC", _tidy_space(unbroken, lines=lines))
    if not count_characters(text):
        return Refusal(Code.EMPTY)
    if count_characters(text) > max_characters:
        return Refusal(Code.TOO_LONG, max_characters)
    if len(text.encode()) > max_characters * TEXT_MAX_BYTES_PER_CHARACTER:
        return Refusal(Code.TOO_LONG, max_characters)
    return text


def count_characters(text: str) -> int:
    """How many characters a reader sees: marks belong to the letter that they stand on."""
    return sum(1 for letter in text if not _is_mark(letter))


def _tidy_space(text: str, *, lines: bool) -> str:
    """Single spaces, at most one empty line in a row; a text of very many lines becomes one."""
    if not lines or text.count("\n") > _LINE_BREAKS_MAX:
        return " ".join(text.split())
    tidied = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", tidied).strip("\n")


def _dropped(letter: str) -> bool:
    return ord(letter) in _INVISIBLE or unicodedata.category(letter) == "Co"


def _forbidden(letter: str) -> bool:
    """Controls, surrogates and noncharacters: nothing a person can have meant to say.

    Unassigned code points pass: next year's emoji must not be an error.
    """
    if ord(letter) in _NONCHARACTERS:
        return True
    return letter != "\n" and unicodedata.category(letter) in ("Cc", "Cs")


def _stacks_marks(text: str) -> bool:
    """Zalgo: more marks on one letter than any language writes."""
    run = 0
    for letter in text:
        run = run + 1 if _is_mark(letter) else 0
        if run > COMBINING_MARKS_MAX_PER_LETTER:
            return True
    return False


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Me")


# Digits and signs that pass for letters; letters of other alphabets are folded already.
_LOOK_ALIKES = str.maketrans("0134579@$|!", "oleastgasil")

_TITLES_ANYWHERE = (
    "dieu hanh",
    "dieu phoi vien",
    "moderator",
    "admin",
    "quan tri vien",
    "chu toa",
    "chu tich",
    "ban to chuc",
    "uy ban",
    "ubnd",
    "hdnd",
    "mttq",
)
# These are parts of people's names too (Nguyễn Công An, Thư Kỳ), so only a name that begins so is one.
_TITLES_AT_START = ("can bo", "cong an", "thu ky", "bi thu", "mat tran", "chair", "official")


def claims_office(name: str) -> bool:
    """Whether a display name could be taken for somebody who speaks for the authorities."""
    letters = fold(name).translate(_LOOK_ALIKES)
    words = " ".join("".join(c if c.isalnum() else " " for c in letters).split())
    squeezed = words.replace(" ", "")
    return any(
        f" {title} " in f" {words} " or squeezed == title.replace(" ", "")
        for title in _TITLES_ANYWHERE
    ) or any(f"{words} ".startswith(f"{title} ") for title in _TITLES_AT_START)
