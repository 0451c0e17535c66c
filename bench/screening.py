"""How well texts are screened, and how fast.

    python -m bench.screening

Insults are measured on the part of the data that neither training nor tuning has seen. Times are the
processor's own, so that a busy machine tells the same as a quiet one. Contains no text of the data sets.
"""

import re
import sys
import time
from collections.abc import Callable, Iterable
from random import Random
from typing import NamedTuple

from bench.machine import described
from bench.screening_data import (
    DATA,
    HELD_OUT,
    Comment,
    comments,
    pairs,
    questions,
    reworded,
)
from conference.folding import fold
from moderation import insult_model, words
from moderation.duplicates import Duplicates
from moderation.screening import FlagKind, screen

QUESTION_CHARACTERS = 1_000
ATTACK_CHARACTERS = 100_000
OPEN_QUESTIONS = 2_000
SUGGESTED = 3
_ATTACKS = (
    "0", "0 ", "09 ", "03 1 ", "1.", "0a", "+84 ", "(", "a@", "@.", "a-b.c@", "a.", "không một ", "stk ",
    "so nha ", "số 1 ngõ 1/", "k1/", "thửa 1,", "to ban do ", "đ.", "n g u ", "*", "l0", "c*c ", "địt ",
    "tố cáo ông ", "bao che ông ", "tôi khiếu nại ", "a\u0301", "\u1ecb", "ﷺ",
    "84.", "84 ", "|0", "1–0*", "c*c–", "đ.m•", "m,c·", ":/p1:@đ.m", "ﷺl0n0", "bà tham ô:",
    "㏂", "⑴", "…", "b\u0302\u03011", "0 9 ", "03,03,",
)  # fmt: skip

_RARE_SIGNS = "".join(map(chr, range(0x2190, 0x2190 + QUESTION_CHARACTERS)))
"""Slow only once: afterwards every one of them is remembered."""

PATTERNS = {
    "tokens": words.TOKEN,
    "runs": insult_model.LONG_RUN,
    "run at end": insult_model.RUN_AT_END,
}


class Score(NamedTuple):
    flagged: int
    right: int
    insults: int

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.flagged), self.right / max(1, self.insults)
        both = 2 * precision * recall / max(1e-9, precision + recall)
        return f"precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}"


def insults() -> None:
    for source in ("vihos", "safesense"):
        said = [one for one in comments(DATA, source) if one.part in HELD_OUT]
        print(f"insults   {source:<10} held out  {len(said):>5} comments  {_score(said)}")
    for name, parts in (("held out", HELD_OUT), ("all", range(100))):
        calm = [one for field in ("text", "answer") for one in questions(DATA, field)]
        calm = [one for one in calm if one.part in parts]
        print(
            f"insults   questions  {name:<8}  {len(calm):>5} texts     {_score(calm).flagged} flagged"
        )


def _score(said: list[Comment]) -> Score:
    flagged = [one for one in said if _is_flagged(one.text)]
    return Score(
        len(flagged), sum(one.insults for one in flagged), sum(one.insults for one in said)
    )


def _is_flagged(text: str) -> bool:
    return any(flag.kind is FlagKind.INSULT for flag in screen(text).flags)


def duplicates() -> None:
    asked = list(dict.fromkeys(one.text for one in questions(DATA)))
    index = Duplicates()
    for number, text in enumerate(asked):
        index.add(number, text)
    for name, reword in REWORDINGS.items():
        chance = Random(5)  # noqa: S311  (a test of the same words every time)
        found = sum(
            number in dict(index.find(reword(text, chance), SUGGESTED))
            for number, text in enumerate(asked)
        )
        print(f"similar   {name:<16} {found / len(asked):.3f} of {len(asked)} found again")
    others = sum(
        any(each != number for each, _ in index.find(text, SUGGESTED + 1))
        for number, text in enumerate(asked)
    )
    print(f"similar   {others} of {len(asked)} real questions have another one suggested")
    for name, wanted in (("same matter", True), ("looks alike", False)):
        written = [(one, other) for one, other, same in reworded() if same is wanted]
        print(f"similar   {name:<16} {_suggested(written)} of {len(written)} pairs suggested")
    for label in (1, 0):
        english = [(one, other) for one, other, entails in pairs(DATA) if entails == label]
        print(
            f"similar   English, {label}       {_suggested(english)} of {len(english)} pairs suggested"
        )


def _suggested(written: list[tuple[str, str]]) -> int:
    index = Duplicates()
    for number, (one, _) in enumerate(written):
        index.add(number, one)
    return sum(
        number in dict(index.find(other, SUGGESTED)) for number, (_, other) in enumerate(written)
    )


def _typing_errors(text: str, chance: Random) -> str:
    letters = list(text)
    for _ in range(max(2, len(text) // 25)):
        letters[chance.randrange(len(letters))] *= chance.choice((0, 2))
    return "".join(letters)


def _shortened(text: str, chance: Random) -> str:
    words = text.split()
    kept = max(5, len(words) * 3 // 5)
    first = chance.randrange(max(1, len(words) - kept))
    return " ".join(words[first : first + kept])


def _words_dropped(text: str, chance: Random) -> str:
    return " ".join(word for word in text.split() if chance.random() > 0.2)  # noqa: PLR2004


def _reordered(text: str, chance: Random) -> str:
    parts = re.split(r"(?<=[,.;?])\s*", text)
    return " ".join(chance.sample(parts, len(parts)))


REWORDINGS: dict[str, Callable[[str, Random], str]] = {
    "no diacritics": lambda text, _: fold(text),
    "typing errors": _typing_errors,
    "shortened": _shortened,
    "words dropped": _words_dropped,
    "reordered": _reordered,
    "with courtesies": lambda text, _: f"Kính thưa lãnh đạo xã, tôi xin hỏi: {text} Xin cảm ơn.",
}


def speed() -> None:
    asked = [one.text for one in questions(DATA)]
    said = [one.text for source in ("vihos", "safesense") for one in comments(DATA, source)]
    attacks = [(attack * QUESTION_CHARACTERS)[:QUESTION_CHARACTERS] for attack in _ATTACKS]
    for name, texts in (("questions", asked), ("comments", said), ("attacks", attacks)):
        cut = [text[:QUESTION_CHARACTERS] for text in texts]
        print(f"screening {name:<10} {len(cut):>6} texts  {_times(screen, cut)}")
    print(
        f"screening 1000 different signs, never seen: {_seconds(screen, _RARE_SIGNS) * 1000:.2f} ms"
    )
    for name, pattern in PATTERNS.items():
        longest = max(_seconds(pattern.findall, _long(attack)) for attack in _ATTACKS)
        print(
            f"pattern   {name:<12} {ATTACK_CHARACTERS} characters of the worst attack: {longest * 1000:.0f} ms"
        )
    growth = max(
        _seconds(screen, _long(attack)) / _seconds(screen, _long(attack, 10)) for attack in _ATTACKS
    )
    print(f"screening ten times the text takes up to {growth:.1f} times as long")
    index, many = Duplicates(), _many(asked)
    for number, text in enumerate(many):
        index.add(number, text)
    print(f"similar   among {len(many)}: {_times(lambda text: index.find(text, SUGGESTED), many)}")
    print(f"similar   adding one:   {_times(lambda text: index.add(1, text), many)}")


def _milliseconds_of(attack: str, length: int) -> float:
    return _seconds(screen, (attack * length)[:length]) * 1000


def _long(attack: str, part: int = 1) -> str:
    return (attack * ATTACK_CHARACTERS)[: ATTACK_CHARACTERS // part]


def _many(asked: list[str]) -> list[str]:
    """As many as a large meeting has: the real ones, and mixtures of their sentences."""
    chance = Random(7)  # noqa: S311  (same)
    sentences = [part for text in asked for part in re.split(r"(?<=[.?])\s+", text)]
    mixed = [" ".join(chance.sample(sentences, 2)) for _ in range(OPEN_QUESTIONS - len(asked))]
    return [text[:QUESTION_CHARACTERS] for text in [*asked, *mixed]]


def _times(do: Callable[[str], object], texts: Iterable[str]) -> str:
    taken = sorted(_seconds(do, text) * 1000 for text in texts)
    half, most = taken[len(taken) // 2], taken[len(taken) * 99 // 100]
    return f"p50 {half:.2f} ms  p99 {most:.2f} ms  most {taken[-1]:.2f} ms"


def _seconds(do: Callable[[str], object], text: str) -> float:
    began = time.thread_time()
    do(text)
    return time.thread_time() - began


if __name__ == "__main__":
    if not DATA.exists():
        sys.exit(f"{DATA} is not beside this checkout: nothing to measure with")
    print(f"screening\n{described()}\n")
    insults()
    duplicates()
    speed()
