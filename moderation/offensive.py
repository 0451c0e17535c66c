"""Offensive language: marks words for a moderator's eye. It never blocks, and a person decides.

A word list that each commune may edit finds known words under the usual disguises (`đ.m`, `n g u`,
`l0n`, `nguuu`). A false alarm shames a citizen who was polite, a miss costs a moderator one glance: so
where a form is also an everyday word, it is let through.
"""

import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from moderation.phrases import Phrase, Phrases, phrase
from moderation.words import Reading

_LISTS_REMEMBERED = 256


class Hit(NamedTuple):
    """Code points of the original, and how sure: 1 is sure."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class WordList:
    """What is looked for. `with_changes` makes a commune's own."""

    always: frozenset[Phrase]
    with_marks: frozenset[Phrase]
    removed: frozenset[Phrase] = frozenset()

    def with_changes(self, added: Iterable[str], removed: Iterable[str]) -> "WordList":
        more = frozenset(phrase(line) for line in added) - {()}
        gone = frozenset(phrase(line) for line in removed) - more
        return WordList(
            self.always - gone | more, self.with_marks - gone - more, self.removed - more | gone
        )


def word_list(lines: Iterable[str]) -> WordList:
    """As `offensive_words.txt` has them: `#` begins a comment, `~` asks for a text with diacritics."""
    said = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    with_marks = frozenset(phrase(line[1:]) for line in said if line.startswith("~"))
    return WordList(frozenset(phrase(line) for line in said if line[0] != "~"), with_marks)


def offensive(reading: Reading, words: WordList) -> Iterator[Hit]:
    """What stands in the list, from left to right."""
    wanted = _phrases(words, has_marks=reading.has_marks)
    place = 0
    while place < len(reading.spelled):
        found = wanted.at(reading.spelled, place)
        if found:
            after = place + found[0]
            yield Hit(reading.tokens[place].start, reading.tokens[after - 1].end, 1.0)
        place += found[0] if found else 1


@lru_cache(maxsize=_LISTS_REMEMBERED)
def _phrases(words: WordList, *, has_marks: bool) -> Phrases:
    wanted = words.always | words.with_marks if has_marks else words.always
    return Phrases((each, "") for each in sorted(wanted))


_SHIPPED = (pkgutil.get_data("moderation", "offensive_words.txt") or b"").decode()
DEFAULT_WORDS = word_list(_SHIPPED.splitlines())
